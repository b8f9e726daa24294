import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { logSnrOfAlphaBar, type NoiseTable } from '../diffusion/noiseTable.ts';
import { makeNoiseTable } from '../diffusion/schedules.ts';
import { scheduleKinds } from './names.ts';
import { preset } from './presets.ts';
import { scheduleOfKind } from './relevance.ts';
import { parseScheduleCsv, printScheduleCsv } from './scheduleCsv.ts';

const { schedule: usual } = preset('two-moons');
const kinds = scheduleKinds.filter((kind) => kind !== 'hand-drawn');
const tableOf = (kind: (typeof kinds)[number], timesteps: number, zeroTerminalSnr = false) => makeNoiseTable({ ...scheduleOfKind(kind, usual), timesteps, zeroTerminalSnr });

function expectSame(got: NoiseTable, wanted: NoiseTable, digits = 12): void {
  expect(got.timesteps).toBe(wanted.timesteps);
  got.alphasCumprod.forEach((level, t) => expect(level, `t = ${t}`).toBeCloseTo(wanted.alphasCumprod[t] ?? NaN, digits));
}

/** Only some columns of a printed table. */
function columns(text: string, ...wanted: string[]): string {
  const rows = text.trim().split('\n').map((row) => row.split(','));
  const places = wanted.map((name) => rows[0]?.indexOf(name) ?? -1);
  return rows.map((row) => places.map((place) => row[place]).join(';')).join('\r\n');
}

describe('a schedule as CSV', () => {
  test('comes back as it was, by any of its columns', () => {
    fc.assert(fc.property(fc.constantFrom(...kinds), fc.integer({ min: 10, max: 300 }), (kind, timesteps) => {
      const table = tableOf(kind, timesteps);
      const text = printScheduleCsv(table);
      expectSame(parseScheduleCsv(text, 50).table, table);
      expectSame(parseScheduleCsv(columns(text, 't', 'log_snr'), 50).table, table);
      expectSame(parseScheduleCsv(columns(text, 't', 'alpha', 'sigma'), 50).table, table);
      expectSame(parseScheduleCsv(columns(text, 't', 'beta'), 50).table, table, 9);
    }), { numRuns: 40 });
  });

  test('no signal at the end is -inf, and stays none', () => {
    const table = tableOf('linear', 20, true);
    const text = printScheduleCsv(table);
    expect(text.split('\n')[0]).toBe('t,alpha,sigma,alpha_bar,log_snr,beta');
    expect(text.trim().split('\n').at(-1)).toBe('19,0,1,0,-inf,1');
    expect(parseScheduleCsv(text, 50).table.alphasCumprod.at(-1)).toBe(0);
    expect(parseScheduleCsv(columns(text, 't', 'log_snr'), 50).table.alphasCumprod.at(-1)).toBe(0);
  });

  test('gaps are filled evenly in log-SNR, positions take the present T', () => {
    const { table, told } = parseScheduleCsv('u; log_snr\n0; 8\n0.5; 0\n1; -8\n', 21);
    expect(table.timesteps).toBe(21);
    expect(told).toBe('Read 3 rows, levels from log_snr.');
    Array.from(table.alphasCumprod).forEach((level, t) => expect(logSnrOfAlphaBar(level)).toBeCloseTo(8 - (16 * t) / 20, 9));
    const sparse = parseScheduleCsv('# by hand\nTimestep\tsigma\n0\t0.01\n100\t1\n200\t100\n', 50);
    expect(sparse.table.timesteps).toBe(201);
    expect(sparse.told).toBe('Read 3 rows, levels from sigma (noise per unit of signal). The table was turned variance-preserving: every row keeps its signal-to-noise ratio, and α² + σ² is now 1.');
    expect(sparse.table.alphasCumprod[100]).toBeCloseTo(0.5, 12);
    expect(parseScheduleCsv('t,alpha_bar\n0,1\n3999,0.1\n', 50)).toMatchObject({ table: { timesteps: 1000 }, told: 'Read 2 rows, levels from alpha_bar; T is 1000 in place of 4000.' });
  });

  test('that a path becomes variance-preserving is said where it was not', () => {
    const told = (kind: (typeof kinds)[number], ...names: string[]) => {
      const text = printScheduleCsv(tableOf(kind, 30));
      return parseScheduleCsv(names.length > 0 ? columns(text, ...names) : text, 50).told.includes('turned variance-preserving');
    };
    expect(told('variance-exploding')).toBe(true);
    expect(told('flow', 't', 'alpha', 'sigma')).toBe(true);
    expect(told('cosine')).toBe(false);
    expect(told('linear', 't', 'alpha', 'sigma')).toBe(false);
    expect(told('variance-exploding', 't', 'alpha_bar')).toBe(false);
  });

  test.each([
    ['', 'The text is empty'],
    ['a,b\n1,2', 'Line 1: there is no column t or u in “a, b”'],
    ['t,signal\n1,2', 'Line 1: there is no column of noise levels in “t, signal”'],
    ['t,alpha_bar\n0,1', 'There is one row below the header'],
    ['t,alpha_bar\n0,1\n1,much', 'Line 3, column 2 (alpha_bar): “much” is not a number; use digits with a point, such as 0.25.'],
    ['t;alpha_bar\n0;1\n1;0,5', 'Line 3, column 2 (alpha_bar): “0,5” is not a number'],
    ['t,alpha_bar\n0,1\n1', 'Line 3, column 2 (alpha_bar): there is no number'],
    ['t,alpha_bar\n0,1\n1,1.2', 'Line 3, column 2 (alpha_bar): 1.2 is no share of signal'],
    ['t,alpha_bar\n0,1\n0.5,0.2', 'Line 3, column 1 (t): 0.5 is no timestep'],
    ['u,alpha_bar\n0,1\n1.5,0.2', 'Line 3, column 1 (u): 1.5 lies outside 0'],
    ['t,alpha_bar\n5,1\n3,0.2', 'Line 3, column 1 (t): 3 does not come after 5; sort the rows'],
    ['t,beta\n0,0.1\n1,0.1\n3,0.1', 'Line 4, column 2 (beta): timesteps are missing before this row'],
    ['t,beta\n0,0.1\n10,0.1', 'Line 3, column 2 (beta): timesteps are missing'],
    ['t,beta\n0,0.1\n1,-0.1', 'Line 3, column 2 (beta): -0.1 is no share of variance'],
    ['t,sigma\n0,-1\n1,2', 'Line 2, column 2 (sigma): -1 is below 0'],
    ['t,alpha_bar\n0,nan\n1,2', 'Line 2, column 2 (alpha_bar): “nan” is not a number'],
    [`t,log_snr\n${Array.from({ length: 10_001 }, (_, t) => `${t},1`).join('\n')}`, 'There are 10001 rows; the most is 10000.'],
  ])('%#: a mistake is explained', (text, sentence) => {
    expect(() => parseScheduleCsv(text, 50)).toThrow(sentence);
  });
});
