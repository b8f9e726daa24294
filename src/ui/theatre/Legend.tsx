import type { PointView } from './trajectoryFrames.ts';
import styles from './Legend.module.css';

const words: Record<PointView | 'live', string> = {
  live: 'samples, coloured by where they began',
  noisy: 'noisy points xₜ, coloured by the direction they start in',
  predicted: 'predicted clean points x₀, coloured by the direction they start in',
};

/** What the dots are. */
export function Legend({ view }: { view: PointView | 'live' }) {
  return (
    <ul className={styles.legend}>
      <li className={styles.entry}><span className={styles.wheel} aria-hidden="true" />{words[view]}</li>
      <li className={styles.entry}><span className={styles.data} aria-hidden="true" />training data</li>
    </ul>
  );
}
