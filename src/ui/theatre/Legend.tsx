import type { ReactNode } from 'react';
import type { PointView } from '../../plot/filmPoints.ts';
import { say } from '../../words/say.ts';
import styles from './Legend.module.css';

export interface LegendPicture {
  view: PointView | 'live';
  /** Drawn length over true length of the arrows at this frame; null for views without arrows. */
  share?: number | null;
  /** Whether noisy points are drawn nearer to the middle than they are. */
  zoomedOut?: boolean;
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

interface Entry { mark: string | undefined; text: string }

function entriesOf({ view, share = null, zoomedOut = false }: LegendPicture): Entry[] {
  const arrows = share !== null && (view === 'velocity' || view === 'score') ? [{ mark: styles.arrow, text: arrowText(view, share) }] : [];
  const ground = view === 'noise'
    ? { mark: styles.circle, text: say`1, 2 and 3 standard deviations: 39, 86 and 99 % of true noise lie within` }
    : { mark: styles.data, text: say`training data` };
  return [{ mark: styles.wheel, text: pointsText(view, zoomedOut) }, ...arrows, ground];
}

export interface LegendProps {
  pictures: readonly LegendPicture[];
  /** Whether arrows of both models are shown. */
  fields?: boolean;
  /** Entries for what else lies in the picture. */
  children?: ReactNode;
}

/** What the dots and arrows of one or two pictures are. */
export function Legend({ pictures, fields = false, children }: LegendProps) {
  const all = [
    ...pictures.flatMap(entriesOf),
    ...(fields ? [{ mark: styles.model, text: say`field of the model` }, { mark: styles.ideal, text: say`field of the perfect model` }] : []),
  ];
  const entries = all.filter(({ text }, index) => all.findIndex((other) => other.text === text) === index);
  return (
    <ul className={styles.legend}>
      {entries.map(({ mark, text }) => <li key={text} className={styles.entry}><span className={mark} aria-hidden="true" />{text}</li>)}
      {children}
    </ul>
  );
}
