import { useId } from 'react';
import type { ChartScales } from '../../plot/chartScales.ts';
import type { LossColumns } from '../../plot/lossCurve.ts';
import styles from './StepChart.module.css';

/** The range of what each step gave by itself. */
export function RawBand({ columns, scales }: { columns: LossColumns; scales: ChartScales }) {
  const clip = useId();
  const { left, right, top, bottom } = scales;
  const edge = (values: Float64Array) => Array.from(values.subarray(0, columns.length), (value, i) => `${scales.x(columns.steps[i] ?? 0).toFixed(1)},${scales.y(value).toFixed(1)}`);
  if (columns.length === 0) return null;
  return (
    <g aria-hidden="true" clipPath={`url(#${clip})`}>
      <clipPath id={clip}><rect x={left} y={top} width={Math.max(0, right - left)} height={bottom - top} /></clipPath>
      <path className={styles.band} d={`M${[...edge(columns.highest), ...edge(columns.lowest).reverse()].join('L')}Z`} />
    </g>
  );
}
