import type { PointView } from './trajectoryFrames.ts';
import styles from './Legend.module.css';

const words: Record<PointView | 'live', string> = {
  live: 'samples, coloured by where they began',
  noisy: 'noisy points xₜ, coloured by the direction they start in',
  predicted: 'predicted clean points x₀, coloured by the direction they start in',
};

/** What the dots are. @param zoomedOut whether noisy points are drawn nearer to the middle than they are; `fields` whether arrows of both models are */
export function Legend({ view, zoomedOut = false, fields = false }: { view: PointView | 'live'; zoomedOut?: boolean; fields?: boolean }) {
  return (
    <ul className={styles.legend}>
      <li className={styles.entry}><span className={styles.wheel} aria-hidden="true" />{words[view]}{zoomedOut ? ', zoomed out to the width of the data' : ''}</li>
      <li className={styles.entry}><span className={styles.data} aria-hidden="true" />training data</li>
      {fields ? <li className={styles.entry}><span className={styles.model} aria-hidden="true" />field of the model</li> : null}
      {fields ? <li className={styles.entry}><span className={styles.ideal} aria-hidden="true" />field of the perfect model</li> : null}
    </ul>
  );
}
