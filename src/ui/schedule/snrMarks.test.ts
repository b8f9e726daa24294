import { describe, expect, it } from 'vitest';
import { alphaBarOfLogSnr } from '../../diffusion/noiseTable.ts';
import { snrMarks } from './snrMarks.ts';

/** log-SNR falling evenly from `most` to -`most`. */
const even = (most: number) => Float64Array.from({ length: 201 }, (_, t) => alphaBarOfLogSnr(most - (2 * most * t) / 200));

describe('round ratios of signal and noise', () => {
  it('lie where the schedule passes them', () => {
    const marks = snrMarks(even(10), 0.05);
    expect(marks.map(({ label }) => label)).toEqual(['1000', '100', '10', '1', '1/10', '1/100', '1/1000']);
    expect(marks[3]?.u).toBeCloseTo(0.5, 9);
    // ln 10 = 2.303 of a fall of 20.
    expect(marks[2]?.u).toBeCloseTo(0.5 - Math.log(10) / 20, 3);
  });
  it('are left out beyond the ends and where they have no room, the ratio of 1 last', () => {
    expect(snrMarks(even(3), 0.05).map(({ label }) => label)).toEqual(['10', '1', '1/10']);
    expect(snrMarks(even(10), 0.2).map(({ label }) => label)).toEqual(['100', '1', '1/100']);
    expect(snrMarks(even(10), 2).map(({ label }) => label)).toEqual(['1']);
    expect(snrMarks([0.9999, 0.999, 0.99], 0.1).map(({ label }) => label)).toEqual(['1000', '100']);
  });
});
