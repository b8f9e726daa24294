import { describe, expect, it } from 'vitest';
import { makePlan, type PlanSettings } from '../diffusion/makePlan.ts';
import { toX0 } from '../diffusion/predictions.ts';
import { sampleTrajectory } from '../diffusion/run.ts';
import { makeNoiseTable } from '../diffusion/schedules.ts';
import { UNIT_ROUNDOFF, useGpu } from '../node/operationCheck.ts';
import { add } from '../ops/add.ts';
import { embedding } from '../ops/embedding.ts';
import { randomStream } from '../random/randomStream.ts';
import { tinyRecipe } from './fixtures/tinyRecipe.ts';
import type { Learner } from './learner.ts';
import { CALLS_PER_SUBMIT, compileSampling, planSizes } from './sampleProgram.ts';
import { followPlan } from './trajectory.ts';

const held = useGpu();
const trained = makeNoiseTable({ ...tinyRecipe().schedule, kind: 'cosine', timesteps: 50 });
const COUNT = 7;

/** What the network of these tests is told of a timestep. */
const rowOf = (timestep: number): [number, number] => [Math.cos(timestep / 7), timestep / 100];

/** A network without weights: its prediction is the state plus the row of the timestep. */
const learner: Learner = {
  sampleShape: [2], rows: 1, classes: null, resources: [], parameters: [], arenaLength: 0, arenaParts: [], tableWidth: 2, fixed: new Map(),
  timestepRows: (places) => Float32Array.from(places.flatMap(rowOf)),
  initialWeights: () => new Map(),
  drawBatch: () => { throw new Error('Nothing is trained here.'); },
  network: ({ graph }, { x, timesteps, table }) => graph.one(add, [x, graph.one(embedding, [table, timesteps], null)], null),
  save: () => new Map(),
  restore: () => new Map(),
};

async function follow(settings: Omit<PlanSettings, 'trained'>) {
  const plan = makePlan({ trained, ...settings });
  const compiled = await compileSampling(held.gpu, learner, { count: COUNT, guided: false, ...planSizes(plan) }, () => { throw new Error('This network has no memory.'); }, false);
  try {
    const frames = await followPlan(held.gpu, compiled, plan, { prediction: 'v', seed: 5, guidance: 1, timestepRows: (places) => learner.timestepRows(places, 50), keepFrames: true, latency: 0 });
    return { plan, frames };
  } finally {
    compiled.destroy();
  }
}

describe('followPlan', () => {
  const cases: [string, Omit<PlanSettings, 'trained'>][] = [
    ['one-step samplers at whole timesteps', { sampler: 'ddpm', steps: 12 }],
    ['timesteps between those that were trained', { sampler: 'heun', steps: 6, spacing: 'karras' }],
    ['predictions that are kept as something else than x0', { sampler: 'lms', steps: 9 }],
    ['the same between timesteps', { sampler: 'lms', order: 3, steps: 12, spacing: 'exponential' }],
    ['the longest sums without noise', { sampler: 'unipc', order: 3, steps: 7 }],
  ];

  it.each(cases)('%s: is the sampler of float64', async (_, settings) => {
    const { plan, frames } = await follow(settings);
    expect(plan.calls.length).toBeGreaterThan(CALLS_PER_SUBMIT);
    const begin = Float64Array.from(randomStream(5, 0x5a).fillNormal(new Float32Array(2 * COUNT)));
    const fresh = randomStream(5, 0x5b);
    const wanted = sampleTrajectory(plan, (x, call) => {
      const { state, output } = toX0('v', call.alpha, call.sigma);
      return x.map((value, i) => state * value + output * (value + (rowOf(call.timestep)[i % 2] ?? 0)));
    }, begin, (out) => out.set(fresh.fillNormal(new Float32Array(out.length))));
    // The largest values and errors of states and of remembered predictions, newest first.
    const largest = (values: Float64Array): number => Math.max(...values.map(Math.abs));
    const states: { size: number; error: number }[] = [];
    const kept: { size: number; error: number }[] = [];
    let error = UNIT_ROUNDOFF * 8;
    for await (const { index, state, call, x0 } of wanted) {
      state.forEach((goal, i) => expect(Math.abs((frames.states[index]?.[i] ?? Number.NaN) - goal), `state ${index}, number ${i}`).toBeLessThanOrEqual(error));
      if (!call || !x0) continue;
      const size = largest(state);
      states.unshift({ size, error });
      const { state: a, output: b } = toX0('v', call.alpha, call.sigma);
      // A sum in the network; two products with rounded factors and a sum.
      const x0Error = (Math.abs(a) + Math.abs(b)) * error + 6 * UNIT_ROUNDOFF * (Math.abs(a) + Math.abs(b)) * (size + 1);
      x0.forEach((goal, i) => expect(Math.abs((frames.predictions[index]?.[i] ?? Number.NaN) - goal), `x0 ${index}, number ${i}`).toBeLessThanOrEqual(x0Error));
      kept.unshift({ size: largest(x0), error: x0Error });
      const terms = [...call.next.states.map((factor, j) => ({ factor, ...states[j] })), ...call.next.x0s.map((factor, j) => ({ factor, ...kept[j] }))];
      error = terms.reduce((sum, { factor, size: most = 0, error: off = 0 }) => sum + Math.abs(factor) * (off + (terms.length + 2) * UNIT_ROUNDOFF * most), (terms.length + 2) * UNIT_ROUNDOFF * 5 * call.next.noise);
      if (call.kept) {
        const { state: c, x0: d } = call.kept;
        const most = Math.abs(c) * size + Math.abs(d) * largest(x0);
        kept[0] = { size: most, error: Math.abs(c) * (states[0]?.error ?? 0) + Math.abs(d) * x0Error + 4 * UNIT_ROUNDOFF * most };
      }
    }
    // The allowance says something: a wrong row or coefficient would show.
    expect(error).toBeLessThan(0.01);
  });

  it('has samplers with kept predictions and timesteps that are not whole among these', () => {
    const plans = cases.map(([, settings]) => makePlan({ trained, ...settings }));
    expect(plans.map(({ calls }) => calls.some(({ kept }) => kept !== undefined))).toEqual([false, false, true, true, false]);
    expect(plans.map(({ calls }) => calls.some(({ timestep }) => !Number.isInteger(timestep)))).toEqual([false, true, false, true, false]);
  });
});
