import { describe, expect, it } from 'vitest';
import { levelFromValue, levelValue, logSnrOf, viewCurves, viewDomain } from './views.ts';

describe('views of a noise level', () => {
  it('agrees with the closed forms', () => {
    expect(logSnrOf(0.5)).toBe(0);
    expect(logSnrOf(0.9)).toBeCloseTo(Math.log(9), 12);
    expect(levelValue('sigma', 0.2)).toBeCloseTo(2, 12);
    expect(levelValue('alpha-bar', 0.2)).toBe(0.2);
  });
  it('keeps the ends finite', () => {
    expect(logSnrOf(0)).toBe(-20);
    expect(logSnrOf(1)).toBe(20);
    expect(levelValue('sigma', 0)).toBeCloseTo(Math.exp(10), 6);
  });
  it.each(['alpha-bar', 'log-snr', 'sigma'] as const)('%s goes back to alpha_bar', (name) => {
    for (const alphaBar of [1e-6, 0.01, 0.3, 0.5, 0.77, 0.9999]) {
      expect(levelFromValue(name, levelValue(name, alphaBar))).toBeCloseTo(alphaBar, 10);
    }
  });
});

const table = (...alphaBars: number[]) => ({ timesteps: alphaBars.length, alphasCumprod: Float64Array.from(alphaBars) });

describe('viewCurves', () => {
  it('gets beta back from the running product', () => {
    const betas = [0.1, 0.2, 0.5, 0.9];
    let product = 1;
    const alphaBars = betas.map((beta) => (product *= 1 - beta));
    const [seen] = viewCurves('beta', table(...alphaBars), []);
    betas.forEach((beta, t) => expect(seen?.[t]).toBeCloseTo(beta, 12));
  });
});

describe('viewDomain', () => {
  const linear = table(...Array.from({ length: 100 }, (_, t) => 1 - (t + 0.5) / 100));
  it('holds steady for ordinary curves', () => {
    expect(viewDomain('log-snr', linear, [])).toEqual([-12, 12]);
    expect(viewDomain('alpha-bar', linear, [])).toEqual([0, 1]);
  });
  it('lets an infinite log-SNR leave through the floor', () => {
    expect(viewDomain('log-snr', table(0.99, 0.5, 0), [])).toEqual([-14, 12]);
  });
  it('rounds beta up to a friendly number', () => {
    expect(viewDomain('beta', table(0.98, 0.98 * 0.98), [])[1]).toBeCloseTo(0.02, 12);
    expect(viewDomain('beta', table(0.9, 0.9 * 0.001), [])[1]).toBe(1);
  });
  it('holds both weights of x_t, however large', () => {
    const exploding = [{ alpha: 1, sigma: 0.01 }, { alpha: 1, sigma: 50 }];
    expect(viewDomain('weights', linear, exploding)).toEqual([0, 50]);
    expect(viewCurves('weights', linear, exploding).map((curve) => [...curve])).toEqual([[1, 1], [0.01, 50]]);
    expect(viewDomain('weights', linear, [{ alpha: 0.6, sigma: 0.8 }])).toEqual([0, 1]);
  });
});
