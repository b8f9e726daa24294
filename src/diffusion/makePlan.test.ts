import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reference } from './fixtures/reference.ts';
import { presetKinds, scheduleRecipe } from './fixtures/scheduleRecipe.ts';
import { edmTable, explodingTable, flowTable } from './fixtures/tables.ts';
import { gridNames, grids, karrasRatios } from './grids.ts';
import type { NoisePair } from './levels.ts';
import { makePlan } from './makePlan.ts';
import type { PlanSettings } from './makePlan.ts';
import { mixtureDenoiser, mixtureX0 } from './mixture.ts';
import { logSnr, snr } from './noiseTable.ts';
import type { NoiseTable } from './noiseTable.ts';
import { MOST_TERMS, planHistory, planLevels, planTerms } from './plan.ts';
import type { SamplerPlan } from './plan.ts';
import { sampleTrajectory } from './run.ts';
import { samplerSettings, settingNames } from './samplerSettings.ts';
import type { SettingName } from './samplerSettings.ts';
import { samplerEntry, samplerNames, samplers } from './samplerTable.ts';
import { ancestralShare, firstOrder } from './samplers/steps.ts';
import { makeNoiseTable } from './schedules.ts';
import { spacedTimesteps } from './spacing.ts';

const finite = (values: Iterable<number>): boolean => [...values].every((value) => Number.isFinite(value));

/**
 * How far the plan leaves x = alpha x0 + noise when x0 is known to be 1 throughout, as data of one point let it be: the weights
 * of x0 must add up to alpha at each level. Relative to the largest coefficient.
 */
function signalLost({ calls }: SamplerPlan): number {
  const signals = [calls[0]?.alpha ?? 0];
  const remembered: number[] = [];
  let worst = 0;
  calls.forEach(({ next, kept }, i) => {
    remembered.unshift(1);
    const sum = next.states.reduce((total, weight, j) => total + weight * (signals[j] ?? 0), 0) + next.x0s.reduce((total, weight, j) => total + weight * (remembered[j] ?? 0), 0);
    const wanted = calls[i + 1]?.alpha ?? 1;
    worst = Math.max(worst, Math.abs(sum - wanted) / Math.max(1, ...next.x0s.map(Math.abs), ...next.states.map(Math.abs)));
    if (kept) remembered[0] = kept.state * (signals[0] ?? 0) + kept.x0;
    signals.unshift(wanted);
  });
  return worst;
}

describe('levels of a plan', () => {
  test('are those of its calls and the clean end; lengths only where they are not 1', () => {
    const preserving = makePlan({ sampler: 'ddim', steps: 5, trained: makeNoiseTable(scheduleRecipe({ kind: 'cosine', timesteps: 100 })) });
    const { timesteps, alphaBars, lengths } = planLevels(preserving);
    expect([timesteps.length, alphaBars.length, lengths]).toEqual([6, 6, undefined]);
    expect([timesteps.at(-1), alphaBars.at(-1)]).toEqual([0, 1]);

    const exploding = makePlan({ sampler: 'ddim', steps: 5, trained: makeNoiseTable({ ...scheduleRecipe({ timesteps: 100 }), kind: 'variance-exploding' }) });
    const wide = planLevels(exploding);
    expect(wide.lengths?.[0]).toBeCloseTo(Math.hypot(1, 50), 9);
    expect(wide.alphaBars[0]).toBeCloseTo(1 / (1 + 50 ** 2), 12);
    expect(wide.lengths?.at(-1)).toBe(1);
  });
});

describe('steps of a plan', () => {
  const stepsOf = (settings: Partial<PlanSettings> & Pick<PlanSettings, 'sampler'>) => planLevels(makePlan({ steps: 3, trained: makeNoiseTable(scheduleRecipe({ kind: 'linear', timesteps: 100 })), ...settings })).steps;

  test('are told where the model is asked more often than once a step', () => {
    expect(stepsOf({ sampler: 'heun' })).toEqual(Uint16Array.of(0, 0, 1, 1, 2, 3));
    expect(stepsOf({ sampler: 'dpm2' })).toEqual(Uint16Array.of(0, 0, 1, 1, 2, 3));
    expect(stepsOf({ sampler: 'predictor-corrector', corrections: 2 })).toEqual(Uint16Array.of(0, 0, 0, 1, 1, 1, 2, 3));
    expect(stepsOf({ sampler: 'plms' })).toEqual(Uint16Array.of(0, 0, 1, 2, 3));
  });
  test('are the states where each call is one', () => {
    for (const sampler of ['ddim', 'ddpm', 'lms', 'unipc'] as const) expect(stepsOf({ sampler })).toBeUndefined();
  });
});

describe('spacing', () => {
  test.each(Object.entries(reference.timestep_spacing))('%s as diffusers', (name, wanted) => {
    const spacing = (['leading', 'trailing', 'linspace'] as const).find((kind) => name.includes(kind)) ?? 'trailing';
    expect(spacedTimesteps(spacing, 1000, wanted.length)).toEqual(wanted);
  });

  test('falls strictly within the table for any T and N; trailing starts at its end', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 1000 }), fc.double({ min: 0, max: 1, noNaN: true }), (timesteps, share) => {
        const steps = 1 + Math.floor(share * (timesteps - 1));
        for (const spacing of ['trailing', 'linspace', 'leading'] as const) {
          const visited = spacedTimesteps(spacing, timesteps, steps);
          expect(visited).toHaveLength(steps);
          expect(visited.every((t, i) => t >= 0 && t < timesteps && (i === 0 || spacing === 'leading' || t < (visited[i - 1] ?? 0)))).toBe(true);
          if (spacing === 'trailing') expect(visited[0]).toBe(timesteps - 1);
        }
      }),
    );
  });

  test('names a bad number of steps', () => {
    expect(() => spacedTimesteps('trailing', 100, 101)).toThrow('The number of sampling steps is 101; give a whole number from 1 to 100');
    expect(() => spacedTimesteps('trailing', 100, 0)).toThrow('is 0');
  });
});

describe('makePlan', () => {
  test.each(presetKinds.flatMap((kind) => [10, 1000].map((timesteps) => [kind, timesteps] as const)))(
    '%s, T = %i, zero terminal SNR: finite at any number of steps',
    (kind, timesteps) => {
      const trained = makeNoiseTable(scheduleRecipe({ kind, timesteps, zeroTerminalSnr: true }));
      for (const steps of [1, 2, 7, 10, timesteps]) {
        for (const sampler of ['ddim', 'ddpm'] as const) {
          const plan = makePlan({ sampler, steps, eta: 1, trained });
          expect(plan.calls[0]).toMatchObject({ alpha: 0, sigma: 1, timestep: timesteps - 1 });
          expect(plan.calls.at(-1)?.next).toEqual({ states: [0], x0s: [1], noise: 0 });
          expect(plan.calls.every(({ next }) => finite([...next.states, ...next.x0s, next.noise]))).toBe(true);
          expect(planHistory(plan)).toEqual({ states: 1, x0s: 1 });
        }
      }
    },
  );

  test('the same table twice is the trained one', () => {
    const trained = makeNoiseTable(scheduleRecipe());
    const same = makePlan({ sampler: 'ddim', steps: 20, trained, sampling: makeNoiseTable(scheduleRecipe()) });
    expect(same).toEqual(makePlan({ sampler: 'ddim', steps: 20, trained }));
  });

  test('another sampling schedule names the place with the same log-SNR in the trained table', () => {
    const trained = makeNoiseTable(scheduleRecipe());
    const cosine = makeNoiseTable(scheduleRecipe({ kind: 'cosine', timesteps: 200 }));
    const plan = makePlan({ sampler: 'ddim', steps: 20, trained, sampling: cosine });
    const logSnrAt = (t: number): number => logSnr(trained, t);
    for (const { alpha, sigma, timestep } of plan.calls) {
      const below = Math.min(Math.floor(timestep), 998);
      const placed = logSnrAt(below) + (logSnrAt(below + 1) - logSnrAt(below)) * (timestep - below);
      // Levels beyond the ends of the trained table are told as its ends.
      const wanted = Math.min(logSnrAt(0), Math.max(logSnrAt(999), 2 * Math.log(alpha / sigma)));
      expect(placed).toBeCloseTo(wanted, 9);
    }
    expect(plan.calls[0]?.timestep).toBe(999);
    expect(plan.calls.some(({ timestep }) => !Number.isInteger(timestep))).toBe(true);
  });

  test('a sampling table in other coordinates is stepped through in those of the trained one', () => {
    const plan = makePlan({ sampler: 'heun', steps: 6, trained: flowTable(), sampling: makeNoiseTable(scheduleRecipe()) });
    // Between two levels ln(alpha + sigma) is interpolated in ln(sigma / alpha): off by 1/8 spacing^2 times its curvature, most
    // between the two cleanest levels: (ln 2)^2 / 8 * 0.0015.
    for (const { alpha, sigma } of plan.calls.slice(0, -1)) expect(Math.abs(alpha + sigma - 1)).toBeLessThan(9e-5);
    const exact = makePlan({ sampler: 'euler', steps: 1000, trained: flowTable() });
    exact.calls.forEach(({ timestep, alpha, sigma }) => {
      expect(sigma).toBeCloseTo((timestep + 1) / 1000, 13);
      expect(alpha + sigma).toBeCloseTo(1, 13);
    });
    expect(exact.startScale).toBe(1);
    expect(makePlan({ sampler: 'euler', steps: 5, trained: explodingTable() }).startScale).toBeCloseTo(Math.hypot(1, 50), 9);
  });

  describe.each(samplerNames)('%s', (sampler) => {
    const { leastSteps, mostOrder } = samplerEntry(sampler);
    const tables: Record<string, NoiseTable> = {
      ...Object.fromEntries(presetKinds.flatMap((kind) => [false, true].flatMap((zeroTerminalSnr) => [10, 1000].map((timesteps) =>
        [`${kind} ${timesteps} ${zeroTerminalSnr}`, makeNoiseTable(scheduleRecipe({ kind, timesteps, zeroTerminalSnr }))])))),
      flow: flowTable(),
      'short flow': flowTable(10, 3),
      edm: edmTable(),
      exploding: explodingTable(20),
      rising: { timesteps: 12, alphasCumprod: Float64Array.of(1, 0.99, 0.9, 0.9, 0.95, 0.5, 0.2, 0.3, 0, 0.1, 0.1, 0) },
    };
    const settings: Partial<PlanSettings>[] = [
      {},
      { eta: 0.5, noiseScale: 1.05, churn: 40, order: mostOrder ?? 1, solver: 'bh1', variance: 'large' },
      { eta: 1, order: mostOrder ?? 2, churn: 5, churnFrom: 0, churnTo: 10000, variance: 'learned', learnsVariance: true, corrections: 2 },
    ];

    test.each(Object.entries(tables))('over %s: finite, at most 7 terms, keeps the signal and ends in x0', (_name, trained) => {
      const ratios = Array.from(trained.alphasCumprod).filter((value) => value > 0 && value < 1).map((value) => Math.sqrt((1 - value) / value)).sort((a, b) => a - b);
      const [low, high] = [ratios[Math.floor(ratios.length / 4)] ?? 0, ratios[Math.floor((3 * ratios.length) / 4)] ?? 0];
      for (const changes of settings) {
        for (const spacing of ['trailing', 'leading', 'linspace', 'karras', 'exponential', 'log-snr'] as const) {
          for (const steps of [leastSteps, 10]) {
            const plan = makePlan({ sampler, steps, trained, spacing, restartTo: low, restartFrom: high, ...changes });
            expect(planTerms(plan)).toBeLessThanOrEqual(MOST_TERMS);
            expect(Number.isFinite(plan.startScale)).toBe(true);
            expect(plan.calls.filter(({ timestep, alpha, sigma, next, kept }) =>
              !finite([alpha, sigma, ...next.states, ...next.x0s, next.noise, kept?.state ?? 0, kept?.x0 ?? 0])
              || !(timestep >= 0 && timestep <= trained.timesteps - 1 && next.noise >= 0 && sigma >= 0))).toEqual([]);
            expect(plan.calls.at(-1)?.next).toEqual({ states: [0], x0s: [1], noise: 0 });
            expect(signalLost(plan)).toBeLessThan(1e-9);
          }
        }
      }
    });

    test('says how many steps it needs', () => {
      const make = (): unknown => makePlan({ sampler, steps: leastSteps - 1, trained: makeNoiseTable(scheduleRecipe()) });
      expect(make).toThrow(leastSteps === 1 ? 'The number of sampling steps is 0' : 'with 1 step would be Euler');
    });
  });

  test('the table tells the truth about noise, orders and settings', () => {
    const trained = makeNoiseTable(scheduleRecipe());
    for (const sampler of samplerNames) {
      const { noise, settings, defaults, mostOrder } = samplerEntry(sampler);
      const draws = (changes: Partial<PlanSettings>): boolean => makePlan({ sampler, steps: 8, trained, ...changes }).calls.some(({ next }) => next.noise > 0);
      expect(draws({}), sampler).toBe(noise === 'always');
      expect(draws({ eta: 1, churn: 40 }), sampler).toBe(noise !== 'never');
      expect(Object.keys(defaults).every((name) => settings.some((taken) => taken === name)), sampler).toBe(true);
      expect(mostOrder !== undefined, sampler).toBe(settings.includes('order'));
      // A setting that it does not take changes nothing; one that it takes changes the plan.
      const other: Required<Pick<PlanSettings, SettingName>> = {
        eta: 0.3, noiseScale: 1.07, churn: 20, churnFrom: 2, churnTo: 1.5, order: 1, solver: 'bh1', curvature: 'half', variance: 'large',
        snr: 0.3, corrections: 3, restartFrom: 0.9, restartTo: 0.2, restartSteps: 5, restarts: 4,
      };
      for (const name of settingNames) {
        const base = { churn: name.startsWith('churn') && name !== 'churn' || name === 'noiseScale' ? 10 : undefined, order: name === 'solver' ? 3 : undefined };
        const given = Object.fromEntries(Object.entries(base).filter(([, value]) => value !== undefined));
        const plain = makePlan({ sampler, steps: 8, trained, ...given });
        const changed = makePlan({ sampler, steps: 8, trained, ...given, [name]: other[name] });
        expect(JSON.stringify(plain) !== JSON.stringify(changed), `${sampler}, ${name}`).toBe(settings.includes(name));
      }
    }
    for (const name of settingNames) {
      const setting = samplerSettings[name];
      if (setting.kind === 'number') expect(setting.default >= setting.range[0] && setting.default <= setting.range[1], name).toBe(true);
      expect(setting.hint).toMatch(/^[A-Z].*\.$/);
    }
    for (const { hint } of [...Object.values(samplers), ...Object.values(grids)]) expect(hint).toMatch(/^[A-Z].*\.$/);
    expect(gridNames).toEqual(expect.arrayContaining(Object.keys(grids)));
  });

  test('wrong settings and combinations get a sentence', () => {
    const trained = makeNoiseTable(scheduleRecipe());
    const terminal = makeNoiseTable(scheduleRecipe({ zeroTerminalSnr: true }));
    const sentence = (settings: Partial<PlanSettings>): (() => unknown) => () => makePlan({ sampler: 'ddim', steps: 5, trained, ...settings });
    expect(sentence({ eta: 1.5 })).toThrow('eta is 1.5; give a number from 0 to 1');
    expect(sentence({ eta: Number.NaN })).toThrow('eta is NaN');
    expect(sentence({ sampler: 'lms', order: 5 })).toThrow('order is 5; give a whole number from 1 to 4');
    expect(sentence({ sampler: 'unipc', order: 4 })).toThrow('The order is 4; UniPC takes 1 to 3.');
    expect(sentence({ sampler: 'ddpm', variance: 'learned' })).toThrow('the model has learned none');
    expect(sentence({ trained: terminal, prediction: 'epsilon' })).toThrow('begins at pure noise');
    expect(sentence({ trained: terminal, prediction: 'v' })).not.toThrow();
    expect(sentence({ trained: terminal, prediction: 'epsilon', spacing: 'leading' })).not.toThrow();
    expect(sentence({ spacing: 'karras', rho: 0 })).toThrow('rho is 0');
    expect(sentence({ spacing: 'karras', steps: 2.5 })).toThrow('steps is 2.5');
    expect(sentence({ spacing: 'karras', sigmaMax: 1000 })).toThrow('sigmaMax is 1000; give a noise level');
    expect(sentence({ spacing: 'log-snr', sigmaMin: 2, sigmaMax: 1 })).toThrow('sigmaMax must not be below sigmaMin');
    expect(sentence({ spacing: 'hand-placed', places: [9, 4] })).toThrow('2 timesteps are placed by hand');
    expect(sentence({ spacing: 'hand-placed', steps: 2, places: [4, 9] })).toThrow('order them from noisy to clean');
    expect(sentence({ spacing: 'hand-placed', steps: 2, places: [1000, 9] })).toThrow('Step 1 is placed at timestep 1000');
    expect(sentence({ sampler: 'restart', restartFrom: 0.1 })).toThrow('must be the noisier one');
    expect(sentence({ sampler: 'restart', restartFrom: 200 })).toThrow('choose an interval within');
    expect(sentence({ sampler: 'restart', restartFrom: 150, restartTo: 100, steps: 2, spacing: 'leading' })).toThrow('begins no noisier than that');
  });
});

describe('grids', () => {
  const trained = makeNoiseTable(scheduleRecipe());
  const ratios = (settings: Partial<PlanSettings>): number[] => makePlan({ sampler: 'ddim', steps: 6, trained, ...settings }).calls.map(({ alpha, sigma }) => sigma / alpha);
  const ends = [0, 999].map((t) => Math.sqrt(1 / snr(trained, t)));
  const [least = 0, most = 0] = ends;

  test('reach both ends, with the cleanest passed over by uniform log-SNR', () => {
    for (const spacing of ['karras', 'exponential'] as const) {
      const got = ratios({ spacing });
      expect(got[0]).toBeCloseTo(most, 9);
      expect(got[5]).toBeCloseTo(least, 9);
    }
    const exponential = ratios({ spacing: 'exponential' });
    const uniform = ratios({ spacing: 'log-snr' });
    for (let i = 1; i < 6; i++) {
      expect(Math.log((exponential[i] ?? 0) / (exponential[i - 1] ?? 0))).toBeCloseTo(Math.log(least / most) / 5, 9);
      expect(Math.log((uniform[i] ?? 0) / (uniform[i - 1] ?? 0))).toBeCloseTo(Math.log(least / most) / 6, 9);
    }
    expect(uniform[0]).toBeCloseTo(most, 9);
  });

  test('a table that ends in pure noise: that first, then as if the grid began at the level before', () => {
    const terminal = flowTable();
    const got = makePlan({ sampler: 'ddim', steps: 4, trained: terminal, spacing: 'karras' }).calls;
    const wanted = karrasRatios(0.001 / 0.999, 0.999 / 0.001, 4);
    expect(got[0]).toMatchObject({ alpha: 0, sigma: 1, timestep: 999 });
    got.slice(1).forEach(({ alpha, sigma }, i) => expect(sigma / alpha / (wanted[i + 1] ?? 0)).toBeCloseTo(1, 9));
  });

  test('a level of the table that a grid meets is told by its index', () => {
    const { calls } = makePlan({ sampler: 'ddim', steps: 3, trained, spacing: 'exponential', sigmaMin: Math.sqrt(1 / snr(trained, 7)), sigmaMax: Math.sqrt(1 / snr(trained, 640)) });
    expect([calls[0]?.timestep, calls[2]?.timestep]).toEqual([640, 7]);
    expect(calls[0]?.alpha).toBeCloseTo(Math.sqrt(trained.alphasCumprod[640] ?? 0), 14);
  });

  test('steps placed by hand, whole or between two', () => {
    const { calls } = makePlan({ sampler: 'ddim', steps: 3, trained, spacing: 'hand-placed', places: [999, 500.25, 0] });
    expect(calls.map(({ timestep }) => timestep)).toEqual([999, 500.25, 0]);
    expect(calls[0]?.alpha).toBe(Math.sqrt(trained.alphasCumprod[999] ?? 0));
    const middle = 2 * Math.log((calls[1]?.alpha ?? 0) / (calls[1]?.sigma ?? 1));
    expect(middle).toBeCloseTo(0.75 * logSnr(trained, 500) + 0.25 * logSnr(trained, 501), 10);
  });
});

describe('one-step formulas', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const length = fc.double({ min: 0.1, max: 10, noNaN: true });
  const pair = (alphaBar: number, scale: number): NoisePair => ({ alpha: scale * Math.sqrt(alphaBar), sigma: scale * Math.sqrt(1 - alphaBar) });

  test('keep the signal and the variance of the next level in any coordinates', () => {
    fc.assert(
      fc.property(share, share, length, length, share, (a, b, scale, nextScale, eta) => {
        const [from, to] = [pair(Math.min(a, b), scale), pair(Math.max(a, b), nextScale)];
        const step = firstOrder(from, to, ancestralShare(from, to, eta));
        const [state = 0, x0 = 0] = [step.states[0], step.x0s[0]];
        // With the true x0: x' = (state alpha + x0 coefficient) x0 + state sigma epsilon + noise z.
        expect(state * from.alpha + x0).toBeCloseTo(to.alpha, 8);
        expect(state * state * from.sigma ** 2 + step.noise ** 2).toBeCloseTo(to.sigma ** 2, 8);
      }),
    );
  });

  test('an ancestral step to below the next level with noise up to it is the posterior of Ho et al., eq. 7', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.998, noNaN: true }), fc.double({ min: 0.001, max: 1, noNaN: true }), (a, part) => {
        const [from, to] = [a, a + (0.999 - a) * part];
        const step = firstOrder(pair(from, 1), pair(to, 1), ancestralShare(pair(from, 1), pair(to, 1), 1));
        const beta = 1 - from / to;
        expect(step.states[0]).toBeCloseTo((Math.sqrt(from / to) * (1 - to)) / (1 - from), 9);
        expect(step.x0s[0]).toBeCloseTo((Math.sqrt(to) * beta) / (1 - from), 9);
        expect(step.noise ** 2).toBeCloseTo(((1 - to) / (1 - from)) * beta, 9);
      }),
    );
  });

  test('towards a noisier level the same epsilon is followed, without noise', () => {
    const [cleaner, noisier] = [pair(0.9, 1), pair(0.4, 1)];
    expect(ancestralShare(cleaner, noisier, 1)).toBe(0);
    expect(firstOrder(pair(0, 1), pair(0, 1), ancestralShare(pair(0, 1), pair(0, 1), 1))).toEqual({ states: [1], x0s: [0], noise: 0 });
  });
});

describe('with the ideal denoiser', () => {
  const trained = makeNoiseTable(scheduleRecipe({ kind: 'cosine' }));
  // Broad components: the path of each point is smooth, so that the order shows.
  const smooth = { means: [[-0.8, 0.3], [0.9, -0.2]], std: [0.6, 0.5], weights: [0.6, 0.4] };

  test('yields calls + 1 frames, leaves the start alone, asks for noise only where there is some', async () => {
    const start = Float64Array.from([0.1, 0.2]);
    let asked = 0;
    const plan = makePlan({ sampler: 'ddpm', steps: 6, trained });
    const frames = [];
    for await (const frame of sampleTrajectory(plan, mixtureDenoiser(smooth), start, (out) => { asked++; out.fill(0.5); })) frames.push(frame);
    expect(frames.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(frames.map(({ call }) => call?.timestep ?? null)).toEqual([...plan.calls.map(({ timestep }) => timestep), null]);
    expect(asked).toBe(5);
    expect([...start]).toEqual([0.1, 0.2]);
    expect(frames[5]?.x0).toEqual(frames[6]?.state);
  });

  test('mixtureX0: one Gaussian is linear, no noise gives x, pure noise gives the mean', () => {
    const one = { means: [[1, -2]], std: [0.5], weights: [1] };
    const x = Float64Array.from([0.3, 0.4, -2, 5]);
    const [alpha, sigma] = [0.6, 0.8];
    const gain = (alpha * 0.25) / (alpha * alpha * 0.25 + sigma * sigma);
    const wanted = x.map((value, i) => (i % 2 === 0 ? 1 : -2) + gain * (value - alpha * (i % 2 === 0 ? 1 : -2)));
    mixtureX0(one, x, alpha, sigma).forEach((value, i) => expect(value).toBeCloseTo(wanted[i] ?? Number.NaN, 14));
    mixtureX0(smooth, x, 1, 0).forEach((value, i) => expect(value).toBeCloseTo(x[i] ?? Number.NaN, 12));
    mixtureX0(smooth, x, 0, 1).forEach((value, i) => expect(value).toBeCloseTo(i % 2 === 0 ? -0.12 : 0.1, 12));
    expect(finite(mixtureX0({ means: [[0], [1]], std: [0, 0], weights: [0.5, 0.5] }, Float64Array.from([0.2, 400]), 1, 0))).toBe(true);
    expect(() => mixtureX0(smooth, new Float64Array(3), 1, 0)).toThrow('3 numbers are no whole number of points');
  });
});
