import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { speak } from '../../words/language.ts';
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
  it.each(['3,000', '3.000', '3 000', '3\u202f000', '3’000'])('takes %s for three thousand where numbers are whole', (text) => {
    expect(readNumber(text, 'Training steps', { min: 1, max: 1e6, integer: true })).toEqual({ value: 3000 });
  });
  it('takes groups only where all have three digits and one sign between them', () => {
    const large = { min: 1, max: 1e9, integer: true };
    expect(readNumber('1,000,000', 'n', large)).toEqual({ value: 1e6 });
    for (const text of ['1,000.000', '1234,567']) expect(readNumber(text, 'n', large)).toHaveProperty('problem');
    expect(readNumber('1,250', 'rate', { min: 0, max: 10 }), 'a decimal comma').toEqual({ value: 1.25 });
  });
  it('answers anything else with a sentence that names the limits', () => {
    expect(readNumber('', 'T', range)).toEqual({ problem: 'T must be a number from 10 to 1000.' });
    expect(readNumber('many', 'T', range)).toEqual({ problem: 'T must be a number from 10 to 1000.' });
    expect(readNumber('10.5', 'T', range)).toEqual({ problem: 'T must be a whole number from 10 to 1000.' });
    expect(readNumber('5', 'T', range)).toEqual({ problem: 'T must be from 10 to 1000; you typed 5.' });
  });
});

describe('in German', () => {
  beforeEach(() => speak('de'));
  afterEach(() => speak('en'));

  it.each([0.001, 2.5e-5, -0.5, 12.25, 3000, -1.5e-7])('what is written for %d is read as the same number', (value) => {
    const text = formatNumber(value);
    expect(text).not.toContain('.');
    expect(readNumber(text, 'x', { min: -1, max: 1e4 })).toEqual({ value });
  });
});
