import { describe, expect, it } from 'vitest';
import { entryAt } from './entryAt.ts';
import { extremeWords, levelColumns, partOf, partWords, timestepsOf } from './levelWords.ts';

const entry = (from: number, to: number, ...values: number[]) => ({ from, to, values: Float32Array.from(values) });

describe('losses by noise level in words', () => {
  it('name the timesteps of a part, each timestep in one part alone', () => {
    expect([0, 1, 9].map((part) => timestepsOf(part, 10, 200))).toEqual(['0–19', '20–39', '180–199']);
    expect([0, 1, 2].map((part) => timestepsOf(part, 3, 50))).toEqual(['0–16', '17–33', '34–49']);
    for (let t = 0; t < 50; t++) {
      const [first, last] = timestepsOf(partOf(t, 3, 50), 3, 50).split('–').map(Number);
      expect(t >= (first ?? NaN) && t <= (last ?? NaN), String(t)).toBe(true);
    }
    expect(partOf(200, 10, 200)).toBe(9);
  });

  it('tell a part, or where it is least and greatest', () => {
    const one = entry(1, 10, 0.5, NaN, 0.125);
    expect(partWords(one, 0, 30)).toBe('t 0–9 0.5');
    expect(partWords(one, 1, 30)).toBeNull();
    expect(extremeWords(one, 30)).toBe('loss from 0.125 at t 20–29 to 0.5 at t 0–9');
    expect(extremeWords(entry(1, 2, NaN, 2), 30)).toBe('loss 2 at t 15–29');
    expect(extremeWords(entry(1, 2, NaN), 30)).toBe('no loss known');
  });

  it('make a column of each part', () => {
    const [first, second] = levelColumns([entry(1, 10, 4, 2), entry(11, 20, 3, 1)], 10);
    expect(first).toMatchObject({ name: 't 0–4', x: [6, 16], y: [4, 3] });
    expect(second).toMatchObject({ name: 't 5–9', y: [2, 1] });
  });
});

describe('the entry at a step', () => {
  it('holds it, or is the nearest', () => {
    const trace = [entry(1, 10), entry(21, 30)];
    expect([0, 5, 14, 18, 99].map((step) => entryAt(trace, step)?.from)).toEqual([1, 1, 1, 21, 21]);
    expect(entryAt([], 3)).toBeNull();
  });
});
