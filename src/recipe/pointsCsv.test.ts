import { describe, expect, test } from 'vitest';
import { isPointsCsv, parsePointsCsv, printPointsCsv } from './pointsCsv.ts';

const points = [{ u: 0, value: 8.12345678901234 }, { u: 0.3, value: 2, slope: -7.5 }, { u: 1, value: -20, slope: 0 }];

describe('points of a drawing as CSV', () => {
  test('come back as they were', () => {
    const text = printPointsCsv({ points, space: 'log-snr', zeroTerminalSnr: false });
    expect(text.split('\n').slice(0, 3)).toEqual(['u,log_snr,slope', '0,8.12345678901234,', '0.3,2,-7.5']);
    expect(isPointsCsv(text)).toBe(true);
    expect(parsePointsCsv(text)).toEqual({ points, space: 'log-snr', zeroTerminalSnr: false, told: 'Read 3 points, 2 of them with a slope of their own.' });
  });

  test('keep zero terminal SNR', () => {
    const text = printPointsCsv({ points, space: 'log-snr', zeroTerminalSnr: true });
    expect(text.split('\n')[3]).toBe('1,-inf,0');
    expect(parsePointsCsv(text)).toMatchObject({ points, zeroTerminalSnr: true });
    const shares = [{ u: 0, value: 1 }, { u: 1, value: 0 }];
    expect(parsePointsCsv(printPointsCsv({ points: shares, space: 'alpha-bar', zeroTerminalSnr: true }))).toMatchObject({ points: shares, space: 'alpha-bar', zeroTerminalSnr: true });
  });

  test('are told from a table of levels', () => {
    expect(isPointsCsv('t,alpha_bar\n0,1\n1,0')).toBe(false);
  });

  test.each([
    ['t,log_snr,slope\n0,9,\n1,-9,', 'Line 1: points with slopes take the columns u, log_snr (or alpha_bar) and slope, but here are “t, log_snr, slope”.'],
    ['u,log_snr,slope\n0,9,', 'There are 1 points below the header; a drawing takes 2 to 64.'],
    ['u,log_snr,slope\n0,9,steep\n1,-9,', 'Line 2, column 3 (slope): “steep” is not a number'],
    ['u,log_snr,slope\n0,29,\n1,-9,', 'Line 2, column 2 (log_snr): 29 lies outside -20 to 20.'],
    ['u,alpha_bar,slope\n0.5,1,\n0.2,0,', 'Line 3, column 1 (u): 0.2 does not come after 0.5'],
  ])('%#: a mistake is explained', (text, sentence) => {
    expect(() => parsePointsCsv(text)).toThrow(sentence);
  });
});
