import { expect, test } from 'vitest';
import { randomStream } from '../random/randomStream.ts';
import { edmTable, flowTable } from './fixtures/tables.ts';
import { scheduleRecipe } from './fixtures/scheduleRecipe.ts';
import { makePlan } from './makePlan.ts';
import { planSpread } from './planSpread.ts';
import { sampleTrajectory } from './run.ts';
import { samplerNames } from './samplerTable.ts';
import { makeNoiseTable } from './schedules.ts';

const tables = { linear: makeNoiseTable(scheduleRecipe()), flow: flowTable(), EDM: edmTable(1000, 1) };

test.each(samplerNames)('%s: the standard deviation of many samples', async (sampler) => {
  for (const trained of Object.values(tables)) {
    const plan = makePlan({ sampler, steps: 9, trained, ...(sampler === 'heun' ? { churn: 3 } : {}) });
    const fresh = randomStream(2, 0);
    let last = new Float64Array();
    const start = randomStream(1, 0).fillNormal(new Float64Array(20_000));
    const denoise = (x: Float64Array, { alpha, sigma }: { alpha: number; sigma: number }): Float64Array => x.map((value) => (alpha * value) / (alpha * alpha + sigma * sigma));
    for await (const { state } of sampleTrajectory(plan, denoise, start, (out) => fresh.fillNormal(out))) last = Float64Array.from(state);
    const measured = Math.sqrt(last.reduce((sum, value) => sum + value * value, 0) / last.length);
    // The standard deviation of 20,000 numbers is known to 0.5 %; five times that.
    expect(planSpread(plan) / measured).toBeGreaterThan(0.975);
    expect(planSpread(plan) / measured).toBeLessThan(1.025);
  }
});

test('comes to 1 as steps are added', () => {
  for (const sampler of ['ddim', 'heun', 'dpmpp-2m', 'unipc', 'lms'] as const) {
    const away = [50, 400].map((steps) => Math.abs(planSpread(makePlan({ sampler, steps, trained: tables.linear })) - 1));
    expect(away[1]).toBeLessThan(0.02);
    expect(away[1]).toBeLessThan(away[0] ?? 0);
  }
});

test("Heun's first step from nearly pure noise is too long on the cosine schedule", () => {
  const trained = makeNoiseTable(scheduleRecipe({ kind: 'cosine', timesteps: 200 }));
  expect(planSpread(makePlan({ sampler: 'heun', steps: 10, trained }))).toBeGreaterThan(5);
  expect(planSpread(makePlan({ sampler: 'heun', steps: 25, trained }))).toBeGreaterThan(1.4);
  expect(planSpread(makePlan({ sampler: 'heun', spacing: 'log-snr', steps: 25, trained }))).toBeLessThan(1.2);
  expect(planSpread(makePlan({ sampler: 'dpmpp-2m', steps: 10, trained }))).toBeCloseTo(1, 1);
});
