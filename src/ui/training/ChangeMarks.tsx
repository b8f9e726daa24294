import type { ChartScales } from '../../plot/chartScales.ts';
import type { RunChange } from '../../store/runChanges.ts';
import styles from './StepChart.module.css';

/** A line down the chart with a flag on top, wherever a setting was changed. */
export function ChangeMarks({ changes, scales }: { changes: readonly RunChange[]; scales: ChartScales }) {
  const { left, right, top, bottom } = scales;
  return changes.map(({ step, at }) => {
    const x = scales.x(step);
    return x >= left && x <= right ? (
      <g key={`${step} ${at}`}>
        <line className={styles.halo} x1={x} x2={x} y1={top} y2={bottom} />
        <line className={styles.change} x1={x} x2={x} y1={top} y2={bottom} />
        <path className={styles.flag} d={`M${x - 4},${top - 5}h8l-4,6z`} />
      </g>
    ) : null;
  });
}
