/** A typed word as pen strokes, in an own font of single lines. */
import type { Point } from '../recipe/recipe.ts';
import { capitalLetters } from './capitalLetters.ts';
import { digitsAndMarks } from './digitsAndMarks.ts';
import { strokePolyline } from './glyph.ts';
import type { Glyph } from './glyph.ts';
import { smallLetters } from './smallLetters.ts';
import type { Stroke } from './strokes.ts';

/** Most characters of a word, accents not counted. */
export const LONGEST_WORD = 24;

/** Diameter of the pen that the font is made for, in its units (capitals are 6 high). */
export const FONT_PEN_WIDTH = 0.4;

const LETTER_GAP = 1.5;
const LINE_HEIGHT = 9;
const glyphs: Readonly<Record<string, Glyph>> = { ...capitalLetters, ...smallLetters, ...digitsAndMarks };

/**
 * The text as the font writes it: accents taken off (NFD), curly apostrophes and dashes made plain, spaces joined.
 * @throws Error with a sentence when nothing is left, the text is too long, or the font lacks a character (each is named)
 */
export function writableText(text: string): string {
  const plain = text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .replace(/[\u2010-\u2015]/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
  const characters = [...plain];
  const missing = [...new Set(characters.filter((character) => glyphs[character] === undefined))];
  if (missing.length > 0) {
    throw new Error(`The font has no ${missing.map((character) => `"${character}"`).join(', ')}; use the letters A to Z, digits, spaces and . , ! ? - + ' &`);
  }
  if (characters.length === 0) throw new Error('There is no word to draw; type at least one letter.');
  if (characters.length > LONGEST_WORD) {
    throw new Error(`The word has ${characters.length} characters; type at most ${LONGEST_WORD}.`);
  }
  return plain;
}

/**
 * Strokes of a text in font units, y up. Lines are broken at spaces where that brings the block nearest to a square,
 * since all of it is scaled by one number; lines are centred.
 * @throws Error with a sentence: see `writableText`
 */
export function wordStrokes(text: string): Stroke[] {
  const words = writableText(text).split(' ');
  const lines = bestLines(words);
  const widest = Math.max(...lines.map(lineWidth));
  return lines.flatMap((line, row) => {
    let x = (widest - lineWidth(line)) / 2;
    return [...line].flatMap((character) => {
      const glyph = glyphs[character];
      const [left, bottom] = [x, -row * LINE_HEIGHT];
      x += (glyph?.width ?? 0) + LETTER_GAP;
      return (glyph?.strokes ?? []).map((notation) =>
        strokePolyline(notation).map((point): Point => [point[0] + left, point[1] + bottom]),
      );
    });
  });
}

function lineWidth(line: string): number {
  const widths = [...line].map((character) => glyphs[character]?.width ?? 0);
  return widths.reduce((sum, width) => sum + width, 0) + LETTER_GAP * (widths.length - 1);
}

/** Of all ways to break a text of at most 12 words into lines (2^11), the one with the squarest block. */
function bestLines(words: readonly string[]): string[] {
  const breaks = words.length - 1;
  let best: string[] = [words.join(' ')];
  let smallest = Number.POSITIVE_INFINITY;
  for (let mask = 0; mask < 2 ** breaks; mask++) {
    const text = words.map((word, i) => word + (i === breaks ? '' : (mask >> i) & 1 ? '\n' : ' ')).join('');
    const lines = text.split('\n');
    const width = Math.max(LETTER_GAP, ...lines.map(lineWidth));
    const stretch = Math.abs(Math.log(width / (lines.length * LINE_HEIGHT - LETTER_GAP)));
    if (stretch < smallest) {
      smallest = stretch;
      best = lines;
    }
  }
  return best;
}
