import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ddimStep } from './ddim.ts';
import { ddpmStep } from './ddpm.ts';
import { reference } from './fixtures/reference.ts';
import { presetKinds, scheduleRecipe } from './fixtures/scheduleRecipe.ts';
import { makePlan } from './makePlan.ts';
import { mixtureDenoiser, mixtureX0 } from './mixture.ts';
import { planHistory } from './plan.ts';
import { sampleTrajectory } from './run.ts';
import { makeNoiseTable } from './schedules.ts';
import { spacedTimesteps } from './spacing.ts';

const finite = (values: Iterable<number>): boolean => [...values].every((value) => Number.isFinite(value));

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

describe('steps', () => {
  const level = fc.double({ min: 0, max: 1, noNaN: true });

  test('keep the signal and the variance of the next level', () => {
    fc.assert(
      fc.property(level, level, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, eta) => {
        const [from, to] = a < b ? [a, b] : [b, a];
        for (const step of [ddimStep(from, to, eta), ddpmStep(from, to)]) {
          const [state = 0, x0 = 0] = [step.states[0], step.x0s[0]];
          // With the true x0: x' = (state sqrt(from) + x0 coefficient) x0 + state sqrt(1 - from) epsilon + noise z.
          expect(state * Math.sqrt(from) + x0).toBeCloseTo(Math.sqrt(to), 9);
          expect(state * state * (1 - from) + step.noise ** 2).toBeCloseTo(1 - to, 9);
        }
      }),
    );
  });

  test('DDIM with eta 1 is DDPM', () => {
    fc.assert(
      fc.property(level, level, (a, b) => {
        fc.pre(Math.abs(a - b) > 1e-9);
        const [from, to] = a < b ? [a, b] : [b, a];
        const [ddim, ddpm] = [ddimStep(from, to, 1), ddpmStep(from, to)];
        expect(ddim.states[0]).toBeCloseTo(ddpm.states[0] ?? Number.NaN, 6);
        expect(ddim.x0s[0]).toBeCloseTo(ddpm.x0s[0] ?? Number.NaN, 6);
        expect(ddim.noise).toBeCloseTo(ddpm.noise, 6);
      }),
    );
  });

  test('towards a noisier level (a rising curve) both follow the same epsilon, without noise', () => {
    expect(ddpmStep(0.9, 0.4)).toEqual(ddimStep(0.9, 0.4, 1));
    expect(ddimStep(0.9, 0.4, 1).noise).toBe(0);
    expect(ddpmStep(0, 0)).toEqual({ states: [1], x0s: [0], noise: 0 });
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

  test('another sampling schedule names the trained timestep with the nearest log-SNR', () => {
    const trained = makeNoiseTable(scheduleRecipe());
    const same = makePlan({ sampler: 'ddim', steps: 20, trained, sampling: makeNoiseTable(scheduleRecipe()) });
    expect(same).toEqual(makePlan({ sampler: 'ddim', steps: 20, trained }));
    const cosine = makeNoiseTable(scheduleRecipe({ kind: 'cosine', timesteps: 200 }));
    const detached = makePlan({ sampler: 'ddim', steps: 20, trained, sampling: cosine });
    const ratio = (a: number): number => Math.log(a / (1 - a));
    for (const call of detached.calls) {
      const distance = (t: number): number => Math.abs(Math.max(-20, ratio(trained.alphasCumprod[t] ?? 0)) - Math.max(-20, ratio(call.alpha ** 2)));
      const nearest = Math.min(...Array.from({ length: 1000 }, (_, t) => distance(t)));
      expect(distance(call.timestep)).toBeCloseTo(nearest, 9);
    }
    expect(detached.calls[0]?.timestep).toBe(999);
  });

  test('names a bad eta', () => {
    expect(() => makePlan({ sampler: 'ddim', steps: 5, eta: 1.5, trained: makeNoiseTable(scheduleRecipe()) })).toThrow('eta is 1.5');
  });
});

describe('with the ideal denoiser', () => {
  const trained = makeNoiseTable(scheduleRecipe({ kind: 'cosine' }));
  const silence = (out: Float64Array): void => void out.fill(0);
  const endOf = async (steps: number, start: Float64Array): Promise<Float64Array> => {
    let end = start;
    for await (const frame of sampleTrajectory(makePlan({ sampler: 'ddim', steps, trained }), mixtureDenoiser(smooth), start, silence)) end = frame.state;
    return end;
  };
  // Broad components: the path of each point is smooth, so that the order shows.
  const smooth = { means: [[-0.8, 0.3], [0.9, -0.2]], std: [0.6, 0.5], weights: [0.6, 0.4] };

  test('DDIM converges with order 1', async () => {
    const start = Float64Array.from([0.8, -1.3, -0.2, 0.5, 1.7, 0.1, -1.1, -0.6]);
    const exact = await endOf(1000, start);
    const counts = [10, 20, 40, 100];
    const errors = await Promise.all(
      counts.map(async (steps) => {
        const end = await endOf(steps, start);
        return Math.hypot(...end.map((value, i) => value - (exact[i] ?? 0)));
      }),
    );
    // Against 1000 steps the error is C (1/N - 1/1000): known, so the slope is taken of that.
    const slope = Math.log((errors[0] ?? 0) / (errors[2] ?? 1)) / Math.log((1 / 10 - 1 / 1000) / (1 / 40 - 1 / 1000));
    const late = Math.log((errors[1] ?? 0) / (errors[3] ?? 1)) / Math.log((1 / 20 - 1 / 1000) / (1 / 100 - 1 / 1000));
    expect(slope).toBeGreaterThan(0.8);
    expect(slope).toBeLessThan(1.2);
    expect(late).toBeGreaterThan(0.85);
    expect(late).toBeLessThan(1.15);
  });

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
