import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import styles from './ScheduleChart.module.css';

export interface ChartLegendProps {
  /** Pixel where the chart ends. */
  right: number;
  /** Names of the curve that carries the points and of the second one; none where there is only one. */
  curves: readonly string[];
  /** Whether the trained curve lies behind. */
  trained: boolean;
}

const ENTRY = 118;

/** What the lines are, in the corner above the chart. */
export function ChartLegend({ right, curves, trained }: ChartLegendProps) {
  const looks = [styles.curve, styles.second];
  return (
    <g aria-hidden="true">
      {trained ? (
        <>
          <path className={styles.reference} d={`M${right - 72} 8h24`} />
          <text className={styles.tick} x={right} y={12} textAnchor="end">{say`trained`}</text>
        </>
      ) : null}
      {curves.map((name, i) => (
        <g key={name} transform={`translate(${right - ENTRY * (curves.length - i)} 8)`}>
          <path className={looks[i]} d="M8 0h22" />
          <text className={styles.tick} x={36} y={4}>{sayText(name)}</text>
        </g>
      ))}
    </g>
  );
}
