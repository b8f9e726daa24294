import type { CSSProperties } from 'react';
import type { Distance } from '../../protocol/messages.ts';
import { axisNumber } from '../../plot/chartScales.ts';
import { say } from '../../words/say.ts';
import { distanceText, roundedError } from './columnWords.ts';
import styles from './Compare.module.css';

/** A distance as a bar, with a mark where the data lie from each other. @param longest the largest distance of all columns */
export function DistanceBar({ distance, longest, ofPixels }: { distance: Distance; longest: number; ofPixels: boolean }) {
  const share = (value: number) => `${(100 * Math.min(1, value / Math.max(longest, 1e-9))).toFixed(1)}%`;
  const style: CSSProperties & Record<'--value' | '--floor', string> = { '--value': share(distance.value), '--floor': share(distance.floor) };
  return (
    <div className={styles.distance}>
      <p className={styles.distanceHead} title={distanceText(distance)}>
        <span>{say`Distance from the data`}</span> <strong>{axisNumber(distance.value)}</strong>
      </p>
      <div className={styles.bar} style={style} role="img" aria-label={distanceText(distance)}><span className={styles.barValue} /><span className={styles.barFloor} /></div>
      <p className={styles.note}>{say`the data from themselves ${axisNumber(distance.floor)} ± ${roundedError(distance.floorDeviation)}`}</p>
      <p className={styles.note}>{ofPixels ? say`sliced Wasserstein distance of the pixels of ${distance.count} pictures: coarse, it sees no shapes` : say`sliced Wasserstein distance of ${distance.count} points`}</p>
    </div>
  );
}
