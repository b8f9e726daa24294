import type { ChartAxis, ChartScales } from '../../plot/chartScales.ts';
import { sayText } from '../../words/sayText.ts';
import styles from './CurveChart.module.css';

/** Grid, ticks and names of both axes. Screen readers have the table. */
export function ChartGround({ scales, x, y }: { scales: ChartScales; x: ChartAxis; y: ChartAxis }) {
  const { left, right, bottom } = scales;
  return (
    <g aria-hidden="true">
      {scales.yTicks.map((tick) => (
        <g key={tick.label}>
          <line className={styles.grid} x1={left} x2={right} y1={tick.at} y2={tick.at} />
          <text className={styles.tick} x={left - 7} y={tick.at} dy="0.32em" textAnchor="end">{tick.label}</text>
        </g>
      ))}
      {scales.xTicks.map((tick) => (
        <g key={tick.label}>
          <line className={styles.axis} x1={tick.at} x2={tick.at} y1={bottom} y2={bottom + 4} />
          <text className={styles.tick} x={tick.at} y={bottom + 16} textAnchor="middle">{tick.label}</text>
        </g>
      ))}
      <line className={styles.axis} x1={left} x2={right} y1={bottom} y2={bottom} />
      <text className={styles.axisName} x={0} y={12}>{sayText(y.name)}</text>
      <text className={styles.axisName} x={(left + right) / 2} y={bottom + 33} textAnchor="middle">{sayText(x.name)}</text>
    </g>
  );
}
