import type { ChartScales } from '../../plot/chartScales.ts';
import { presentPoint, type RatePlan } from './presentRate.ts';
import { useCalmStep } from './useCalmStep.ts';
import styles from './OptimizerPanel.module.css';

/** The present step on the curve: all of the chart that follows training. */
export function PresentMark({ scales, plan }: { scales: ChartScales; plan: RatePlan }) {
  const { step, rate } = presentPoint(plan, useCalmStep());
  const [x, y] = [scales.x(step), scales.y(rate)];
  return (
    <g aria-hidden="true" data-testid="present-rate">
      <line className={styles.now} x1={x} x2={x} y1={scales.top} y2={scales.bottom} />
      <circle className={styles.nowDot} r={4.5} cx={x} cy={y} />
    </g>
  );
}
