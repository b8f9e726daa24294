import { describe, expect, it } from 'vitest';
import { addStrokes, clearPad, emptyPad, undoPad } from './padHistory.ts';
import { drawing, ownPoints, sourceOf, word, wordProblem } from './dataChoice.ts';
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

describe('choosing data', () => {
  const present = { kind: 'two-moons', count: 1234, seed: 9 } as const;
  it('keeps number of points and seed', () => {
    expect(word('hi', present)).toEqual({ kind: 'word', text: 'hi', count: 1234, seed: 9 });
    expect(drawing([a], 0.05, present)).toEqual({ kind: 'drawing', strokes: [a], penWidth: 0.05, count: 1234, seed: 9 });
  });
  it('falls back to the default number after a file', () => {
    const file = ownPoints('a.csv', [[0, 1], [2, 3]], present);
    expect(file).toEqual({ kind: 'points', name: 'a.csv', points: [[0, 1], [2, 3]], seed: 9 });
    expect(word('hi', file)).toMatchObject({ count: 50_000, seed: 9 });
  });
  it('knows the source', () => {
    expect(sourceOf(present)).toBe('built-in');
    expect(sourceOf(word('x', present))).toBe('word');
  });
  it('explains a word that cannot be learnt', () => {
    expect(wordProblem('  ', 12)).toContain('at least one');
    expect(wordProblem('a'.repeat(13), 12)).toContain('at most 12');
    expect(wordProblem('hello', 12)).toBeNull();
  });
});
