import { useId } from 'react';
import type { ChartScales } from '../../plot/chartScales.ts';
import { curvePath } from '../../plot/curvePath.ts';
import type { Curve } from './curves.ts';
import styles from './CurveChart.module.css';

/** Pixels beyond the ground to which wild values are drawn; the ground clips them. */
const FAR = 1e4;

/** One curve of a chart, with its band of two standard errors. */
export function CurveLine({ curve, scales }: { curve: Curve; scales: ChartScales }) {
  const clip = useId();
  const { x, y, error, tone, style = 'line' } = curve;
  const { left, right, top, bottom } = scales;
  const across = (i: number) => scales.x(x[i] ?? NaN);
  const up = (value: number) => Math.min(FAR, Math.max(-FAR, scales.y(value)));
  const edges = error ? [1, -1].map((side) => Array.from(y, (value, i) => up(value + side * 2 * (error[i] ?? 0)))) : null;
  const outline = edges?.[0] && edges[1] ? [...edges[0].map((at, i) => `${across(i)},${at}`), ...edges[1].map((at, i) => `${across(i)},${at}`).reverse()].join('L') : null;
  const slot = x.length > 1 ? (right - left) / x.length : 12;
  const values = Array.from(y);
  return (
    <g aria-hidden="true" clipPath={`url(#${clip})`} data-tone={tone}>
      <clipPath id={clip}><rect x={left - 4} y={top - 2} width={Math.max(0, right - left + 8)} height={bottom - top + 3} /></clipPath>
      {outline && !outline.includes('NaN') ? <path className={styles.band} d={`M${outline}Z`} /> : null}
      {style === 'bars' ? values.map((value, i) => (Number.isFinite(value) ? (
        <rect key={i} className={styles.bar} x={across(i) - slot * 0.42} width={Math.max(1, slot * 0.84)} y={up(value)} height={Math.max(0, bottom - up(value))} />
      ) : null)) : null}
      {style === 'dots' ? values.map((value, i) => (Number.isFinite(value) ? <circle key={i} className={styles.spot} r={3} cx={across(i)} cy={up(value)} /> : null)) : null}
      {style === 'line' || style === 'dashed' ? <path className={style === 'dashed' ? styles.dashed : styles.curve} d={curvePath(values, across, up)} /> : null}
    </g>
  );
}
