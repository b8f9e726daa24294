import { rateWords, type RatePlan } from './presentRate.ts';
import { useCalmStep } from './useCalmStep.ts';
import styles from './OptimizerPanel.module.css';

/** The present learning rate in a sentence. */
export function PresentWords({ plan }: { plan: RatePlan }) {
  return <p className={styles.note}>{rateWords(plan, useCalmStep())}</p>;
}
