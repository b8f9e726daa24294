/** The user's own file of points. */
import { csvCells } from './csvCells.ts';
import type { CsvRow, Separator } from './csvCells.ts';
import { standardisationOf } from './dataset.ts';

export interface CsvPoints {
  /** Rows [x, y] as they are in the file, not standardised. */
  readonly points: [number, number][];
  /** What was read and how it will be standardised, in a few sentences. */
  readonly description: string;
}

export const CSV_LIMITS = { rows: [8, 200_000], characters: 20_000_000, magnitude: 1e30 } as const;

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const NOT_FINITE = /^[+-]?(nan|inf|infinity)$/i;
const separatorNames: Record<Separator, string> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', ' ': 'spaces' };

interface Columns {
  x: number;
  y: number;
  /** How the columns were chosen, for the description. */
  chosen: string;
}

/**
 * Reads points from a text of separated values: commas, semicolons, tabs or spaces; a header row or none; decimal points.
 * Of more than two columns those named x and y are taken, else the first two that hold numbers.
 * @param name the file's name, for messages
 * @param text the whole file
 * @throws Error with a sentence when the file is too large, has fewer than 8 or more than 200,000 rows, fewer than two
 * columns of numbers, a cell that is not a finite number (named by line and column), or only equal points
 */
export function readCsvPoints(name: string, text: string): CsvPoints {
  if (text.length > CSV_LIMITS.characters) {
    throw new Error(`"${name}" has ${text.length.toLocaleString('en')} characters; the most is 20 million (20 MB). Keep only the two columns you need, or fewer rows.`);
  }
  const { separator, rows } = csvCells(text);
  const first = rows[0];
  if (first === undefined) throw new Error(`"${name}" is empty; choose a file with two columns of numbers, one point a row.`);
  const hasHeader = !first.cells.some((cell) => isNumeric(cell));
  const header = hasHeader ? first : null;
  const data = hasHeader ? rows.slice(1) : rows;
  const [fewest, most] = CSV_LIMITS.rows;
  if (data.length < fewest || data.length > most) {
    throw new Error(`"${name}" has ${data.length.toLocaleString('en')} ${data.length === 1 ? 'row' : 'rows'} of data; give from ${fewest} to ${most.toLocaleString('en')}.`);
  }
  const columns = chooseColumns(name, header, data);
  const points = data.map((row): [number, number] => [
    cellNumber(name, row, columns.x, header),
    cellNumber(name, row, columns.y, header),
  ]);
  const { mean, scale } = standardisationOf(points);
  if (!(scale > 0)) throw new Error(`All points of "${name}" are the same; choose a file whose points differ.`);
  return {
    points,
    description:
      `Read ${points.length.toLocaleString('en')} points from "${name}", separated by ${separatorNames[separator]}, ${header ? 'with' : 'without'} a header row: ${columns.chosen}. ` +
      `Standardised by subtracting the mean (${short(mean[0])}, ${short(mean[1])}) and dividing both columns by ${short(scale)}, the root of their mean variance.`,
  };
}

function isNumeric(cell: string): boolean {
  return NUMBER.test(cell) || NOT_FINITE.test(cell);
}

function chooseColumns(name: string, header: CsvRow | null, data: readonly CsvRow[]): Columns {
  const names = header?.cells.map((cell) => cell.trim().toLowerCase()) ?? [];
  const width = Math.max(header?.cells.length ?? 0, data[0]?.cells.length ?? 0);
  if (width < 2) {
    throw new Error(`"${name}" has only one column; give two numbers a row, separated by commas, semicolons, tabs or spaces.`);
  }
  const named = [names.indexOf('x'), names.indexOf('y')] as const;
  if (named[0] >= 0 && named[1] >= 0) {
    return { x: named[0], y: named[1], chosen: width === 2 ? 'columns x and y' : `columns x and y of ${width}` };
  }
  if (width === 2) return { x: 0, y: 1, chosen: header ? `columns ${quoted(header, 0)} and ${quoted(header, 1)}` : 'two columns' };
  const numeric = Array.from({ length: width }, (_, column) => column).filter((column) => isNumeric(data[0]?.cells[column] ?? ''));
  const [x, y] = numeric;
  if (x === undefined || y === undefined) {
    throw new Error(`"${name}" has ${width} columns but fewer than two of them hold numbers in the first row of data (line ${data[0]?.line ?? 1}); name two columns x and y, or take the others out.`);
  }
  return { x, y, chosen: `the first two of ${width} columns that hold numbers, ${quoted(header, x)} and ${quoted(header, y)} (none are named x and y)` };
}

function quoted(header: CsvRow | null, column: number): string {
  const title = header?.cells[column] ?? '';
  return title === '' ? `number ${column + 1}` : `"${title}"`;
}

function cellNumber(name: string, row: CsvRow, column: number, header: CsvRow | null): number {
  const cell = row.cells[column]?.trim() ?? '';
  const place = `Line ${row.line}, column ${column + 1}${header?.cells[column] ? ` (${quoted(header, column)})` : ''} of "${name}"`;
  if (cell === '') throw new Error(`${place} is empty; give a number there or take the row out.`);
  if (NOT_FINITE.test(cell)) throw new Error(`${place} is ${cell}; only finite numbers can be used, so take the row out.`);
  if (!NUMBER.test(cell)) {
    const hint = /^[+-]?\d+,\d+$/.test(cell) ? 'write decimals with a point' : 'give a number there or take the row out';
    throw new Error(`${place} is "${cell.slice(0, 40)}", not a number; ${hint}.`);
  }
  const value = Number(cell);
  if (!(Math.abs(value) <= CSV_LIMITS.magnitude)) throw new Error(`${place} is ${cell.slice(0, 40)}, too large to compute with; give numbers up to 1e30.`);
  return value;
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
