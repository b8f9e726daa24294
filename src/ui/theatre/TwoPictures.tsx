import { useState, type CSSProperties, type ReactNode } from 'react';
import { classes } from '../primitives/classes.ts';
import { WipeHandle } from './WipeHandle.tsx';
import type { SecondLayout } from './secondView.ts';
import styles from './TwoPictures.module.css';

export interface TwoPicturesProps {
  layout: SecondLayout;
  /** What both show: "Noisy xₜ" and "Predicted x₀". */
  names: readonly [string, string];
  first: ReactNode;
  /** null where the first stands alone. */
  second: ReactNode | null;
  /** Why the second is not there yet; null once it is. */
  waiting: string | null;
}

/** One picture, or two of the same frame: side by side, or the second over the first from a handle on. */
export function TwoPictures({ layout, names, first, second, waiting }: TwoPicturesProps) {
  const [share, setShare] = useState(0.5);
  const wipes = second !== null && layout === 'wipe';
  const place: CSSProperties & Record<'--share', string> = { '--share': `${100 * share}%` };
  return (
    <div className={classes(styles.both, second !== null && styles[layout])} style={place} data-layout={second === null ? 'one' : layout}>
      {second === null ? null : <p className={styles.name} aria-hidden="true">{names[0]}</p>}
      {second === null ? null : <p className={styles.name}>{waiting === null ? <span aria-hidden="true">{names[1]}</span> : <span className={styles.waiting}>{waiting}</span>}</p>}
      <div className={styles.first}>{first}</div>
      {second === null ? null : <div className={styles.second}>{second}</div>}
      {wipes ? <WipeHandle names={names} share={share} onShare={setShare} /> : null}
    </div>
  );
}
