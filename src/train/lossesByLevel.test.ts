import { describe, expect, it } from 'vitest';
import { LOSS_LEVELS } from '../ops/lossSummary.ts';
import { LossesByLevel } from './lossesByLevel.ts';

const part = (value: (level: number) => number): Float32Array => Float32Array.from({ length: LOSS_LEVELS }, (_, level) => value(level));
/** A step in which 8 losses fell into each part, those of part k being k + 1. */
const step = (number: number, factor = 1) => ({ step: number, counts: part(() => 8), squares: part((level) => 8 * ((level + 1) * factor) ** 2) });

function fed(losses: LossesByLevel, from: number, to: number, factor = 1): LossesByLevel {
  for (let number = from; number < to; number++) losses.add(step(number, factor));
  return losses;
}

describe('losses by level', () => {
  it('takes an interval one interval late, and waits for it and no longer', () => {
    const losses = new LossesByLevel(1024);
    losses.begin(0);
    expect(losses.interval).toBe(50);
    expect([0, 49, 50, 51, 100].map((number) => losses.isDue(number))).toEqual([false, false, true, false, true]);
    expect([0, 49, 50].map((number) => losses.room(number))).toEqual([50, 1, 50]);
    expect(losses.isReady(50)).toBe(true);
    expect(losses.advance(50)).toBe(false);
    fed(losses, 0, 49);
    expect(losses.isReady(100)).toBe(false);
    fed(losses, 49, 60);
    expect(losses.isReady(100)).toBe(true);
    expect(losses.secondMoments().every(Number.isNaN)).toBe(true);
    expect(losses.advance(100)).toBe(true);
    expect([...losses.secondMoments()]).toEqual(Array.from({ length: LOSS_LEVELS }, (_, level) => (level + 1) ** 2));
    // Doing it again changes nothing.
    expect(losses.advance(100)).toBe(false);
  });
  it('takes back what the losses were multiplied with, in the charts and in the moments', () => {
    const losses = new LossesByLevel(1024);
    losses.begin(0);
    fed(losses, 0, 50);
    losses.multiplyFrom(50, part(() => 4));
    fed(losses, 50, 100, 4);
    losses.advance(100);
    losses.advance(150);
    expect(losses.factorsAt(99)?.[0]).toBe(4);
    losses.secondMoments().forEach((moment, level) => expect(moment).toBeCloseTo((level + 1) ** 2, 4));
  });
  it('are the same whether they come before or after the next interval begins', () => {
    const early = new LossesByLevel(1024);
    early.begin(0);
    fed(early, 0, 50);
    early.multiplyFrom(50, part(() => 4));
    const late = new LossesByLevel(1024);
    late.begin(0);
    late.multiplyFrom(50, part(() => 4));
    fed(late, 0, 50);
    expect(late.factorsAt(49)?.[0]).toBe(1);
    const tensors = (losses: LossesByLevel) => [...losses.save()].map(([name, { data }]) => [name, [...data]]);
    expect(tensors(late)).toEqual(tensors(early));
    for (const losses of [early, late]) losses.advance(100);
    expect([...late.secondMoments()]).toEqual([...early.secondMoments()]);
  });
  it('forgets what other tables drew', () => {
    const losses = new LossesByLevel(1024);
    losses.begin(0);
    fed(losses, 0, 70);
    losses.begin(70);
    fed(losses, 60, 100);
    losses.advance(150);
    expect(losses.secondMoments()[3]).toBe(16);
    fed(losses, 100, 160);
    losses.advance(200);
    expect(losses.secondMoments()[3]).toBe(16);
  });
  it.each([50, 75, 100, 137])('goes on from a checkpoint at step %i with the same bits', (at) => {
    const through = (split: boolean): Float64Array[] => {
      let losses = new LossesByLevel(1024);
      losses.begin(0);
      const moments: Float64Array[] = [];
      for (let number = 0; number < 400; number++) {
        if (split && number === at) {
          const saved = losses.save();
          losses = new LossesByLevel(1024);
          losses.restore(saved, number);
        }
        if (losses.isDue(number)) {
          losses.advance(number);
          losses.multiplyFrom(number, part((level) => 1 / (number + level)));
          moments.push(losses.secondMoments());
        }
        losses.add({ step: number, counts: part((level) => level + 1), squares: part((level) => 0.1 * number + level) });
      }
      return moments;
    };
    expect(through(true)).toEqual(through(false));
  });
  it('has shorter intervals where a step fills more of the ring', () => {
    expect(new LossesByLevel(16).interval).toBe(4);
    expect(new LossesByLevel(3).interval).toBe(1);
  });
});
