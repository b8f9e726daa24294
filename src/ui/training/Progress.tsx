import { usePlayground } from '../playground.ts';
import styles from './Progress.module.css';

/** Seconds as people say them: "40 s", "3 min". */
function duration(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}

/** How far the run is on its way to `training.steps`, and how fast it goes. */
export function Progress() {
  const step = usePlayground((state) => state.step);
  const steps = usePlayground((state) => state.recipe.training.steps);
  // A run that is continued after its end goes on for as many steps again.
  const total = Math.max(1, Math.ceil(step / steps)) * steps;
  const rate = usePlayground((state) => (state.status === 'training' ? state.stepsPerSecond : 0));
  const recorded = usePlayground((state) => state.noWebGpu !== null);
  const left = recorded ? 0 : total - step;
  return (
    <div className={styles.progress}>
      <div className={styles.line}>
        <span>
          <strong className={styles.step} data-testid="step">{step.toLocaleString('en')}</strong> of {total.toLocaleString('en')} steps
        </span>
        <span>{rate > 0 ? `${rate < 10 ? rate.toFixed(1) : Math.round(rate)} steps/s${left > 0 ? `, ${duration(left / rate)} left` : ''}` : ''}</span>
      </div>
      <progress className={styles.bar} max={total} value={Math.min(step, total)} aria-label="Training progress" />
    </div>
  );
}
