import { describe, expect, it } from 'vitest';
import { addStrokes, clearPad, emptyPad, undoPad } from './padHistory.ts';
import type { Stroke } from './strokes.ts';

const a: Stroke = [[0.1, 0.1], [0.5, 0.9]];
const b: Stroke = [[0.9, 0.1], [0.5, 0.4]];

describe('the drawing pad', () => {
  it('undoes stroke by stroke, and a clearing too', () => {
    const two = addStrokes(addStrokes(emptyPad(), [a], 10), [b], 10);
    expect(undoPad(two).strokes).toEqual([a]);
    expect(undoPad(undoPad(two)).strokes).toEqual([]);
    expect(undoPad(clearPad(two)).strokes).toEqual([a, b]);
  });
  it('takes strokes off a drawing that came with the recipe', () => {
    expect(undoPad(emptyPad([a, b])).strokes).toEqual([a]);
    expect(undoPad(emptyPad())).toEqual(emptyPad());
  });
  it('undoes an inserted shape at once', () => {
    expect(undoPad(addStrokes(emptyPad(), [a, b], 10)).strokes).toEqual([]);
  });
  it('stops at the limit and ignores strokes without points', () => {
    const full = emptyPad([a, b]);
    expect(addStrokes(full, [a], 2)).toBe(full);
    expect(addStrokes(full, [[]], 10)).toBe(full);
  });
  it('simplifies what it keeps', () => {
    const line: Stroke = Array.from({ length: 20 }, (_, i) => [i / 20, 0.5] as const);
    expect(addStrokes(emptyPad(), [line], 10).strokes[0]).toHaveLength(2);
  });
});
