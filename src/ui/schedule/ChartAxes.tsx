import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { MARGIN, type ChartFrame } from './chartFrame.ts';
import { VIEWS } from './views.ts';
import styles from './ScheduleChart.module.css';

/** Grid, ticks and names of both axes. Decorative for screen readers: the points carry the values. */
export function ChartAxes({ frame }: { frame: ChartFrame }) {
  const left = MARGIN.left;
  const right = frame.width - MARGIN.right;
  const bottom = frame.height - MARGIN.bottom;
  return (
    <g aria-hidden="true">
      {frame.yTicks.map((tick) => (
        <g key={tick.label}>
          <line className={styles.grid} x1={left} x2={right} y1={tick.at} y2={tick.at} />
          <text className={styles.tick} x={left - 8} y={tick.at} dy="0.32em" textAnchor="end">{tick.label}</text>
        </g>
      ))}
      {frame.xTicks.map((tick) => (
        <g key={tick.label}>
          <line className={styles.axis} x1={tick.at} x2={tick.at} y1={bottom} y2={bottom + 4} />
          <text className={styles.tick} x={tick.at} y={bottom + 17} textAnchor="middle">{tick.label}</text>
        </g>
      ))}
      <line className={styles.axis} x1={left} x2={right} y1={bottom} y2={bottom} />
      <text className={styles.axisName} x={0} y={12}>{sayText(VIEWS[frame.view].axis)}</text>
      <text className={styles.axisName} x={left} y={bottom + 37}>{say`data`}</text>
      <text className={styles.axisName} x={(left + right) / 2} y={bottom + 37} textAnchor="middle">{say`timestep t`}</text>
      <text className={styles.axisName} x={right} y={bottom + 37} textAnchor="end">{say`noise`}</text>
    </g>
  );
}
