import { describe, expect, test } from 'vitest';
import { boundWeights } from './boundWeights.ts';
import { anyScheduleRecipe } from './fixtures/scheduleRecipe.ts';
import { handDrawnShare, lossShare, normalisedWeights, pointsOfShare, weightsOfShare } from './lossShare.ts';
import { noiseCells, noiseCellWidths } from './noiseCells.ts';
import { alpha, alphaBar, betas, logSnr, noiseToSignal, sigma, snr } from './noiseTable.ts';
import { toX0 } from './predictions.ts';
import { makeNoiseTable } from './schedules.ts';
import type { AnyScheduleRecipe } from './scheduleSettings.ts';
import { timestepProbabilities } from './timestepDensities.ts';
import { levelWeights, outputGains, x0Weights } from './weightings.ts';
import type { Weighting } from './weightings.ts';

const make = (changes: Partial<AnyScheduleRecipe>) => makeNoiseTable(anyScheduleRecipe(changes));
const predictions = ['epsilon', 'x0', 'v', 'score', 'flow', 'edm'] as const;
const published = [
  { kind: 'bound' }, { kind: 'bound', variance: 'large' },
  { kind: 'score-matching', lambda: 'sigma-squared' }, { kind: 'score-matching', lambda: 'one' }, { kind: 'score-matching', lambda: 'g-squared' },
  { kind: 'max-likelihood' }, { kind: 'min-snr' }, { kind: 'soft-min-snr' }, { kind: 'p2' }, { kind: 'edm' },
] as const satisfies readonly Weighting[];
const schedules = [
  { kind: 'linear', timesteps: 100 }, { kind: 'flow', timesteps: 50, shift: 3 }, { kind: 'edm', timesteps: 40, sigmaData: 0.5 },
  { kind: 'variance-exploding', timesteps: 40 }, { kind: 'laplace', timesteps: 60 },
] as const satisfies readonly Partial<AnyScheduleRecipe>[];
const name = (weighting: Weighting): string => JSON.stringify(weighting);

/** Checks every entry to a relative 1e-9: alpha_bar near 1 holds the noise's share of 1e-6 and more with an error of 2^-53. */
const expectEach = (got: Float64Array, wanted: (t: number) => number): void => {
  got.forEach((value, t) => {
    const goal = wanted(t);
    if (!(Math.abs(value - goal) <= 1e-9 * Math.abs(goal))) throw new Error(`t = ${t}: got ${value}, wanted ${goal}`);
  });
};

describe('one weighting is the same loss of x0 whichever prediction it is written in', () => {
  describe.each(published.map((weighting) => [name(weighting), weighting] as const))('%s', (_, weighting) => {
    test.each(schedules)('$kind', (schedule) => {
      const table = make(schedule);
      const sigmaData = 0.5;
      const wanted = x0Weights(weighting, table, sigmaData);
      for (const prediction of predictions) {
        const weights = levelWeights(weighting, table, { prediction, sigmaData });
        for (let t = 0; t < table.timesteps; t++) {
          const [a, s] = [alpha(table, t), sigma(table, t)];
          const { output } = toX0(prediction, a, s, sigmaData);
          if (output === 0) continue;
          // An error of 1 of the output is one of `output` of x0.
          const asX0 = (weights[t] ?? Number.NaN) / output ** 2;
          expect(Math.abs(asX0 - (wanted[t] ?? 0))).toBeLessThanOrEqual(1e-9 * (wanted[t] ?? 0));
        }
      }
    });
  });
});

describe('closed forms', () => {
  const table = make({ kind: 'linear' });
  const on = (prediction: (typeof predictions)[number], weighting: Weighting) => levelWeights(weighting, table, { prediction, sigmaData: 0.5 });

  test.each(['small', 'large'] as const)('bound, %s variance: Ho et al. 2020, eq. 12', (variance) => {
    for (const recipe of [{ kind: 'linear' }, { kind: 'cosine', timesteps: 50 }, { kind: 'scaled-linear', timesteps: 200 }] as const) {
      const here = make(recipe);
      const beta = betas(here);
      const got = levelWeights({ kind: 'bound', variance }, here, { prediction: 'epsilon' });
      expectEach(got.subarray(1), (i) => {
        const [b, now, before] = [beta[i + 1] ?? 0, alphaBar(here, i + 1), alphaBar(here, i)];
        const chosen = variance === 'large' ? b : ((1 - before) / (1 - now)) * b;
        return (b * b) / (2 * chosen * (1 - b) * (1 - now));
      });
      // L_0 with the decoder's variance beta: the same formula with that variance.
      const first = beta[0] ?? 0;
      expect(got[0]).toBeCloseTo((first * first) / (2 * first * (1 - first) * first), 9);
    }
  });

  test('bound: half the fall of the SNR on x0, and the decoder on top', () => {
    const got = boundWeights(table, { decoderVariance: 0.25 });
    expectEach(got, (t) => (t === 0 ? 2 : (snr(table, t - 1) - snr(table, t)) / 2));
    // All steps but the decoder together: half the whole fall.
    const sum = got.subarray(1).reduce((total, weight) => total + weight, 0);
    expect(sum / ((snr(table, 0) - snr(table, 999)) / 2)).toBeCloseTo(1, 10);
  });

  test('min-SNR: Hang et al. 2023 for x0, epsilon and v', () => {
    expectEach(on('x0', { kind: 'min-snr' }), (t) => Math.min(snr(table, t), 5));
    expectEach(on('epsilon', { kind: 'min-snr', gamma: 3 }), (t) => Math.min(snr(table, t), 3) / snr(table, t));
    expectEach(on('v', { kind: 'min-snr' }), (t) => Math.min(snr(table, t), 5) / (snr(table, t) + 1));
  });

  test('soft min-SNR: 1 / (sigma^2 + 1 / gamma) on x0', () => {
    expectEach(on('x0', { kind: 'soft-min-snr' }), (t) => 1 / (noiseToSignal(table, t) ** 2 + 0.25));
  });

  test('P2: 1 / (k + SNR)^gamma on epsilon', () => {
    expectEach(on('epsilon', { kind: 'p2' }), (t) => 1 / (1 + snr(table, t)));
    expectEach(on('epsilon', { kind: 'p2', k: 2, gamma: 0.5 }), (t) => 1 / Math.sqrt(2 + snr(table, t)));
    expectEach(on('epsilon', { kind: 'p2', gamma: 0 }), () => 1);
  });

  test('EDM: 1 on F, (sigma^2 + sigma_data^2) / (sigma sigma_data)^2 on x0', () => {
    expectEach(on('edm', { kind: 'edm' }), () => 1);
    expectEach(on('x0', { kind: 'edm' }), (t) => (noiseToSignal(table, t) ** 2 + 0.25) / (noiseToSignal(table, t) * 0.5) ** 2);
  });

  test('score matching: sigma^2 is 1 on epsilon, 1 is 1 on the score', () => {
    expectEach(on('epsilon', { kind: 'score-matching', lambda: 'sigma-squared' }), () => 1);
    expectEach(on('score', { kind: 'score-matching', lambda: 'sigma-squared' }), (t) => sigma(table, t) ** 2);
    expectEach(on('score', { kind: 'score-matching', lambda: 'one' }), () => 1);
    const exploding = make({ kind: 'variance-exploding', timesteps: 30 });
    expectEach(levelWeights({ kind: 'score-matching', lambda: 'one' }, exploding, { prediction: 'epsilon' }), (t) => 1 / noiseToSignal(exploding, t) ** 2);
  });

  test('g^2: of the straight path 2 s / (1 - s), of the variance-exploding one d sigma^2 / dt', () => {
    const weighting = { kind: 'score-matching', lambda: 'g-squared' } as const;
    const flow = levelWeights(weighting, make({ kind: 'flow' }), { prediction: 'score' });
    // A cell of width h = 1 / T: the central difference of log-SNR = 2 ln((1 - s) / s) is off by h^2 / 3 of its third derivative over its first, below h^2 / s^2.
    for (const t of [99, 299, 499, 799]) {
      const s = (t + 1) / 1000;
      expect(Math.abs((flow[t] ?? 0) / ((2 * s) / (1 - s)) - 1)).toBeLessThan(1e-6 / Math.min(s, 1 - s) ** 2);
    }
    const exploding = levelWeights(weighting, make({ kind: 'variance-exploding', timesteps: 101 }), { prediction: 'score' });
    // sigma^2(t) = 0.01^2 (5000^2)^t, whose derivative is sigma^2 2 ln 5000; a step is 1/100 of the range, dt is 1/101.
    expect((exploding[50] ?? 0) / ((0.01 * 50 * 2 * Math.log(5000) * 101) / 100)).toBeCloseTo(1, 8);
  });

  test('maximum likelihood: on epsilon half of each stretch of log-SNR, which is the bound for many steps', () => {
    const got = on('epsilon', { kind: 'max-likelihood' });
    expect(got.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo((logSnr(table, 0) - logSnr(table, 999)) / 2, 10);
    // Twice (T = 1000) as g^2 with t in [0, 1].
    expectEach(on('epsilon', { kind: 'score-matching', lambda: 'g-squared' }), (t) => 2000 * (got[t] ?? 0));
    // One step of the bound is SNR(t) (e^h - 1) / 2 with h the fall of log-SNR into t; the cell is half of that and half of the next.
    const bound = on('epsilon', { kind: 'bound' });
    for (const t of [200, 500, 800]) {
      const [h, next] = [logSnr(table, t - 1) - logSnr(table, t), logSnr(table, t) - logSnr(table, t + 1)];
      expect(Math.abs((bound[t] ?? 0) / (got[t] ?? 1) - 1)).toBeLessThan(h + Math.abs(h - next) / h);
    }
  });

  test('simple is 1 on whatever is predicted', () => {
    for (const prediction of predictions) expect(on(prediction, { kind: 'simple' })).toEqual(new Float64Array(1000).fill(1));
  });
});

describe('at the ends', () => {
  const tables = [
    make({ kind: 'flow', timesteps: 20 }),
    make({ kind: 'linear', timesteps: 20, zeroTerminalSnr: true }),
    make({ kind: 'edm', timesteps: 20, zeroTerminalSnr: true, sigmaData: 0.5 }),
    make({ kind: 'hand-drawn', timesteps: 21, space: 'alpha-bar', points: [{ u: 0, value: 1 }, { u: 0.05, value: 1 }, { u: 1, value: 0 }] }),
    make({ kind: 'hand-drawn', timesteps: 21, points: [{ u: 0, value: 3 }, { u: 0.4, value: -6 }, { u: 0.6, value: 2 }, { u: 1, value: -6 }] }),
  ];

  test.each(published.map((weighting) => [name(weighting), weighting] as const))('%s: finite, not negative, something is learnt', (_, weighting) => {
    for (const table of tables) {
      for (const prediction of predictions) {
        const weights = levelWeights(weighting, table, { prediction, sigmaData: 0.5 });
        expect(weights.every((weight) => Number.isFinite(weight) && weight >= 0)).toBe(true);
        expect(Math.max(...weights)).toBeGreaterThan(0);
      }
    }
  });

  test('without signal, epsilon and score have weight 0 and the others their limits', () => {
    const table = make({ kind: 'flow', timesteps: 20 });
    const last = (prediction: (typeof predictions)[number]) => levelWeights({ kind: 'edm' }, table, { prediction, sigmaData: 0.5 })[19];
    expect(last('epsilon')).toBe(0);
    expect(last('score')).toBe(0);
    expect(last('x0')).toBeCloseTo(4, 12);
    // F = x0 / sigma_data there, and v and flow are -x0 but for the known noise.
    expect(last('edm')).toBeCloseTo(1, 12);
    expect(last('v')).toBeCloseTo(4, 8);
    expect(last('flow')).toBeCloseTo(4, 7);
  });

  test('where clean levels lead, the first noisy one is decoded', () => {
    const table = make({ kind: 'hand-drawn', timesteps: 21, space: 'alpha-bar', points: [{ u: 0, value: 1 }, { u: 0.05, value: 1 }, { u: 1, value: 0 }] });
    const got = boundWeights(table);
    expect([got[0], got[1]]).toEqual([0, 0]);
    expect(got[2]).toBeCloseTo(1 / (2 * (1 - alphaBar(table, 2))), 9);
  });
});

describe('cells of log-SNR', () => {
  test('cover the range of any table without gaps', () => {
    for (const schedule of [...schedules, { kind: 'hand-drawn', timesteps: 50, points: [{ u: 0, value: 3 }, { u: 0.3, value: -6 }, { u: 0.6, value: -6 }, { u: 1, value: 1 }] } as const]) {
      const table = make(schedule);
      const cells = noiseCells(table);
      const range = Math.max(...cells.map(({ high }) => high)) - Math.min(...cells.map(({ low }) => low));
      const widths = noiseCellWidths(table);
      expect(widths.every((width) => width >= 0)).toBe(true);
      expect(widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(range, 9);
      cells.forEach(({ low, high }, t) => {
        const level = logSnr(table, t);
        if (!Number.isFinite(level)) return;
        expect(low).toBeLessThanOrEqual(level + 1e-9);
        expect(high).toBeGreaterThanOrEqual(level - 1e-9);
      });
    }
  });

  test('pure noise and clean data begin half way in flow time', () => {
    const flow = noiseCells(make({ kind: 'flow', timesteps: 10 })).at(-1);
    // Between s = 0.9 and 1: s = 0.95.
    expect(flow?.high).toBeCloseTo(2 * Math.log(0.05 / 0.95), 10);
    expect(((flow?.low ?? 0) - (flow?.high ?? 0)) / ((flow?.high ?? 0) - 2 * Math.log(0.1 / 0.9))).toBeCloseTo(1, 10);
    const drawn = noiseCells(make({ kind: 'hand-drawn', timesteps: 11, space: 'alpha-bar', points: [{ u: 0, value: 1 }, { u: 1, value: 0.25 }] }));
    expect(drawn[0]?.low).toBe(drawn[1]?.high);
    expect(Number.isFinite(drawn[0]?.high)).toBe(true);
  });
});

test('float32 holds every weight, however little signal is left', () => {
  const table = make({ kind: 'linear', timesteps: 37, betaStart: 0.5, betaEnd: 0.999 });
  for (const prediction of ['epsilon', 'score', 'v', 'x0', 'flow', 'edm'] as const) {
    for (const kind of ['edm', 'min-snr', 'p2', 'max-likelihood', 'bound'] as const) {
      expect(levelWeights({ kind }, table, { prediction }).every((weight) => Number.isFinite(Math.fround(weight)))).toBe(true);
    }
  }
});

describe('shares', () => {
  const table = make({ kind: 'edm', timesteps: 100 });
  const p = timestepProbabilities({ kind: 'log-normal' }, table);

  test('are density times weight, and weights of a share give that share back', () => {
    const weights = levelWeights({ kind: 'min-snr' }, table, { prediction: 'edm' });
    const share = lossShare(p, weights);
    expect(share.reduce((sum, part) => sum + part, 0)).toBeCloseTo(1, 12);
    expect((share[40] ?? 0) / (share[60] ?? 1)).toBeCloseTo(((p[40] ?? 0) * (weights[40] ?? 0)) / ((p[60] ?? 1) * (weights[60] ?? 1)), 10);
    const back = lossShare(p, weightsOfShare(share, p));
    back.forEach((part, t) => expect(part).toBeCloseTo(share[t] ?? 0, 14));
  });

  test('levels that are as good as never drawn get no weight, so that a chance draw counts for little', () => {
    const weights = weightsOfShare(Float64Array.of(0.25, 0.25, 0.5), Float64Array.of(0, 1e-310, 1));
    expect(Array.from(weights)).toEqual([0, 0, 0.5]);
  });

  test('drawn by hand become the training loss, whatever is drawn and predicted', () => {
    const points = [{ u: 0, value: 0 }, { u: 0.5, value: 2 }, { u: 1, value: 0.5 }];
    const weights = levelWeights({ kind: 'hand-drawn', points }, table, { prediction: 'v', probabilities: p });
    const wanted = handDrawnShare(points, 100);
    lossShare(p, weights).forEach((part, t) => expect(part).toBeCloseTo(wanted[t] ?? 0, 12));
    expect(weights.reduce((sum, weight, t) => sum + weight * (p[t] ?? 0), 0)).toBeCloseTo(1, 12);
    expect((wanted[0] ?? 1)).toBe(0);
    expect(wanted.reduce((sum, part) => sum + part, 0)).toBeCloseTo(1, 12);
  });

  test('as points pass through them and follow them', () => {
    const share = lossShare(p, levelWeights({ kind: 'bound' }, table, { prediction: 'edm' }));
    const points = pointsOfShare(share, 10);
    expect(points).toHaveLength(10);
    const largest = Math.max(...share);
    handDrawnShare(points, 100).forEach((part, t) => expect(Math.abs(part - (share[t] ?? 0))).toBeLessThan(0.1 * largest));
  });

  test('normalised weights have mean 1', () => {
    const weights = normalisedWeights(levelWeights({ kind: 'bound' }, table, { prediction: 'x0' }), p);
    expect(weights.reduce((sum, weight, t) => sum + weight * (p[t] ?? 0), 0)).toBeCloseTo(1, 12);
  });

  test('nothing left is said', () => {
    expect(() => handDrawnShare([{ u: 0, value: 0 }, { u: 1, value: -1 }], 10)).toThrow('nothing would be learnt');
    expect(() => normalisedWeights(new Float64Array(100), p)).toThrow('raise the curve');
  });
});

test('every bad number gets a sentence', () => {
  const table = make({ kind: 'linear' });
  expect(() => levelWeights({ kind: 'min-snr', gamma: 0 }, table, { prediction: 'v' })).toThrow('The min-SNR gamma is 0; give a number above 0.');
  expect(() => levelWeights({ kind: 'soft-min-snr', gamma: Number.NaN }, table, { prediction: 'v' })).toThrow('soft min-SNR gamma is NaN');
  expect(() => levelWeights({ kind: 'p2', k: 0 }, table, { prediction: 'v' })).toThrow('P2 k is 0');
  expect(() => levelWeights({ kind: 'p2', gamma: -1 }, table, { prediction: 'v' })).toThrow('P2 gamma is -1');
  expect(() => levelWeights({ kind: 'edm' }, table, { prediction: 'edm', sigmaData: 0 })).toThrow('sigma_data is 0');
});

test('gains are how far an output moves x0', () => {
  for (const schedule of schedules) {
    const table = make(schedule);
    for (const prediction of predictions) {
      const gains = outputGains(table, { prediction, sigmaData: 0.5 });
      const t = Math.floor(table.timesteps / 2);
      expect((gains[t] ?? 0) / toX0(prediction, alpha(table, t), sigma(table, t), 0.5).output ** 2).toBeCloseTo(1, 10);
    }
  }
});
