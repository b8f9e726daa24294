/** Where signal and noise stand in round ratios on the axis of time. */
import { alphaBarOfLogSnr } from '../../diffusion/noiseTable.ts';
import { placeOfLevel } from '../time/playhead.ts';

export interface SnrMark {
  label: string;
  /** Variance of the signal by that of the noise. */
  ratio: number;
  u: number;
}

/** The most telling first: it stays where not all have room. */
const RATIOS = [[1, '1'], [10, '10'], [0.1, '1/10'], [100, '100'], [0.01, '1/100'], [1000, '1000'], [0.001, '1/1000']] as const;

/**
 * The ratios that the schedule passes, from data to noise, those left out whose labels have no room.
 * @param alphasCumprod falling
 * @param room smallest distance in u between two labels
 */
export function snrMarks(alphasCumprod: ArrayLike<number>, room: number): SnrMark[] {
  const [first, last] = [alphasCumprod[0] ?? 1, alphasCumprod[alphasCumprod.length - 1] ?? 0];
  const marks: SnrMark[] = [];
  for (const [ratio, label] of RATIOS) {
    const level = alphaBarOfLogSnr(Math.log(ratio));
    if (level > first || level < last) continue;
    const u = placeOfLevel(alphasCumprod, level);
    if (marks.every((other) => Math.abs(other.u - u) >= room)) marks.push({ ratio, label, u });
  }
  return marks.sort((a, b) => a.u - b.u);
}
