import { describe, expect, it } from 'vitest';
import { learnedBounds } from './learnedBounds.ts';
import { alpha, alphaBar, sigma } from './noiseTable.ts';
import type { NoiseTable } from './noiseTable.ts';
import { target, toX0 } from './predictions.ts';
import type { AnyPrediction } from './predictions.ts';
import { boundFromErrors, priorTerm } from './variationalBound.ts';

const timesteps = 12;
const alphasCumprod = Float64Array.from({ length: timesteps }, (_, t) => Math.cos((Math.PI / 2) * ((t + 1) / (timesteps + 1))) ** 2);
const plain: NoiseTable = { timesteps, alphasCumprod };
/** The same levels in coordinates in which alpha + sigma is 1. */
const straight: NoiseTable = { timesteps, alphasCumprod, lengths: alphasCumprod.map((value) => 1 / (Math.sqrt(value) + Math.sqrt(1 - value))) };

function rowOf(table: NoiseTable, prediction: AnyPrediction, t: number): [number, number, number, number, number] {
  const [span = 0, ratio = 0, own = 0, constant = 0, weight = 0] = learnedBounds(table, { prediction }).slice(5 * t, 5 * t + 5);
  return [span, ratio, own, constant, weight];
}

/** The term of the bound for one element, as its definition says. */
function term(table: NoiseTable, prediction: AnyPrediction, t: number, fraction: number, error: number): number {
  const [span, ratio, own, constant] = rowOf(table, prediction, t);
  const s = span * fraction;
  return (s + constant + (own + ratio * error ** 2) * Math.exp(-s)) / 2;
}

/** Mean and variance of q(x_(t-1) | x_t, x0), variance-preserving: Ho et al. 2020, eq. 6 and 7. */
function posterior(t: number, x: number, x0: number): { mean: number; variance: number; beta: number } {
  const [now, before] = [alphaBar(plain, t), alphaBar(plain, t - 1)];
  const beta = 1 - now / before;
  return {
    mean: (Math.sqrt(before) * beta / (1 - now)) * x0 + (Math.sqrt(1 - beta) * (1 - before) / (1 - now)) * x,
    variance: beta * (1 - before) / (1 - now),
    beta,
  };
}

describe('learnedBounds', () => {
  const predictions: AnyPrediction[] = ['epsilon', 'x0', 'v', 'score', 'flow', 'edm'];

  it.each(predictions)('for %s are the divergence of two Gaussians', (prediction) => {
    const [x0, epsilon] = [0.7, -1.3];
    for (const table of [plain, straight]) {
      for (let t = 1; t < timesteps; t += 1) {
        const [a, s] = [alpha(table, t), sigma(table, t)];
        const goal = target(prediction, a, s);
        const output = goal.x0 * x0 + goal.epsilon * epsilon + 0.2;
        const x = a * x0 + s * epsilon;
        const toClean = toX0(prediction, a, s);
        const predicted = toClean.state * x + toClean.output * output;
        const noised = x / (table.lengths?.[t] ?? 1);
        const [truth, model] = [posterior(t, noised, x0), posterior(t, noised, predicted)];
        for (const fraction of [0, 0.3, 1, 1.2]) {
          const variance = Math.exp(fraction * Math.log(truth.beta) + (1 - fraction) * Math.log(truth.variance));
          const divergence = (Math.log(variance / truth.variance) + (truth.variance + (truth.mean - model.mean) ** 2) / variance - 1) / 2;
          expect(term(table, prediction, t, fraction, 0.2)).toBeCloseTo(divergence, 10);
        }
      }
    }
  });

  it('at the cleanest level are the log-density of the data', () => {
    const x = alpha(plain, 0) * 0.7 + sigma(plain, 0) * -1.3;
    const { state, output } = toX0('v', alpha(plain, 0), sigma(plain, 0));
    const goal = target('v', alpha(plain, 0), sigma(plain, 0));
    const predicted = state * x + output * (goal.x0 * 0.7 + goal.epsilon * -1.3 + 0.2);
    const [least, most] = [posterior(1, 0, 0).variance, 1 - alphaBar(plain, 0)];
    for (const fraction of [0, 0.5, 1]) {
      const variance = least ** (1 - fraction) * most ** fraction;
      expect(term(plain, 'v', 0, fraction, 0.2)).toBeCloseTo((Math.log(2 * Math.PI * variance) + (0.7 - predicted) ** 2 / variance) / 2, 10);
    }
  });

  it('with all variances large are the bound of the large variance', () => {
    const errors = Float64Array.from({ length: timesteps }, (_, t) => 0.1 + t / 50);
    const bound = boundFromErrors(plain, errors, 1, 'large');
    const sum = errors.reduce((total, square, t) => total + term(plain, 'x0', t, 1, Math.sqrt(square)), priorTerm(plain, 1));
    expect(sum / Math.LN2).toBeCloseTo(bound.total, 10);
  });

  it('weigh so that draws estimate the sum, whatever their density', () => {
    const probabilities = Float64Array.from({ length: timesteps }, (_, t) => (t === 3 ? 0 : 1 / (timesteps - 1)));
    const weights = (settings: object): number[] => Array.from({ length: timesteps }, (_, t) => learnedBounds(plain, { prediction: 'v', ...settings })[5 * t + 4] ?? Number.NaN);
    weights({}).forEach((weight) => expect(weight).toBeCloseTo(0.001 * timesteps, 12));
    weights({ share: 2, probabilities }).forEach((weight, t) => expect(weight).toBeCloseTo(t === 3 ? 0 : 2 * (timesteps - 1), 12));
  });

  it('are finite where a schedule has no noise, no signal, or rises', () => {
    const odd: NoiseTable = { timesteps: 5, alphasCumprod: Float64Array.of(1, 0.9, 0.95, 0.5, 0) };
    for (const prediction of predictions) {
      const rows = learnedBounds(odd, { prediction });
      expect(rows.every(Number.isFinite), prediction).toBe(true);
      expect([0, 1, 2, 3, 4].map((t) => (rows[5 * t + 4] ?? 0) > 0)).toEqual([false, true, false, true, true]);
    }
    expect(learnedBounds({ timesteps: 1, alphasCumprod: Float64Array.of(0.5) }, { prediction: 'v' })[0]).toBe(0);
  });

  it('refuse a share below 0', () => {
    expect(() => learnedBounds(plain, { prediction: 'v', share: -1 })).toThrow('The share of the variational bound in the loss is -1; give a number of 0 or greater.');
  });
});
