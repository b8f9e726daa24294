/** Control points as text, one "position, value" a line, with a slope behind it where the point has one, and back. Position is t / (T - 1), 0 to 1. */
import { LOG_SNR_LIMIT } from '../../diffusion/noiseTable.ts';
import type { ControlPoint } from '../../recipe/recipe.ts';
import { MAX_POINTS } from '../charts/pointEdits.ts';
import type { Space } from './controlPoints.ts';

/** Positions are written with 4 decimals, so nearer ones would be the same. */
const SMALLEST_STEP = 0.0001;

export type ParsedPoints = { points: ControlPoint[] } | { line: number; message: string };

/** Positions with 4 decimals (finer than one of 1000 timesteps), values with 4 significant decimals. */
export function formatPoints(points: readonly ControlPoint[]): string {
  return points.map(({ u, value, slope }) => [u, value, ...(slope === undefined ? [] : [slope])].map(trim).join(', ')).join('\n');
}

function trim(value: number): string {
  const text = value.toFixed(4).replace(/\.?0+$/, '');
  return text === '-0' ? '0' : text;
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * Reads "position, value" and "position, value, slope" lines; commas, semicolons, tabs and spaces separate, empty lines and lines from # on are skipped.
 * A mistake gives the number of its line (from 1) and a sentence.
 */
export function parsePoints(text: string, space: Space): ParsedPoints {
  const points: ControlPoint[] = [];
  const lines = text.split(/\r?\n/);
  for (const [i, raw] of lines.entries()) {
    const line = i + 1;
    const content = (raw.split('#')[0] ?? '').trim().replace(/\u2212/g, '-');
    if (content === '') continue;
    const cells = content.split(/\s*[,;\t]\s*|\s+/).filter((cell) => cell !== '');
    if (cells.length < 2 || cells.length > 3) {
      return wrong(line, `“${content}” has ${cells.length === 1 ? 'one number' : `${cells.length} parts`}; write a position, a value and, if you like, a slope, such as “0.5, ${space === 'log-snr' ? '-1.2' : '0.4'}”.`);
    }
    const [first = '', second = '', third] = cells;
    const bad = cells.find((cell) => !NUMBER.test(cell) || !Number.isFinite(Number(cell)));
    if (bad !== undefined) return wrong(line, `“${bad}” is not a number; use digits with a point, such as 0.25.`);
    const u = Number(first);
    const value = Number(second);
    if (u < 0 || u > 1) return wrong(line, `the position ${first} lies outside 0 to 1; 0 is the first timestep and 1 the last.`);
    if (space === 'alpha-bar' && (value < 0 || value > 1)) return wrong(line, `ᾱ is a share from 0 to 1, but the value is ${second}.`);
    if (space === 'log-snr' && Math.abs(value) > LOG_SNR_LIMIT) return wrong(line, `log-SNR ${second} is out of range; keep it between −20 and 20.`);
    const previous = points.at(-1);
    if (!previous && u !== 0) return wrong(line, `the first point must be at position 0, but it is at ${first}.`);
    if (previous && u - previous.u < SMALLEST_STEP - 1e-9) {
      return wrong(line, u <= previous.u
        ? `positions must grow from line to line, but ${first} does not come after ${trim(previous.u)}.`
        : `positions must be at least ${SMALLEST_STEP} apart, but ${first} follows ${trim(previous.u)}.`);
    }
    points.push(third === undefined ? { u, value } : { u, value, slope: Number(third) });
    if (points.length > MAX_POINTS) return wrong(line, `there are more than ${MAX_POINTS} points; remove some.`);
  }
  if (points.length < 2) return wrong(lines.length, 'a curve needs at least two points, the first at position 0 and the last at 1.');
  if (points.at(-1)?.u !== 1) return wrong(lines.length, 'the last point must be at position 1.');
  return { points };
}

function wrong(line: number, message: string): ParsedPoints {
  return { line, message: `Line ${line}: ${message}` };
}
