import { useMemo, useRef, useState, type PointerEvent, type ReactNode } from 'react';
import { say } from '../../words/say.ts';
import { PointHandles } from '../charts/PointHandles.tsx';
import { usePointDrag } from '../charts/usePointDrag.ts';
import { useRubberBand } from '../charts/useRubberBand.ts';
import type { ControlPoint } from '../../recipe/recipe.ts';
import { percent } from './balance.ts';
import type { ChartFrame } from './chartFrame.ts';
import { levelOfPoint } from './controlPoints.ts';
import type { Handles } from './handles.ts';
import { schedulePlane } from './schedulePlane.ts';
import { snapPoint } from './snapping.ts';
import { TangentOfPoint } from './TangentOfPoint.tsx';
import { isLevelView } from './views.ts';
import styles from './ScheduleChart.module.css';

export interface PointChoice {
  /** Indices of the selected points; the last one is the one whose numbers are shown. */
  selected: readonly number[];
  /** Whether pressing a point adds it, and whether points are drawn to lines near them. */
  several: boolean;
  snaps: boolean;
}

export interface SchedulePointsProps {
  frame: ChartFrame;
  /** The curve in the units of the view, its path, and curves to which points are drawn. */
  values: ArrayLike<number>;
  path: string;
  others: readonly ArrayLike<number>[];
  handles: Handles;
  choice: PointChoice;
  onSelect(selected: readonly number[]): void;
  onEdit(points: readonly ControlPoint[], commit: boolean): void;
  onActive(active: boolean): void;
  /** The ground of the chart was clicked at u. */
  onGround(u: number): void;
  /** Between the curve and the points. */
  children: ReactNode;
}

/** What can be taken hold of in the chart: the ground for boxes, the curve for new points, the points and their tangents. */
export function SchedulePoints({ frame, values, path, others, handles, choice, onSelect, onEdit, onActive, onGround, children }: SchedulePointsProps) {
  const drawing = useRef<SVGGElement>(null);
  const [hover, setHover] = useState<number | null>(null);
  const { points, space, fitted } = handles;
  const { selected, several, snaps } = choice;
  const plane = useMemo(() => schedulePlane(frame, space, values), [frame, space, values]);
  const drag = usePointDrag({
    drawing, plane, points, selected, several, onSelect, onEdit, onActive,
    snap: snaps ? (at, from, index, moving) => snapPoint({ frame, plane, others }, at, from, index, moving) : undefined,
  });
  const before = useRef<readonly number[]>([]);
  const ground = useRubberBand({
    onBand(band, adds) {
      const inside = [...points.entries()].filter(([, point]) => {
        const [x, y] = [plane.x(point.u), plane.y(point)];
        return x >= band.x && x <= band.x + band.width && y >= band.y && y <= band.y + band.height;
      }).map(([index]) => index);
      onSelect(adds ? [...before.current.filter((index) => !inside.includes(index)), ...inside] : inside);
    },
    onClick({ x }) {
      onSelect([]);
      onGround(frame.u(x));
    },
  });
  const follow = (event: PointerEvent) => {
    if (event.pointerType === 'mouse') setHover(frame.u(event.clientX - (drawing.current?.ownerSVGElement?.getBoundingClientRect().left ?? 0)));
  };
  const describe = ({ u, value }: ControlPoint, index: number) => {
    const t = Math.round(u * (frame.timesteps - 1));
    const alphaBar = levelOfPoint(space, value);
    const kept = say`timestep ${t}, ${percent(alphaBar)} signal kept`;
    const together = selected.length > 1 && selected.includes(index);
    return { name: say`Point ${index + 1} of ${points.length}, at timestep ${t}`, text: together ? say`${kept}, one of ${selected.length} selected` : kept, now: Math.round(100 * alphaBar), most: 100 };
  };
  const [left, right] = [frame.x(0), frame.x(1)];
  return (
    <g ref={drawing} onPointerMove={drag.onPointerMove} onPointerUp={drag.onPointerEnd} onPointerCancel={drag.onPointerEnd}>
      <g aria-hidden="true">
        <rect
          className={styles.ground} x={left} y={plane.top} width={right - left} height={plane.bottom - plane.top} {...ground.handlers}
          onPointerDown={(event) => { before.current = selected; ground.handlers.onPointerDown(event); }}
        />
        <path className={isLevelView(frame.view) ? styles.grip : styles.still} d={path} onPointerDown={drag.grabCurve} onClick={drag.tapCurve} onPointerMove={follow} onPointerLeave={() => setHover(null)} />
        {hover !== null && drag.dragged === null ? <circle className={styles.ghost} r={5} cx={frame.x(hover)} cy={plane.curve(hover)} /> : null}
        {drag.guides.x === undefined ? null : <path className={styles.guide} d={`M${drag.guides.x} ${plane.top}V${plane.bottom}`} />}
        {drag.guides.y === undefined ? null : <path className={styles.guide} d={`M${left} ${drag.guides.y}H${right}`} />}
      </g>
      {children}
      <PointHandles
        plane={plane} points={points} fitted={fitted} selected={selected} several dragged={drag.dragged}
        describe={describe} onSelect={onSelect} onEdit={onEdit} onGrab={drag.grabPoint}
      />
      {selected.length === 1 && isLevelView(frame.view) ? <TangentOfPoint frame={frame} view={frame.view} plane={plane} handles={handles} index={selected[0] ?? 0} onEdit={onEdit} /> : null}
      {ground.band ? <rect className={styles.rubber} {...ground.band} aria-hidden="true" /> : null}
    </g>
  );
}
