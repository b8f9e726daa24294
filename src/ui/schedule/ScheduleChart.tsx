import { useId, useMemo, useRef, useState, type PointerEvent } from 'react';
import type { NoisePair } from '../../diffusion/levels.ts';
import type { NoiseTable } from '../../diffusion/noiseTable.ts';
import { curvePath } from '../../plot/curvePath.ts';
import type { ControlPoint } from '../../recipe/recipe.ts';
import { PointHandles } from '../charts/PointHandles.tsx';
import { usePointDrag } from '../charts/usePointDrag.ts';
import { useTouchHold } from '../charts/useTouchHold.ts';
import { percent } from './balance.ts';
import { ChartAxes } from './ChartAxes.tsx';
import { ChartLegend } from './ChartLegend.tsx';
import { MARGIN, makeChartFrame, valueAt } from './chartFrame.ts';
import { levelOfPoint } from './controlPoints.ts';
import type { Handles } from './handles.ts';
import { NoiseBands } from './NoiseBands.tsx';
import { OverlayCurves } from './OverlayCurves.tsx';
import type { Overlay } from './overlays.ts';
import { useElementWidth } from '../primitives/useElementWidth.ts';
import { PlayheadMark } from './PlayheadMark.tsx';
import { schedulePlane } from './schedulePlane.ts';
import { clamp, isLevelView, viewCurves, viewDomain, VIEWS, type ViewName } from './views.ts';
import styles from './ScheduleChart.module.css';

export interface ScheduleChartProps {
  view: ViewName;
  table: NoiseTable;
  /** alpha and sigma of each timestep as the network sees them. */
  seen: readonly NoisePair[];
  /** Drawn faintly behind. */
  reference: NoiseTable | null;
  /** To compare with, behind too. */
  overlays: readonly Overlay[];
  handles: Handles;
  /** Where the pictures below are taken, as u in [0, 1]: hairlines. */
  times: readonly number[];
  selected: number | null;
  onSelect(index: number): void;
  onEdit(points: readonly ControlPoint[], commit: boolean): void;
}

/** The curve of the schedule with its draggable points. */
export function ScheduleChart({ view, table, seen, reference, overlays, handles, times, selected, onSelect, onEdit }: ScheduleChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const clip = useId();
  const width = useElementWidth(box);
  useTouchHold(svg, width > 0);
  const [frozen, setFrozen] = useState<readonly [number, number] | null>(null);
  const [hover, setHover] = useState<number | null>(null);

  const resting = useMemo(() => viewDomain(view, table, seen), [view, table, seen]);
  const domain = frozen ?? resting;
  const height = width < 480 ? 250 : 300;
  const frame = useMemo(() => makeChartFrame(view, table.timesteps, domain, width, height), [view, table.timesteps, domain, width, height]);
  const [values = new Float64Array(0), second] = useMemo(() => viewCurves(view, table, seen), [view, table, seen]);
  const pathOf = (of: ArrayLike<number>) => curvePath(of, (t) => frame.x(t / (of.length - 1)), (value) => clamp(frame.y(value), -1e4, 1e4));
  const path = pathOf(values);
  const [referenceValues] = reference && view !== 'weights' ? viewCurves(view, reference, []) : [];

  const { points, space, fitted } = handles;
  const plane = schedulePlane(frame, space, values);
  const drag = usePointDrag({ drawing: svg, plane, points, onSelect, onEdit, onActive: (active) => setFrozen(active ? domain : null) });
  const follow = (event: PointerEvent) => {
    if (event.pointerType !== 'mouse') return;
    setHover(frame.u(event.clientX - (svg.current?.getBoundingClientRect().left ?? 0)));
  };
  const describe = ({ u, value }: ControlPoint, index: number) => {
    const t = Math.round(u * (table.timesteps - 1));
    const alphaBar = levelOfPoint(space, value);
    return { name: `Point ${index + 1} of ${points.length}, at timestep ${t}`, text: `timestep ${t}, ${percent(alphaBar)} signal kept`, now: Math.round(100 * alphaBar), most: 100 };
  };
  const bottom = height - MARGIN.bottom;

  return (
    <div ref={box} className={styles.box} style={{ blockSize: height }}>
      {width > 0 ? (
        <svg
          ref={svg}
          className={styles.svg}
          width={width}
          height={height}
          role="group"
          aria-label={`Noise schedule: ${VIEWS[view].label} over timestep t, ${points.length} points`}
          onPointerMove={drag.onPointerMove}
          onPointerUp={drag.onPointerEnd}
          onPointerCancel={drag.onPointerEnd}
        >
          <clipPath id={clip}>
            <rect x={MARGIN.left} y={MARGIN.top - 1} width={Math.max(0, width - MARGIN.left - MARGIN.right)} height={bottom - MARGIN.top + 2} />
          </clipPath>
          <ChartLegend right={width - MARGIN.right} curves={VIEWS[view].curves ?? []} trained={referenceValues !== undefined} />
          <NoiseBands frame={frame} />
          <ChartAxes frame={frame} />
          {times.map((u, i) => (
            <line key={i} className={styles.time} x1={frame.x(u)} x2={frame.x(u)} y1={MARGIN.top} y2={clamp(frame.y(valueAt(values, u)), MARGIN.top, bottom)} />
          ))}
          <g clipPath={`url(#${clip})`}>
            <OverlayCurves frame={frame} overlays={overlays} />
            {referenceValues ? <path className={styles.reference} d={pathOf(referenceValues)} /> : null}
            {second ? <path className={styles.second} d={pathOf(second)} /> : null}
            <path className={styles.curve} d={path} />
            <path
              className={isLevelView(view) ? styles.grip : styles.still}
              d={path}
              onPointerDown={drag.grabCurve}
              onClick={drag.tapCurve}
              onPointerMove={follow}
              onPointerLeave={() => setHover(null)}
            />
          </g>
          {hover !== null && drag.dragged === null ? (
            <circle className={styles.ghost} r={5} cx={frame.x(hover)} cy={clamp(frame.y(valueAt(values, hover)), MARGIN.top, bottom)} />
          ) : null}
          <PlayheadMark frame={frame} values={values} alphasCumprod={table.alphasCumprod} />
          <PointHandles
            plane={plane}
            points={points}
            fitted={fitted}
            selected={selected}
            dragged={drag.dragged}
            describe={describe}
            onSelect={onSelect}
            onEdit={(edited, commit) => onEdit(edited.points, commit)}
            onGrab={drag.grabPoint}
          />
        </svg>
      ) : null}
    </div>
  );
}
