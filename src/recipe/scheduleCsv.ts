/** A schedule as a table of numbers: one row for each timestep out, and any such table of levels in. */
import { csvCells, type CsvRow } from '../data/csvCells.ts';
import { alpha, alphaBarOfLogSnr, betas, clampLogSnr, logSnr, logSnrOfAlphaBar, sigma, type NoiseTable } from '../diffusion/noiseTable.ts';
import { TIMESTEPS_RANGE } from '../diffusion/schedules.ts';

const HEADER = ['t', 'alpha', 'sigma', 'alpha_bar', 'log_snr', 'beta'] as const;
type Column = (typeof HEADER)[number] | 'u' | 'slope';

/** Other spellings of the columns, in lower case. */
const SPELLINGS: Readonly<Record<Column, readonly string[]>> = {
  t: ['t', 'timestep', 'step'],
  u: ['u', 'position'],
  alpha: ['alpha'],
  sigma: ['sigma', 'sigmas', 'σ'],
  alpha_bar: ['alpha_bar', 'alphabar', 'alphas_cumprod', 'ᾱ'],
  log_snr: ['log_snr', 'logsnr', 'log-snr'],
  beta: ['beta', 'betas', 'β'],
  slope: ['slope', 'tangent'],
};

/** Rows read at most. */
export const MOST_ROWS = 10_000;

/** Numbers in full (17 figures where they are needed), so that reading them back gives the same levels; -inf where no signal is left. */
export function printScheduleCsv(table: NoiseTable): string {
  const steps = betas(table);
  const rows = Array.from({ length: table.timesteps }, (_, t) => [t, alpha(table, t), sigma(table, t), table.alphasCumprod[t] ?? 0, logSnr(table, t), steps[t] ?? 0].map(numberText).join(','));
  return `${HEADER.join(',')}\n${rows.join('\n')}\n`;
}

export function numberText(value: number): string {
  return String(value).replace('Infinity', 'inf');
}

export interface CsvTable {
  header: CsvRow;
  data: readonly CsvRow[];
  /** Index of a column, -1 where there is none. */
  place(column: Column): number;
}

/** Rows below a header; comments are left out. @throws Error with a sentence where there is no header */
export function tableOf(text: string): CsvTable {
  const { rows } = csvCells(text);
  const [header, ...data] = rows.filter(({ cells }) => !cells[0]?.startsWith('#'));
  if (!header) throw new Error('The text is empty; give a header such as “t, alpha_bar” and one row for each timestep.');
  const names = header.cells.map((cell) => cell.toLowerCase());
  return { header, data, place: (column) => names.findIndex((name) => SPELLINGS[column].includes(name)) };
}

const TURNED = 'The table was turned variance-preserving: every row keeps its signal-to-noise ratio, and α² + σ² is now 1.';
/** Tables are printed with few figures; more than this is another path. */
const ROUNDING = 0.01;

/** Whether alpha and sigma of any row do not keep the variance; a sigma without alpha is noise on the whole signal. */
function isOtherPath(data: readonly CsvRow[], alphaAt: number, sigmaAt: number): boolean {
  if (sigmaAt < 0) return false;
  return data.some(({ cells }) => {
    const [signal, noise] = [alphaAt < 0 ? 1 : Number(cells[alphaAt]), Number(cells[sigmaAt])];
    return Math.abs(signal ** 2 + noise ** 2 - 1) > ROUNDING;
  });
}

export interface ReadLevels {
  /** With T of the column t, or `timesteps` where there is a column u. */
  table: NoiseTable;
  /** Which column the levels are from, and what was done to them, in a sentence. */
  told: string;
}

/**
 * Reads levels from a text with a header: a column t (timesteps, rising) or u (0 to 1, rising) and one of alpha_bar, log_snr,
 * sigma (noise per unit of signal, or beside alpha its own) and beta (one row for every timestep). Between rows log-SNR is
 * interpolated linearly, so gaps in t are filled.
 * @param timesteps T where the text has only positions u
 * @throws Error with a sentence that names line and column
 */
export function parseScheduleCsv(text: string, timesteps: number): ReadLevels {
  const { header, data, place } = tableOf(text);
  const time = place('t') >= 0 ? 't' : 'u';
  if (place(time) < 0) throw new Error(`Line ${header.line}: there is no column t or u in “${header.cells.join(', ').slice(0, 60)}”; begin with a header such as “t, alpha_bar”.`);
  const level = (['alpha_bar', 'log_snr', 'sigma', 'beta'] as const).find((column) => place(column) >= 0);
  if (!level) throw new Error(`Line ${header.line}: there is no column of noise levels in “${header.cells.join(', ').slice(0, 60)}”; name one alpha_bar, log_snr, sigma or beta.`);
  if (data.length < 2) throw new Error(`There ${data.length === 1 ? 'is one row' : 'are no rows'} below the header; a schedule needs at least two.`);
  if (data.length > MOST_ROWS) throw new Error(`There are ${data.length} rows; the most is ${MOST_ROWS}. Leave out some: what lies between rows is filled in.`);

  const read = (row: CsvRow, column: Column): number => cellNumber(row, place(column), column);
  const times = readTimes(data, (row) => read(row, time), time, place(time));
  const withAlpha = level === 'sigma' && place('alpha') >= 0;
  const logSnrs = level === 'beta'
    ? levelsOfBetas(data, times, time === 't' ? 1 : 1 / (data.length - 1), (row) => read(row, 'beta'), place('beta'))
    : data.map((row) => logSnrOf(row, place(level), level, read(row, level), withAlpha ? read(row, 'alpha') : 1));
  const first = times[0] ?? 0;
  const length = (times.at(-1) ?? 1) - first;
  const [fewest, most] = TIMESTEPS_RANGE;
  const wanted = time === 't' ? length + 1 : timesteps;
  const taken = Math.min(most, Math.max(fewest, Math.round(wanted)));
  const told = [
    `Read ${data.length} rows, levels from ${withAlpha ? 'alpha and sigma' : level === 'sigma' ? 'sigma (noise per unit of signal)' : level}`,
    ...(taken === wanted ? [] : [`T is ${taken} in place of ${wanted}`]),
  ].join('; ');
  const turned = isOtherPath(data, place('alpha'), place('sigma')) ? ` ${TURNED}` : '';
  const levels = resampled(times.map((t) => (time === 't' ? (t - first) / length : t)), logSnrs, taken);
  return { table: { timesteps: taken, alphasCumprod: levels }, told: `${told}.${turned}` };
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const INFINITE = /^([+-]?)inf(inity)?$/i;

export function wrong(row: CsvRow, index: number, column: Column, sentence: string): Error {
  return new Error(`Line ${row.line}, column ${index + 1} (${column}): ${sentence}`);
}

/** The number in a cell; infinite only for log-SNR and sigma. @throws Error with a sentence that names line and column */
export function cellNumber(row: CsvRow, index: number, column: Column): number {
  const cell = (row.cells[index] ?? '').replace(/\u2212/g, '-');
  if (cell === '') throw wrong(row, index, column, 'there is no number; fill it in or take the row out.');
  const infinite = INFINITE.exec(cell);
  if (infinite && (column === 'log_snr' || column === 'sigma')) return infinite[1] === '-' ? -Infinity : Infinity;
  const value = Number(cell);
  if (!NUMBER.test(cell) || !Number.isFinite(value)) throw wrong(row, index, column, `“${cell.slice(0, 40)}” is not a number; use digits with a point, such as 0.25.`);
  return value;
}

export function readTimes(data: readonly CsvRow[], read: (row: CsvRow) => number, column: 't' | 'u', index: number): number[] {
  const times: number[] = [];
  for (const row of data) {
    const value = read(row);
    const previous = times.at(-1);
    if (column === 't' && (!Number.isInteger(value) || value < 0 || value >= 1e6)) throw wrong(row, index, column, `${value} is no timestep; give whole numbers from 0.`);
    if (column === 'u' && (value < 0 || value > 1)) throw wrong(row, index, column, `${value} lies outside 0 (first timestep) to 1 (last).`);
    if (previous !== undefined && value <= previous) throw wrong(row, index, column, `${value} does not come after ${previous}; sort the rows from data to noise.`);
    times.push(value);
  }
  return times;
}

function logSnrOf(row: CsvRow, index: number, column: 'alpha_bar' | 'log_snr' | 'sigma', value: number, signal: number): number {
  if (column === 'log_snr') return value;
  if (column === 'alpha_bar') {
    if (value < 0 || value > 1) throw wrong(row, index, column, `${value} is no share of signal; alpha_bar goes from 1 (data) to 0 (noise).`);
    return logSnrOfAlphaBar(value);
  }
  if (value < 0 || signal < 0) throw wrong(row, index, column, `${value < 0 ? value : signal} is below 0; alpha and sigma are not.`);
  if (value === 0 && signal === 0) throw wrong(row, index, column, 'alpha and sigma are both 0; then nothing is left.');
  return 2 * (Math.log(signal) - Math.log(value));
}

/** alpha_bar is the product of 1 - beta over all timesteps so far, so none may be missing. */
function levelsOfBetas(data: readonly CsvRow[], times: readonly number[], step: number, read: (row: CsvRow) => number, index: number): number[] {
  let left = 1;
  return data.map((row, i) => {
    const previous = times[i - 1];
    if (previous !== undefined && Math.abs((times[i] ?? 0) - previous - step) > 0.01 * step) {
      throw wrong(row, index, 'beta', 'timesteps are missing before this row; betas multiply up, so every one is needed. Give all rows, or a column alpha_bar.');
    }
    const value = read(row);
    if (value < 0 || value > 1) throw wrong(row, index, 'beta', `${value} is no share of variance; beta goes from 0 to 1.`);
    left *= 1 - value;
    return logSnrOfAlphaBar(left);
  });
}

/** Levels at even positions, log-SNR interpolated linearly and constant beyond the rows; on a row exactly its own. @returns alpha_bar */
function resampled(us: readonly number[], logSnrs: readonly number[], timesteps: number): Float64Array {
  let next = 0;
  return Float64Array.from({ length: timesteps }, (_, t) => {
    const u = t / (timesteps - 1);
    while (next < us.length && (us[next] ?? 0) < u - 1e-9) next++;
    const right = logSnrs[Math.min(next, logSnrs.length - 1)] ?? 0;
    const at = us[next];
    if (at === undefined || next === 0 || at - u < 1e-9) return alphaBarOfLogSnr(right);
    const from = us[next - 1] ?? 0;
    const left = clampLogSnr(logSnrs[next - 1] ?? right);
    return alphaBarOfLogSnr(left + ((clampLogSnr(right) - left) * (u - from)) / (at - from));
  });
}
