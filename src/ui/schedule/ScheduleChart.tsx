import { useId, useMemo, useRef, useState } from 'react';
import type { NoisePair } from '../../diffusion/levels.ts';
import type { NoiseTable } from '../../diffusion/noiseTable.ts';
import { curvePath } from '../../plot/curvePath.ts';
import type { ControlPoint } from '../../recipe/recipe.ts';
import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { useTouchHold } from '../charts/useTouchHold.ts';
import { useElementWidth } from '../primitives/useElementWidth.ts';
import { useSeek } from '../time/useSeek.ts';
import { ChartAxes } from './ChartAxes.tsx';
import { ChartLegend } from './ChartLegend.tsx';
import { MARGIN, makeChartFrame, valueAt } from './chartFrame.ts';
import type { Handles } from './handles.ts';
import { NoiseBands } from './NoiseBands.tsx';
import { OverlayCurves } from './OverlayCurves.tsx';
import type { Overlay } from './overlays.ts';
import { PlayheadMark } from './PlayheadMark.tsx';
import { SchedulePoints, type PointChoice } from './SchedulePoints.tsx';
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
  /** Where the pictures above are taken, as u in [0, 1]: hairlines. */
  times: readonly number[];
  choice: PointChoice;
  onSelect(selected: readonly number[]): void;
  onEdit(points: readonly ControlPoint[], commit: boolean): void;
}

/** The curve of the schedule with its draggable points. */
export function ScheduleChart({ view, table, seen, reference, overlays, handles, times, choice, onSelect, onEdit }: ScheduleChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const clip = useId();
  const width = useElementWidth(box);
  useTouchHold(svg, width > 0);
  const seek = useSeek(table.alphasCumprod);
  const [frozen, setFrozen] = useState<readonly [number, number] | null>(null);

  const resting = useMemo(() => viewDomain(view, table, seen), [view, table, seen]);
  const domain = frozen ?? resting;
  const height = width < 480 ? 250 : 300;
  const frame = useMemo(() => makeChartFrame(view, table.timesteps, domain, width, height), [view, table.timesteps, domain, width, height]);
  const [values = new Float64Array(0), second] = useMemo(() => viewCurves(view, table, seen), [view, table, seen]);
  const others = useMemo(() => (isLevelView(view) ? overlays.flatMap((overlay) => viewCurves(view, overlay.table, [])) : []), [view, overlays]);
  const pathOf = (of: ArrayLike<number>) => curvePath(of, (t) => frame.x(t / (of.length - 1)), (value) => clamp(frame.y(value), -1e4, 1e4));
  const path = pathOf(values);
  const [referenceValues] = reference && view !== 'weights' ? viewCurves(view, reference, []) : [];
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
          aria-label={say`Noise schedule: ${sayText(VIEWS[view].label)} over timestep t, ${handles.points.length} points`}
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
          </g>
          <SchedulePoints
            frame={frame} values={values} path={path} others={others} handles={handles} choice={choice} onSelect={onSelect} onEdit={onEdit}
            onActive={(active) => setFrozen(active ? domain : null)} onGround={seek.to}
          >
            <PlayheadMark frame={frame} values={values} alphasCumprod={table.alphasCumprod} />
          </SchedulePoints>
        </svg>
      ) : null}
    </div>
  );
}
