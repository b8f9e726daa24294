import { describe, expect, test } from 'vitest';
import { randomStream } from '../random/randomStream.ts';
import { capitalLetters } from './capitalLetters.ts';
import { digitsAndMarks } from './digitsAndMarks.ts';
import { strokePolyline } from './glyph.ts';
import { smallLetters } from './smallLetters.ts';
import { wordStrokes, writableText } from './strokeFont.ts';
import { strokeDistribution } from './strokes.ts';

const glyphs = { ...capitalLetters, ...smallLetters, ...digitsAndMarks };

describe('the font', () => {
  test('has all letters, digits and marks, each different', () => {
    const wanted = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,!?-+'& ";
    expect(new Set(Object.keys(glyphs))).toEqual(new Set(wanted));
    expect(new Set(Object.values(glyphs).map(({ strokes }) => strokes.join('|'))).size).toBe(wanted.length);
  });

  test.each(Object.entries(glyphs))('"%s" keeps to its box', (_character, { width, strokes }) => {
    for (const [x, y] of strokes.flatMap(strokePolyline)) {
      expect(x).toBeGreaterThanOrEqual(-0.3);
      expect(x).toBeLessThanOrEqual(width + 0.05);
      expect(y).toBeGreaterThanOrEqual(-2.01);
      expect(y).toBeLessThanOrEqual(6.01);
    }
  });

  test('parts of a stroke join without a jump', () => {
    for (const notation of Object.values(glyphs).flatMap(({ strokes }) => strokes)) {
      const parts = notation.split(' ');
      parts.slice(1).forEach((part, i) => {
        if (!part.startsWith('@') && !parts[i]?.startsWith('@')) return;
        const [end] = strokePolyline(parts[i] ?? '').slice(-1);
        const [start] = strokePolyline(part);
        const gap = Math.hypot((start?.[0] ?? 9) - (end?.[0] ?? 0), (start?.[1] ?? 9) - (end?.[1] ?? 0));
        // Between two arcs nothing may be left out; next to a point any straight line is meant.
        if (part.startsWith('@') && parts[i]?.startsWith('@')) expect(gap, notation).toBeLessThan(0.02);
      });
    }
  });

  test('a bad notation is named', () => {
    expect(() => strokePolyline('0,0 1')).toThrow('"1" in the stroke "0,0 1" is neither');
    expect(() => strokePolyline('@1,2,3')).toThrow('correct the glyph');
  });
});

describe('words', () => {
  test('accents come off, apostrophes and dashes become plain', () => {
    expect(writableText(' Éñ\u00a0 ü\u2019\u2014 ')).toBe("En u'-");
  });

  test('what cannot be written is named', () => {
    expect(() => writableText('a€b日€')).toThrow('The font has no "€", "日"; use the letters A to Z');
    expect(() => writableText('')).toThrow('There is no word to draw; type at least one letter.');
    expect(() => writableText('x'.repeat(25))).toThrow('The word has 25 characters; type at most 24.');
    expect(writableText('x'.repeat(24))).toHaveLength(24);
  });

  test('letters stand side by side on one line, words below each other where that is squarer', () => {
    const xs = (text: string): number[] => wordStrokes(text).flat().map(([x]) => x);
    const ys = (text: string): number[] => wordStrokes(text).flat().map(([, y]) => y);
    // l is 0.9 wide, followed by a gap of 1.5.
    expect(wordStrokes('ll')[1]?.[0]).toEqual([2.4, 6]);
    expect(Math.min(...ys('Diffusion'))).toBeGreaterThan(-0.01);
    expect(Math.min(...ys('hello world'))).toBeCloseTo(-9, 6);
    expect(Math.max(...xs('hello world'))).toBeLessThan(Math.max(...xs('helloworld')));
    expect(wordStrokes('a b c d e f g h i j k l').length).toBeGreaterThan(12);
  });
});

describe('strokeDistribution', () => {
  test('is uniform by arc length: a long and a short line share points by length', () => {
    const lines = strokeDistribution([[[0, 0], [3, 0]], [[10, 0], [10, 1]]], 0);
    const random = randomStream(1, 0);
    const points = Array.from({ length: 20_000 }, () => lines?.draw(random) ?? [Number.NaN, 0]);
    const longer = points.filter(([x, y]) => x <= 3 && y === 0);
    expect(Math.abs(longer.length / 20_000 - 0.75)).toBeLessThan(5 * Math.sqrt(0.1875 / 20_000));
    const thirds = [0, 1, 2].map((k) => longer.filter(([x]) => Math.floor(x) === k).length / longer.length);
    for (const third of thirds) expect(Math.abs(third - 1 / 3)).toBeLessThan(5 * Math.sqrt(0.223 / 15_000));
    expect(lines?.mean[0]).toBeCloseTo((3 * 1.5 + 10) / 4, 12);
    expect(lines?.variance[1]).toBeCloseTo(0.25 * (1 / 3) - (0.25 * 0.5) ** 2, 12);
  });

  test('stays within half a pen width of the line', () => {
    const line = strokeDistribution([[[0, 0], [1, 1]]], 0.2);
    const random = randomStream(2, 0);
    for (let i = 0; i < 2000; i++) {
      const [x, y] = line?.draw(random) ?? [Number.NaN, 0];
      const along = Math.min(1, Math.max(0, (x + y) / 2));
      expect(Math.hypot(x - along, y - along)).toBeLessThanOrEqual(0.1 + 1e-12);
    }
  });
});
