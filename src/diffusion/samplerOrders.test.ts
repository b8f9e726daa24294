import { describe, expect, test } from 'vitest';
import { edmTable, flowTable } from './fixtures/tables.ts';
import { scheduleRecipe } from './fixtures/scheduleRecipe.ts';
import { makePlan } from './makePlan.ts';
import type { PlanSettings } from './makePlan.ts';
import { mixtureX0 } from './mixture.ts';
import type { NoiseTable } from './noiseTable.ts';
import { sampleTrajectory } from './run.ts';
import { samplerEntry, samplerNames } from './samplerTable.ts';
import { makeNoiseTable } from './schedules.ts';

/** Broad components: paths are smooth on the scale of a step, so that the order shows. */
const mixture = { means: [[-0.8, 0.3], [0.9, -0.2], [0.1, 0.9]], std: [0.6, 0.5, 0.7], weights: [0.5, 0.3, 0.2] };
const [sigmaMin, sigmaMax] = [0.05, 150];
/** Standard normal numbers, four points. */
const start = Float64Array.from([0.8, -1.3, -0.2, 0.5, 1.7, 0.1, -1.1, -0.6]);

/** The exact end: dy / d ln s = y - E[x0 | y] (Karras et al. 2022, eq. 1 and 3) by Runge and Kutta's fourth-order method, and the denoiser at sigmaMin. */
function exactEnd(scale: number): Float64Array {
  const steps = 4000;
  const h = Math.log(sigmaMin / sigmaMax) / steps;
  const slope = (y: Float64Array, s: number): Float64Array => mixtureX0(mixture, y, 1, s).map((value, i) => (y[i] ?? 0) - value);
  let y = start.map((value) => value * scale);
  for (let step = 0; step < steps; step++) {
    const s = sigmaMax * Math.exp(h * step);
    const moved = (k: Float64Array, part: number): Float64Array => y.map((value, i) => value + h * part * (k[i] ?? 0));
    const k1 = slope(y, s);
    const k2 = slope(moved(k1, 0.5), s * Math.exp(h / 2));
    const k3 = slope(moved(k2, 0.5), s * Math.exp(h / 2));
    const k4 = slope(moved(k3, 1), s * Math.exp(h));
    y = y.map((value, i) => value + (h / 6) * ((k1[i] ?? 0) + 2 * (k2[i] ?? 0) + 2 * (k3[i] ?? 0) + (k4[i] ?? 0)));
  }
  return mixtureX0(mixture, y, 1, sigmaMin);
}

const exact = exactEnd(Math.hypot(1, sigmaMax));

async function endOf(settings: Omit<PlanSettings, 'trained'>, trained: NoiseTable, noise = 0): Promise<Float64Array> {
  const plan = makePlan({ sigmaMin, sigmaMax, trained, ...settings });
  let end: Float64Array = start;
  for await (const { state } of sampleTrajectory(plan, (x, { alpha, sigma }) => mixtureX0(mixture, x, alpha, sigma), start, (out) => out.fill(noise))) end = state;
  return end;
}

const distance = (end: Float64Array): number => Math.hypot(...end.map((value, i) => value - (exact[i] ?? 0)));

const linear = makeNoiseTable(scheduleRecipe());

const expected: readonly [order: number, settings: Omit<PlanSettings, 'trained' | 'steps'>][] = [
  [1, { sampler: 'euler' }],
  [1, { sampler: 'ddim' }],
  [1, { sampler: 'dpmpp-1' }],
  [1, { sampler: 'dpmpp-sde-1', eta: 0 }],
  [1, { sampler: 'lms', order: 1 }],
  [2, { sampler: 'lms', order: 2 }],
  [3, { sampler: 'lms', order: 3 }],
  [4, { sampler: 'lms', order: 4 }],
  [2, { sampler: 'plms' }],
  [2, { sampler: 'heun' }],
  [2, { sampler: 'dpm2' }],
  [2, { sampler: 'dpm2-ancestral', eta: 0 }],
  [2, { sampler: 'dpmpp-2m' }],
  [2, { sampler: 'dpmpp-2m-sde', eta: 0 }],
  [3, { sampler: 'dpmpp-3m' }],
  // Half of the second derivative, as in other programs, is no third order. (On the Karras grid its error changes sign on the way.)
  [2, { sampler: 'dpmpp-3m', curvature: 'half', spacing: 'exponential' }],
  // UniC raises the order by one (Zhao et al. 2023, theorem 3.1).
  [2, { sampler: 'unipc', order: 1, solver: 'bh1' }],
  [2, { sampler: 'unipc', order: 1, solver: 'bh2' }],
  [3, { sampler: 'unipc', order: 2, solver: 'bh1' }],
  [3, { sampler: 'unipc', order: 2, solver: 'bh2' }],
];

describe('without noise, the error against the exact solution of the ODE falls with the order of the sampler', () => {
  test.each(expected)('order %i: %o', async (order, settings) => {
    const errors: number[] = [];
    for (const intervals of [64, 256]) errors.push(distance(await endOf({ spacing: 'karras', ...settings, steps: intervals + 1 }, linear)));
    const slope = Math.log((errors[0] ?? 0) / (errors[1] ?? 1)) / Math.log(4);
    // The next order's term is still there, of the relative size 1 / intervals times a few; multistep samplers begin with lower orders.
    expect(Math.abs(slope - order)).toBeLessThan(0.2);
  });

  test('the table names the orders measured', () => {
    for (const [order, settings] of expected) if (Object.keys(settings).length === 1) expect(samplerEntry(settings.sampler).order).toBe(order);
    expect(samplerEntry('lms')).toMatchObject({ order: 4, defaults: { order: 4 } });
    expect(samplerEntry('unipc')).toMatchObject({ order: 3, defaults: { order: 2 } });
  });

  test('UniPC of order 3 is nearer than of order 2; of falling order at the end, it converges with order 3 at least', async () => {
    const errorOf = async (order: number, intervals: number): Promise<number> => distance(await endOf({ sampler: 'unipc', order, steps: intervals + 1, spacing: 'karras' }, linear));
    for (const intervals of [16, 64, 256]) expect(await errorOf(3, intervals)).toBeLessThan((await errorOf(2, intervals)) / 2);
    expect(Math.log((await errorOf(3, 64)) / (await errorOf(3, 256))) / Math.log(4)).toBeGreaterThan(2.8);
  });
});

describe('coordinates', () => {
  test.each(samplerNames)('%s: the same samples in variance-preserving, flow and EDM coordinates', async (sampler) => {
    const settings = { sampler, steps: 12, churn: 5, spacing: 'karras' as const };
    const [wanted, ...others] = await Promise.all([linear, flowTable(), edmTable()].map((trained) => endOf({ ...settings, sigmaMax: 75 }, trained, 0.3)));
    for (const got of others) got.forEach((value, i) => expect(value).toBeCloseTo(wanted?.[i] ?? Number.NaN, 8));
  });
});
