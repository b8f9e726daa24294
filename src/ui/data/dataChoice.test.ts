import { describe, expect, it } from 'vitest';
import { writableText } from '../../data/strokeFont.ts';
import { parseRecipe } from '../../recipe/validate.ts';
import { drawing, firstPoints, ownPoints, recipeForPoints, sourceOf, word, wordProblem } from './dataChoice.ts';
import type { Stroke } from './strokes.ts';

const stroke: Stroke = [[0.1, 0.1], [0.5, 0.9]];

describe('choosing data', () => {
  const present = { kind: 'two-moons', count: 1234, seed: 9 } as const;
  it('keeps number of points and seed', () => {
    expect(word('hi', present)).toEqual({ kind: 'word', text: 'hi', count: 1234, seed: 9 });
    expect(drawing([stroke], 0.05, present)).toEqual({ kind: 'drawing', strokes: [stroke], penWidth: 0.05, count: 1234, seed: 9 });
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
  it('makes whole recipes for a page that learnt pictures', () => {
    const recipe = recipeForPoints(word('hi', firstPoints()));
    expect(recipe).toEqual(parseRecipe(recipe));
    expect(recipe).toMatchObject({ name: 'word', data: { kind: 'word', text: 'hi' }, model: { kind: 'mlp' } });
  });
  it('explains a word that cannot be learnt', () => {
    expect(wordProblem('  ', 12)).toContain('at least one');
    expect(wordProblem('a'.repeat(13), 12)).toContain('at most 12');
    expect(wordProblem('hello', 12)).toBeNull();
  });
  it('agrees with the stroke font about every printable character', () => {
    const characters = [...Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i)), 'é', 'ü', 'ß', '’', '–', 'λ', '字', '😀'];
    for (const character of characters) {
      let writable = true;
      try {
        writableText(`a${character}`);
      } catch {
        writable = false;
      }
      expect([character, wordProblem(`a${character}`, 12) === null]).toEqual([character, writable]);
    }
  });
});
