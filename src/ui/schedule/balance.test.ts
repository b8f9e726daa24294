import { describe, expect, it } from 'vitest';
import { balanceOf, describeBalance, describeChange, percent, wholePercents } from './balance.ts';

const table = (...alphaBars: number[]) => ({ timesteps: alphaBars.length, alphasCumprod: Float64Array.from(alphaBars) });

describe('balanceOf', () => {
  it('counts the steps of each band', () => {
    // log-SNR +-2.2 lies at alpha_bar 0.9002 and 0.0998.
    expect(balanceOf(table(0.99, 0.95, 0.5, 0.05))).toEqual({ low: 0.5, middle: 0.25, high: 0.25, end: 0.05 });
    const byShare = balanceOf(table(0.99, 0.95, 0.5, 0.05), [0, 0.1, 0.2, 0.7]);
    expect([byShare.low, byShare.middle, byShare.high].map((share) => Number(share.toFixed(9)))).toEqual([0.1, 0.2, 0.7]);
  });
  it('adds up to one', () => {
    const { low, middle, high } = balanceOf(table(...Array.from({ length: 777 }, (_, t) => 1 - t / 777)));
    expect(low + middle + high).toBeCloseTo(1, 12);
  });
});

describe('wholePercents', () => {
  it('adds up to 100', () => {
    expect(wholePercents({ low: 0.197, middle: 0.597, high: 0.206, end: 0 })).toEqual({ low: 20, middle: 59, high: 21 });
  });
});

describe('words', () => {
  const even = { low: 0.33, middle: 0.34, high: 0.33, end: 0.003 };
  it('tell where training goes, and how much signal is left', () => {
    expect(describeChange(even, { ...even, low: 0.2, high: 0.46 }, 'training')).toBe('More steps at high noise: coarse placement gets 46 % of training instead of 33 %; the end keeps 0.3 % of the signal, as before.');
    expect(describeChange(even, { low: 0.5, middle: 0.25, high: 0.25, end: 0.04 }, 'sampling')).toBe('More steps at low noise: fine detail gets 50 % of the way instead of 33 %; the end keeps 4 % of the signal instead of 0.3 %.');
    expect(describeChange(even, { ...even, end: 0.05 }, 'training')).toBe('The shares stay as they are; the end keeps 5 % of the signal instead of 0.3 %.');
  });
  it('are not made where hardly anything moved', () => {
    expect(describeChange(even, { low: 0.335, middle: 0.335, high: 0.33, end: 0.003 }, 'training')).toBeNull();
  });
  it('describe a balance by itself', () => {
    expect(describeBalance(even)).toBe('The steps are spread evenly over coarse placement, shape and fine detail; the end keeps 0.3 % of the signal.');
    expect(describeBalance({ low: 0.7, middle: 0.2, high: 0.1, end: 0 })).toBe('Most of the steps are spent at low noise, on fine detail and sharp edges; the end keeps 0 % of the signal.');
  });
  it('never calls a little nothing', () => {
    expect(percent(0)).toBe('0 %');
    expect(percent(0.00004)).toBe('< 0.01 %');
    expect(percent(0.004)).toBe('0.4 %');
    expect(percent(0.434)).toBe('43 %');
    expect(percent(0.9999)).toBe('> 99.9 %');
    expect(percent(1)).toBe('100 %');
  });
});
