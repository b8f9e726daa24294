import type { CSSProperties } from 'react';
import { say } from '../../words/say.ts';
import { letterOf } from './columns.ts';
import { pointWords } from './columnWords.ts';
import type { SweepPoint } from './sweep.ts';
import styles from './QualityDots.module.css';

/** Pixels from a dot to what is told of it. */
const AWAY = 14;

/** The values of a dot, above or below it. Screen readers have them with the dot. @param height of the chart */
export function QualityTip({ point, across, up, height }: { point: SweepPoint; across: number; up: number; height: number }) {
  const [sampler, cost, distance] = pointWords(point);
  const place: CSSProperties & Record<'--across', string> = { '--across': `${across}px`, ...(up > height / 2 ? { insetBlockEnd: height - up + AWAY } : { insetBlockStart: up + AWAY }) };
  return (
    <div className={styles.tip} style={place} aria-hidden="true">
      <strong>{sampler}</strong>
      <span>{cost}</span>
      <span>{distance}</span>
      <span className={styles.what}>{say`Choose it to see its film in column ${letterOf(0)}.`}</span>
    </div>
  );
}
