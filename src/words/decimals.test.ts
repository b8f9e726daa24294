import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decimals, filling, numberList } from './decimals.ts';
import { speak } from './language.ts';

describe('numbers in English', () => {
  it('are as they are', () => {
    expect(decimals('0.5 % of 1.25 GB')).toBe('0.5 % of 1.25 GB');
    expect(filling(0.25)).toBe('0.25');
    expect(numberList([1.5, '−0.20'])).toBe('1.5, −0.20');
  });
});

describe('numbers in German', () => {
  beforeEach(() => speak('de'));
  afterEach(() => speak('en'));

  it('have a decimal comma', () => {
    expect(decimals('0.5 %')).toBe('0,5 %');
    expect(decimals(-1.25)).toBe('-1,25');
    expect(decimals('2.5e−7')).toBe('2,5e−7');
    expect(decimals('3.')).toBe('3.');
  });

  it('are told from names that have a point', () => {
    expect([0.25, '−0.20', '1.53 ± 0.03', '> 99.9 %', '×2.5', '1.5e-5'].map(filling)).toEqual(['0,25', '−0,20', '1,53 ± 0,03', '> 99,9 %', '×2,5', '1,5e-5']);
    expect(['run2.5.json', 'v0.1 of the curve', 'e', '.', '3', 'say 1.5'].map(filling)).toEqual(['run2.5.json', 'v0.1 of the curve', 'e', '.', '3', 'say 1.5']);
  });

  it('stand apart from one another by more than a comma', () => {
    expect(numberList([1.5, '−0.20'])).toBe('1,5; −0,20');
  });
});
