import type { ReactNode } from 'react';
import type { PointView } from '../../plot/filmPoints.ts';
import { say } from '../../words/say.ts';
import styles from './Legend.module.css';

export interface LegendProps {
  view: PointView | 'live';
  /** Drawn length over true length of the arrows at this frame; null for views without arrows. */
  share?: number | null;
  /** Whether noisy points are drawn nearer to the middle than they are. */
  zoomedOut?: boolean;
  /** Whether arrows of both models are shown. */
  fields?: boolean;
  /** Entries for what else lies in the picture. */
  children?: ReactNode;
}

function pointsText(view: PointView | 'live', zoomedOut: boolean): string {
  switch (view) {
    case 'live': return say`samples, coloured by where they began`;
    case 'predicted': return say`predicted clean points x₀, coloured by the direction they start in`;
    case 'noise': return say`predicted noise ε of each point, coloured by the direction it starts in`;
    case 'noisy':
    case 'velocity':
    case 'score':
      return zoomedOut ? say`noisy points xₜ, coloured by the direction they start in, zoomed out to the width of the data` : say`noisy points xₜ, coloured by the direction they start in`;
  }
}

/** What the arrows on the points are, and how long they are drawn. */
function arrowText(view: 'velocity' | 'score', share: number): string {
  if (share === 0) return say`arrows: none at the end, where nothing is left to predict`;
  const times = Number(share.toPrecision(2));
  return view === 'velocity' ? say`arrows: v, towards more noise; samplers go against it. Drawn ${times} times as long` : say`arrows: the score, towards where points are likelier. Drawn ${times} times as long`;
}

/** What the dots and arrows of a picture are. */
export function Legend({ view, share = null, zoomedOut = false, fields = false, children }: LegendProps) {
  const arrows = share !== null && (view === 'velocity' || view === 'score') ? arrowText(view, share) : null;
  return (
    <ul className={styles.legend}>
      <li className={styles.entry}><span className={styles.wheel} aria-hidden="true" />{pointsText(view, zoomedOut)}</li>
      {arrows ? <li className={styles.entry}><span className={styles.arrow} aria-hidden="true" />{arrows}</li> : null}
      {view === 'noise'
        ? <li className={styles.entry}><span className={styles.circle} aria-hidden="true" />{say`1, 2 and 3 standard deviations: 39, 86 and 99 % of true noise lie within`}</li>
        : <li className={styles.entry}><span className={styles.data} aria-hidden="true" />{say`training data`}</li>}
      {fields ? <li className={styles.entry}><span className={styles.model} aria-hidden="true" />{say`field of the model`}</li> : null}
      {fields ? <li className={styles.entry}><span className={styles.ideal} aria-hidden="true" />{say`field of the perfect model`}</li> : null}
      {children}
    </ul>
  );
}
