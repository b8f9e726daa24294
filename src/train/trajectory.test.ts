import { describe, expect, it } from 'vitest';
import { makePlan, type PlanSettings } from '../diffusion/makePlan.ts';
import type { PlanCall } from '../diffusion/plan.ts';
import { toX0 } from '../diffusion/predictions.ts';
import { sampleTrajectory } from '../diffusion/run.ts';
import { UNIT_ROUNDOFF, useGpu } from '../node/operationCheck.ts';
import { add } from '../ops/add.ts';
import { concat } from '../ops/concat.ts';
import { embedding } from '../ops/embedding.ts';
import { Array64 } from '../ops/reference/array64.ts';
import { dynamicThreshold } from '../ops/reference/dynamicThreshold.ts';
import { scaledAdd } from '../ops/scaledAdd.ts';
import { randomStream } from '../random/randomStream.ts';
import type { Learner } from './learner.ts';
import { CALLS_PER_SUBMIT, compileSampling, planSizes, type SamplingSizes } from './sampleProgram.ts';
import { followPlan } from './trajectory.ts';

const held = useGpu();
const trained = { timesteps: 50, alphasCumprod: Float64Array.from({ length: 50 }, (_, t) => Math.cos((Math.PI / 2) * (t + 1) / 51) ** 2) };
const COUNT = 7;
/** What the network adds where it is told the class, and where it is told none. */
const CLASS_ROWS = [[0.25, -0.5], [-0.75, 0.125]] as const;

/** What the network of these tests is told of a timestep. */
const rowOf = (timestep: number): [number, number] => [Math.cos(timestep / 7), timestep / 100];

/** A network without weights: its prediction is the state plus the row of the timestep and that of the class, or the mean of that and its last estimate of x0; its v, if any, is its prediction. */
function learnerOf(classes: number | null, learned: boolean, selfConditioned: boolean): Learner {
  return {
    selfConditioned,
    sampleShape: [2], rows: 1, classes, resources: [], parameters: [], arenaLength: 0, arenaParts: [], tableWidth: 2, fixed: new Map(),
    timestepRows: (places) => Float32Array.from(places.flatMap(rowOf)),
    initialWeights: () => new Map(),
    drawBatch: () => { throw new Error('Nothing is trained here.'); },
    network: (wiring, { x, timesteps, table, labels, estimate }) => {
      const { graph } = wiring;
      const timed = graph.one(add, [x, graph.one(embedding, [table, timesteps], null)], null);
      const told = labels ? graph.one(add, [timed, graph.one(embedding, [wiring.input('classes', [2, 2]), labels], null)], null) : timed;
      const mean = estimate ? graph.one(scaledAdd, [told, estimate], { scale: 0.5 }) : told;
      return learned ? graph.one(concat, [mean, mean], null) : mean;
    },
    save: () => new Map(),
    restore: () => new Map(),
  };
}

interface Case extends Pick<SamplingSizes, 'clip'> {
  readonly settings: Omit<PlanSettings, 'trained'>;
  /** The scale of a call; not guided when left out. */
  readonly guidance?: (call: PlanCall) => number;
  readonly selfConditioned?: boolean;
}

async function follow({ settings, guidance, clip = null, selfConditioned = false }: Case) {
  const learned = settings.variance === 'learned';
  const plan = makePlan({ trained, learnsVariance: learned, ...settings });
  const { queue } = held.gpu.device;
  const learner = learnerOf(guidance ? 1 : null, learned, selfConditioned);
  const classes = held.gpu.ledger.allocate('classes', 16, GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST);
  queue.writeBuffer(classes, 0, Float32Array.from(CLASS_ROWS.flat()));
  const compiled = await compileSampling(held.gpu, learner, { count: COUNT, guided: guidance !== undefined, clip, ...planSizes(plan) }, () => classes, false);
  if (compiled.labels && compiled.noLabels) {
    queue.writeBuffer(compiled.labels, 0, new Uint32Array(COUNT).fill(0));
    queue.writeBuffer(compiled.noLabels, 0, new Uint32Array(COUNT).fill(1));
  }
  try {
    const timestepRows = (places: readonly number[]): Float32Array => learner.timestepRows(places, 50);
    return { plan, frames: await followPlan(held.gpu, compiled, plan, { prediction: 'v', seed: 5, guidance: guidance ?? (() => 1), timestepRows, keepFrames: true }) };
  } finally {
    compiled.destroy();
    held.gpu.ledger.free(classes);
  }
}

/** The same network in float64, with guidance and clipping: x0, and the place of the log-variance. @param last its last estimate of x0 */
function denoise({ guidance, clip, selfConditioned }: Case, x: Float64Array, last: Float64Array, call: PlanCall): { x0: Float64Array; fraction: Float64Array } {
  const { state, output } = toX0('v', call.alpha, call.sigma);
  const timed = x.map((value, i) => value + (rowOf(call.timestep)[i % 2] ?? 0));
  const prediction = timed.map((value, i) => {
    if (selfConditioned) return (value + (last[i] ?? 0)) / 2;
    if (!guidance) return value;
    const [told = 0, free = 0] = CLASS_ROWS.map((row) => value + (row[i % 2] ?? 0));
    return free + guidance(call) * (told - free);
  });
  const x0 = x.map((value, i) => state * value + output * (prediction[i] ?? 0));
  const limit = clip?.limit ?? Infinity;
  const clipped = typeof clip?.quantile === 'number'
    ? dynamicThreshold({ quantile: clip.quantile, limit }, new Array64([COUNT, 2], x0))[0]?.data ?? x0
    : x0.map((value) => Math.max(-limit, Math.min(limit, value)));
  return { x0: clipped, fraction: timed.map((v) => (v + 1) / 2) };
}

const largest = (values: Float64Array): number => Math.max(...values.map(Math.abs));

describe('followPlan', () => {
  const cases: [string, Case][] = [
    ['one-step samplers at whole timesteps', { settings: { sampler: 'ddpm', steps: 12 } }],
    ['timesteps between those that were trained', { settings: { sampler: 'heun', steps: 6, spacing: 'karras' } }],
    ['predictions that are kept as something else than x0', { settings: { sampler: 'lms', steps: 9 } }],
    ['the same between timesteps', { settings: { sampler: 'lms', order: 3, steps: 12, spacing: 'exponential' } }],
    ['the longest sums without noise', { settings: { sampler: 'unipc', order: 3, steps: 7 } }],
    ['clipped predictions', { settings: { sampler: 'ddim', eta: 0.5, steps: 8 }, clip: { limit: 0.5, quantile: null } }],
    ['thresholded predictions', { settings: { sampler: 'dpmpp-2m', steps: 8 }, clip: { limit: 0.25, quantile: 0.75 } }],
    ['guidance in an interval', { settings: { sampler: 'ddim', steps: 8 }, guidance: ({ timestep }) => (timestep > 20 ? 3 : 1) }],
    ['its own estimates shown to the network', { settings: { sampler: 'lms', steps: 8 }, selfConditioned: true }],
    ['a learned variance', { settings: { sampler: 'ddpm', variance: 'learned', steps: 8 } }],
  ];

  it.each(cases)('%s: is the sampler of float64', async (_, one) => {
    const { plan, frames } = await follow(one);
    expect(plan.calls.length).toBeGreaterThan(CALLS_PER_SUBMIT);
    const begin = Float64Array.from(randomStream(5, 0x5a).fillNormal(new Float32Array(2 * COUNT)));
    const fresh = randomStream(5, 0x5b);
    let last: { x0: Float64Array; error: number } = { x0: new Float64Array(2 * COUNT), error: 0 };
    const wanted = sampleTrajectory(plan, (x, call) => denoise(one, x, last.x0, call), begin, (out) => out.set(fresh.fillNormal(new Float32Array(out.length))));
    const near = (got: Float32Array | undefined, goal: Float64Array, allowed: number, what: string): void =>
      goal.forEach((value, i) => expect(Math.abs((got?.[i] ?? Number.NaN) - value), `${what}, number ${i}`).toBeLessThanOrEqual(allowed));
    // The largest values and errors of states and of remembered predictions, newest first.
    const states: { size: number; error: number }[] = [];
    const kept: { size: number; error: number }[] = [];
    let error = UNIT_ROUNDOFF * 8;
    for await (const { index, state, call, x0 } of wanted) {
      near(frames.states[index], state, error, `state ${index}`);
      if (!call || !x0) continue;
      const size = largest(state);
      states.unshift({ size, error });
      const { state: a, output: b } = toX0('v', call.alpha, call.sigma);
      // Two sums in the network, guided up to 1 + 2 scale times as large; two products with rounded factors and a sum. A threshold is
      // as wrong as the predictions, and so is what is divided by it.
      const guided = one.guidance ? 1 + 2 * one.guidance(call) : 1;
      const x0Error = (one.clip?.quantile ? 2 : 1) * ((Math.abs(a) + guided * Math.abs(b)) * (error + last.error + 8 * UNIT_ROUNDOFF * (size + 2 + largest(last.x0))));
      near(frames.predictions[index], x0, x0Error, `x0 ${index}`);
      kept.unshift({ size: largest(x0), error: x0Error });
      if (one.selfConditioned) last = { x0, error: x0Error };
      const terms = [...call.next.states.map((factor, j) => ({ factor, ...states[j] })), ...call.next.x0s.map((factor, j) => ({ factor, ...kept[j] }))];
      error = terms.reduce((sum, { factor, size: most = 0, error: off = 0 }) => sum + Math.abs(factor) * (off + (terms.length + 2) * UNIT_ROUNDOFF * most), 0);
      // |z| < 5; the exponent of a learned deviation is off by a quarter of the range times v's error, and exp by 3 + 2 |x| units.
      const { small, large } = call.logVariances ?? { small: 0, large: 0 };
      const deviation = call.logVariances ? Math.exp((small + (large - small) * (size + 2) / 2) / 2) : call.next.noise;
      const inDeviation = (large - small) / 4 * (error + 4 * UNIT_ROUNDOFF * (size + 2)) + 2 * UNIT_ROUNDOFF * (8 + 2 * Math.abs(small) + 2 * (large - small) * (size + 2));
      error += 5 * deviation * ((terms.length + 2) * UNIT_ROUNDOFF + inDeviation);
      if (call.kept) {
        const { state: c, x0: d } = call.kept;
        const most = Math.abs(c) * size + Math.abs(d) * largest(x0);
        kept[0] = { size: most, error: Math.abs(c) * (states[0]?.error ?? 0) + Math.abs(d) * x0Error + 4 * UNIT_ROUNDOFF * most };
      }
    }
    // The allowance says something: a wrong row or coefficient would show.
    expect(error).toBeLessThan(0.01);
  });

  it('has samplers with kept predictions, timesteps that are not whole and learned variances among these', () => {
    const plans = cases.map(([, { settings }]) => makePlan({ trained, learnsVariance: true, ...settings }));
    const which = (has: (call: PlanCall) => boolean): string => plans.map(({ calls }) => (calls.some(has) ? 'x' : '.')).join('');
    expect(which(({ kept }) => kept !== undefined)).toBe('..xx....x.');
    expect(which(({ timestep }) => !Number.isInteger(timestep))).toBe('.x.x......');
    expect(which(({ logVariances }) => logVariances !== undefined)).toBe('.........x');
  });
});
