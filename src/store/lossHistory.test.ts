import { describe, expect, it } from 'vitest';
import { appendLosses, emptyLosses } from './lossHistory.ts';

describe('appendLosses', () => {
  it('grows by doubling and keeps what was there', () => {
    let history = emptyLosses();
    for (let step = 0; step < 5000; step += 10) {
      history = appendLosses(history, step, Float32Array.from({ length: 10 }, (_, index) => step + index));
    }
    expect(history.length).toBe(5000);
    expect(history.values.length).toBe(8192);
    for (const index of [0, 1023, 1024, 4999]) {
      expect(history.steps[index]).toBe(index);
      expect(history.values[index]).toBe(index);
    }
  });
  it('replaces steps that come again', () => {
    const first = appendLosses(emptyLosses(), 0, Float32Array.of(5, 4, 3));
    const again = appendLosses(first, 1, Float32Array.of(9));
    expect(again.length).toBe(2);
    expect([...again.values.slice(0, 2)]).toEqual([5, 9]);
  });
});
