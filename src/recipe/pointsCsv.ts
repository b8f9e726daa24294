/** The points of a hand-drawn schedule as a table: a column u, one of log_snr and alpha_bar, and one of slopes, empty where the curve finds its own. */
import { CONTROL_POINTS_RANGE, VALUE_RANGE } from '../diffusion/schedules.ts';
import type { ControlPoint, ScheduleRecipe } from './recipe.ts';
import { cellNumber, numberText, readTimes, tableOf, wrong } from './scheduleCsv.ts';

const COLUMNS = { 'log-snr': 'log_snr', 'alpha-bar': 'alpha_bar' } as const;

/** Numbers in full. With zero terminal SNR the last log-SNR is -inf, the last alpha_bar 0. */
export function printPointsCsv({ points, space, zeroTerminalSnr }: Pick<ScheduleRecipe, 'points' | 'space' | 'zeroTerminalSnr'>): string {
  const nothing = space === 'log-snr' ? -Infinity : 0;
  const rows = points.map(({ u, value, slope }, i) => [
    numberText(u), numberText(zeroTerminalSnr && i === points.length - 1 ? nothing : value), slope === undefined ? '' : numberText(slope),
  ].join(','));
  return `u,${COLUMNS[space]},slope\n${rows.join('\n')}\n`;
}

/** Whether a text is a table of points and not of levels: it has a column of slopes. */
export function isPointsCsv(text: string): boolean {
  return tableOf(text).place('slope') >= 0;
}

export interface ReadPoints {
  points: ControlPoint[];
  space: ScheduleRecipe['space'];
  zeroTerminalSnr: boolean;
  /** What was read, in a sentence. */
  told: string;
}

/**
 * Reads points as `printPointsCsv` writes them; slopes may be left empty.
 * @throws Error with a sentence that names line and column
 */
export function parsePointsCsv(text: string): ReadPoints {
  const { header, data, place } = tableOf(text);
  const space = place('log_snr') >= 0 ? 'log-snr' : 'alpha-bar';
  const column = COLUMNS[space];
  if (place('u') < 0 || place(column) < 0) {
    throw new Error(`Line ${header.line}: points with slopes take the columns u, log_snr (or alpha_bar) and slope, but here are “${header.cells.join(', ').slice(0, 60)}”.`);
  }
  const [fewest, most] = CONTROL_POINTS_RANGE;
  if (data.length < fewest || data.length > most) throw new Error(`There are ${data.length} points below the header; a drawing takes ${fewest} to ${most}.`);
  const us = readTimes(data, (row) => cellNumber(row, place('u'), 'u'), 'u', place('u'));
  const [lowest, highest] = VALUE_RANGE[space];
  let zeroTerminalSnr = false;
  const points = data.map((row, i): ControlPoint => {
    const read = cellNumber(row, place(column), column);
    const isEnd = i === data.length - 1;
    if (isEnd) zeroTerminalSnr = read === (space === 'log-snr' ? -Infinity : 0);
    const value = isEnd && zeroTerminalSnr ? lowest : read;
    if (value < lowest || value > highest) throw wrong(row, place(column), column, `${value} lies outside ${lowest} to ${highest}.`);
    const point = { u: us[i] ?? 0, value };
    return (row.cells[place('slope')] ?? '') === '' ? point : { ...point, slope: cellNumber(row, place('slope'), 'slope') };
  });
  const slopes = points.filter(({ slope }) => slope !== undefined).length;
  return { points, space, zeroTerminalSnr, told: `Read ${points.length} points, ${slopes} of them with a slope of their own.` };
}
