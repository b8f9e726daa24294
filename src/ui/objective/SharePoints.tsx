import { useRef } from 'react';
import type { ChartScales } from '../../plot/chartScales.ts';
import { curvePath } from '../../plot/curvePath.ts';
import { say } from '../../words/say.ts';
import { PointHandles } from '../charts/PointHandles.tsx';
import type { DrawnPoint } from '../charts/pointEdits.ts';
import type { PointPlane } from '../charts/pointPlane.ts';
import { usePointDrag } from '../charts/usePointDrag.ts';
import { useTouchHold } from '../charts/useTouchHold.ts';
import { shareText, type ShareChart } from './shareChart.ts';
import styles from './ShareEditor.module.css';

export interface SharePointsProps {
  chart: ShareChart;
  scales: ChartScales;
  selected: number | null;
  onSelect(index: number): void;
  onEdit(points: readonly DrawnPoint[]): void;
  onActive(active: boolean): void;
}

/** The points on the share and the curve that can be taken hold of: dragging one draws the weighting by hand. */
export function SharePoints({ chart, scales, selected, onSelect, onEdit, onActive }: SharePointsProps) {
  const drawing = useRef<SVGGElement>(null);
  useTouchHold(drawing, true);
  const { timesteps, unit, points, fitted } = chart;
  const last = timesteps - 1;
  const heights = chart.curves[0]?.y ?? [];
  const inside = (pixel: number) => Math.min(scales.bottom, Math.max(scales.top, pixel));
  const plane: PointPlane = {
    editable: true,
    top: scales.top,
    bottom: scales.bottom,
    x: (u) => scales.x(u * last),
    u: (pixel) => scales.xOf(pixel) / last,
    y: ({ value }) => inside(scales.y(value * unit)),
    value: (pixel) => Math.max(0, scales.yOf(pixel)) / unit,
    curve: (u) => inside(scales.y(heights[Math.round(u * last)] ?? 0)),
    step: Math.max(1 / last, 1 / 400),
  };
  const chosen = selected === null ? [] : [selected];
  const select = ([index]: readonly number[]) => { if (index !== undefined) onSelect(index); };
  const drag = usePointDrag({ drawing, plane, points, selected: chosen, several: null, onSelect: select, onEdit, onActive });
  const describe = ({ u, value }: DrawnPoint, index: number) => {
    const name = say`Share point ${index + 1} of ${points.length}, at timestep ${Math.round(u * last)}`;
    return { name, text: say`timestep ${Math.round(u * last)}, ${shareText(value * unit)} even shares`, now: Math.round(100 * value * unit), most: Math.ceil(100 * scales.yOf(scales.top)) };
  };
  return (
    <g ref={drawing} onPointerMove={drag.onPointerMove} onPointerUp={drag.onPointerEnd} onPointerCancel={drag.onPointerEnd}>
      <g aria-hidden="true">
        <line className={styles.even} x1={scales.left} x2={scales.right} y1={scales.y(1)} y2={scales.y(1)} />
        <path className={styles.grip} d={curvePath(heights, (t) => scales.x(t), (height) => inside(scales.y(height)))} onPointerDown={drag.grabCurve} onClick={drag.tapCurve} />
      </g>
      <PointHandles
        plane={plane} points={points} fitted={fitted} selected={chosen} several={false} dragged={drag.dragged}
        describe={describe} onSelect={select} onEdit={onEdit} onGrab={drag.grabPoint}
      />
    </g>
  );
}
