import { describe, expect, it } from 'vitest';
import { formatNumber, readNumber } from './numberText.ts';

describe('formatNumber', () => {
  it.each([[0, '0'], [3000, '3000'], [0.001, '0.001'], [0.00025, '0.00025'], [2.5e-5, '2.5e-5'], [1 / 3, '0.3333'], [-0.5, '-0.5'], [NaN, '']])(
    'writes %d as %s',
    (value, text) => expect(formatNumber(value)).toBe(text),
  );
});

describe('readNumber', () => {
  const range = { min: 10, max: 1000, integer: true };
  it('takes numbers in range, exponents and decimal commas', () => {
    expect(readNumber(' 100 ', 'T', range)).toEqual({ value: 100 });
    expect(readNumber('1e2', 'T', range)).toEqual({ value: 100 });
    expect(readNumber('0,5', 'eta', { min: 0, max: 1 })).toEqual({ value: 0.5 });
  });
  it('answers anything else with a sentence that names the limits', () => {
    expect(readNumber('', 'T', range)).toEqual({ problem: 'T takes a number, 10 to 1000.' });
    expect(readNumber('many', 'T', range)).toEqual({ problem: 'T takes a number, 10 to 1000.' });
    expect(readNumber('10.5', 'T', range)).toEqual({ problem: 'T takes a whole number, 10 to 1000.' });
    expect(readNumber('5', 'T', range)).toEqual({ problem: 'T goes from 10 to 1000; you typed 5.' });
  });
});
