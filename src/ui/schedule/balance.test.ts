import { describe, expect, it } from 'vitest';
import { balanceOf, describeBalance, describeChange, percent, wholePercents } from './balance.ts';

const table = (...alphaBars: number[]) => ({ timesteps: alphaBars.length, alphasCumprod: Float64Array.from(alphaBars) });

describe('balanceOf', () => {
  it('counts the steps of each band', () => {
    // log-SNR +-2.2 lies at alpha_bar 0.9002 and 0.0998.
    expect(balanceOf(table(0.99, 0.95, 0.5, 0.05))).toEqual({ low: 0.5, middle: 0.25, high: 0.25 });
  });
  it('adds up to one', () => {
    const { low, middle, high } = balanceOf(table(...Array.from({ length: 777 }, (_, t) => 1 - t / 777)));
    expect(low + middle + high).toBeCloseTo(1, 12);
  });
});

describe('wholePercents', () => {
  it('adds up to 100', () => {
    expect(wholePercents({ low: 0.197, middle: 0.597, high: 0.206 })).toEqual({ low: 20, middle: 59, high: 21 });
  });
});

describe('words', () => {
  const even = { low: 0.33, middle: 0.34, high: 0.33 };
  it('tells where steps went', () => {
    expect(describeChange(even, { low: 0.2, middle: 0.34, high: 0.46 })).toBe('More of the steps are now spent at high noise: coarse placement. Fewer are left for low noise.');
  });
  it('is silent when hardly anything moved', () => {
    expect(describeChange(even, { low: 0.335, middle: 0.335, high: 0.33 })).toBeNull();
  });
  it('describes a balance by itself', () => {
    expect(describeBalance(even)).toContain('spread evenly');
    expect(describeBalance({ low: 0.7, middle: 0.2, high: 0.1 })).toContain('low noise');
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
