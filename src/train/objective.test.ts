import { describe, expect, it } from 'vitest';
import { importanceProbabilities } from '../diffusion/timestepDensities.ts';
import { useGpu } from '../node/operationCheck.ts';
import type { LossAttributes } from '../ops/loss.ts';
import { LOSS_LEVELS } from '../ops/lossSummary.ts';
import { Array64 } from '../ops/reference/array64.ts';
import { loss } from '../ops/reference/loss.ts';
import { noiseBatch } from '../ops/reference/noiseBatch.ts';
import type { Recipe } from '../recipe/recipe.ts';
import type { Checkpoint, NamedTensor } from './checkpoint.ts';
import { tinyRecipe } from './fixtures/tinyRecipe.ts';
import { makeLevelTables } from './levelTables.ts';
import { Run } from './run.ts';

const held = useGpu();
const BATCH = 64;
/** Radius of the largest normal that 32 bits make, times the error of sine and cosine, 2^-11. */
const NORMAL_ERROR = 7 * 2 ** -11;

async function withRun<T>(recipe: Recipe, checkpoint: Checkpoint | null, use: (run: Run) => Promise<T>): Promise<T> {
  const run = await Run.create({ gpu: held.gpu, recipe, ...(checkpoint ? { checkpoint } : {}) });
  try {
    return await use(run);
  } finally {
    await run.destroy();
  }
}

async function lossesOf(run: Run, steps: number): Promise<number[]> {
  const losses: number[] = [];
  await run.train(steps, { onProgress: (progress) => losses.push(...progress.losses) });
  return losses;
}

const bits = (tensors: ReadonlyMap<string, NamedTensor>): unknown => [...tensors].map(([name, { data }]) => [name, [...new Uint32Array(data.buffer, data.byteOffset, data.length)]]);

/** The run with weights of zero, which predict zero: its first loss is that of the targets alone. */
async function firstLoss(recipe: Recipe): Promise<{ loss: number; points: Float32Array }> {
  const start = await withRun(recipe, null, (run) => run.checkpoint());
  const model = new Map([...start.model].map(([name, { shape, data }]) => [name, { shape, data: name.startsWith('fourier') ? data : new Float32Array(data.length) }] as const));
  return withRun(recipe, { ...start, model, state: new Map() }, async (run) => ({ loss: (await lossesOf(run, 1))[0] ?? Number.NaN, points: run.dataset.points }));
}

/** The same in float64, and how far off it may be: the random numbers of the batch differ in their last bits. */
function reference({ schedule, objective, training }: Recipe, points: Float32Array): { wanted: number; allowed: number } {
  const tables = makeLevelTables({ schedule, objective }, new Float64Array(LOSS_LEVELS).fill(Number.NaN));
  const { timesteps } = schedule;
  const step = { step: 0, seed: training.seed, timesteps, rows: points.length / 2 };
  const levels = new Array64([timesteps, 4], tables.levels);
  const cumulative = tables.cumulative ? new Array64([timesteps], tables.cumulative) : undefined;
  const [, goal, drawn] = noiseBatch({ batch: BATCH, draws: objective.draws, step }, new Array64([points.length / 2, 2], points), levels, cumulative);
  if (!goal || !drawn) throw new Error('A batch has three parts.');
  const attributes: LossAttributes = { kind: objective.loss, delta: objective.loss === 'huber' ? objective.huberDelta : objective.pseudoHuberDelta };
  const weights = new Array64([timesteps], tables.weights);
  const rows = loss(attributes, new Array64(goal.shape), goal, drawn, weights)[1];
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const errors = Array.from({ length: BATCH }, (_, row) => {
    const t = drawn.get(0, row);
    const off = Math.abs(levels.get(t, 3)) * NORMAL_ERROR;
    const slope = objective.loss === 'mse' ? mean([0, 1].map((d) => 2 * Math.abs(goal.get(row, d)) + off)) : 1;
    return weights.get(0, t) * (slope * off + 1e-6);
  });
  return { wanted: mean([...rows?.data ?? []]), allowed: mean(errors) };
}

const cases: readonly [string, Parameters<typeof tinyRecipe>[0]][] = [
  ['v on a cosine schedule', {}],
  ['epsilon with min-SNR', { schedule: { kind: 'linear' }, objective: { prediction: 'epsilon', weighting: 'min-snr', minSnrGamma: 2 } }],
  ['flow matching with logit-normal times, shifted', { schedule: { kind: 'flow', shift: 3 }, objective: { prediction: 'flow', density: 'logit-normal' } }],
  ['EDM, low-discrepancy', { schedule: { kind: 'edm', sigmaData: 0.7 }, objective: { prediction: 'edm', weighting: 'edm', density: 'log-normal', draws: 'low-discrepancy' } }],
  ['the score, weighted by the bound', { objective: { prediction: 'score', weighting: 'bound' } }],
  ['x0 by hand-drawn share, Huber, antithetic', { schedule: { kind: 'laplace' }, objective: { prediction: 'x0', loss: 'huber', huberDelta: 0.5, weighting: 'hand-drawn', share: [{ u: 0, value: 3 }, { u: 1, value: 1 }], density: 'log-snr', draws: 'antithetic' } }],
  ['absolute errors under P2', { schedule: { kind: 'variance-exploding' }, objective: { prediction: 'epsilon', loss: 'l1', weighting: 'p2', p2Gamma: 0.5 } }],
  ['pseudo-Huber, maximum likelihood', { objective: { loss: 'pseudo-huber', pseudoHuberDelta: 0.1, weighting: 'max-likelihood', density: 'importance' } }],
];

describe('the first loss of a run whose network predicts zero', () => {
  it.each(cases)('%s: is that of the float64 reference', async (_, changes) => {
    const recipe = tinyRecipe({ ...changes, training: { batch: BATCH } });
    const { loss: got, points } = await firstLoss(recipe);
    const { wanted, allowed } = reference(recipe, points);
    expect(Math.abs(got - wanted)).toBeLessThanOrEqual(allowed);
    expect(allowed).toBeLessThan(0.02 * wanted);
  });
});

describe('importance sampling', () => {
  const recipe = tinyRecipe({ training: { accumulate: 2 }, objective: { density: 'importance', prediction: 'epsilon' } });
  it('begins uniformly, then follows the losses', async () => {
    const uniform = tinyRecipe({ training: { accumulate: 2 }, objective: { prediction: 'epsilon' } });
    const [drawn, plain] = [await withRun(recipe, null, (run) => lossesOf(run, 220)), await withRun(uniform, null, (run) => lossesOf(run, 220))];
    const apart = drawn.map((loss, step) => Math.abs(loss / (plain[step] ?? Number.NaN) - 1));
    // 1 / (T p) of rounded probabilities is 1 but for a few units in the last place, which a hundred steps hardly make grow.
    expect(Math.max(...apart.slice(0, 100))).toBeLessThan(1e-5);
    expect(Math.min(...apart.slice(100, 103))).toBeGreaterThan(1e-3);
    // What is drawn more often counts less each: the mean stays.
    const mean = (values: readonly number[]): number => values.slice(100).reduce((sum, value) => sum + value, 0) / 120;
    expect(mean(drawn) / mean(plain)).toBeGreaterThan(0.8);
    expect(mean(drawn) / mean(plain)).toBeLessThan(1.25);
  });
  it('gives the same bits whatever the pace, and from a checkpoint within an interval', async () => {
    const whole = await withRun(recipe, null, async (run) => ({ losses: await lossesOf(run, 230), end: await run.checkpoint() }));
    const half = await withRun(recipe, null, async (run) => {
      const losses: number[] = [];
      await run.train(137, { budget: 1e-9, onProgress: (progress) => losses.push(...progress.losses) });
      return { losses, end: await run.checkpoint() };
    });
    const rest = await withRun(recipe, half.end, async (run) => ({ losses: await lossesOf(run, 93), end: await run.checkpoint() }));
    expect([...half.losses, ...rest.losses]).toEqual(whole.losses);
    expect([bits(rest.end.model), bits(rest.end.state)]).toEqual([bits(whole.end.model), bits(whole.end.state)]);
    expect(whole.end.state.has('importance.known')).toBe(true);
  });
  it('tells the factors of its losses as the tables have them', () => {
    const moments = Float64Array.from({ length: LOSS_LEVELS }, (_, level) => (level + 1) ** 2);
    const { partFactors, cumulative } = makeLevelTables(recipe, moments);
    const wanted = importanceProbabilities(moments, 20, recipe.objective.uniformShare);
    expect(cumulative?.[0]).toBeCloseTo(wanted[0] ?? 0, 6);
    partFactors?.forEach((factor, part) => expect(factor).toBeCloseTo(1 / (20 * (wanted[2 * part] ?? 0)), 3));
  });
});

describe('while it runs', () => {
  it('takes over weighting, draws and loss from the next step on, as if it had been made with them', async () => {
    const recipe = tinyRecipe();
    const changed = tinyRecipe({ objective: { weighting: 'soft-min-snr', density: 'log-normal', loss: 'huber', draws: 'low-discrepancy' }, optimizer: { decay: 'linear' } });
    const [after, checkpoint] = await withRun(recipe, null, async (run) => {
      await run.train(10);
      const before = await run.checkpoint();
      const { objective, optimizer, training } = changed;
      expect(run.compilesAnew({ objective: { ...recipe.objective, weighting: 'edm' }, optimizer, training })).toBe(false);
      await run.change({ objective, optimizer, training });
      expect(run.recipe).toEqual(changed);
      return [await lossesOf(run, 10), before] as const;
    });
    expect(await withRun(changed, checkpoint, (run) => lossesOf(run, 10))).toEqual(after);
  });
  it('stays as it was where a change is refused', async () => {
    const recipe = tinyRecipe();
    await withRun(recipe, null, async (run) => {
      const { objective, optimizer, training } = recipe;
      await expect(run.change({ objective: { ...objective, weighting: 'hand-drawn', share: [{ u: 0, value: 0 }, { u: 1, value: 0 }] }, optimizer, training })).rejects.toThrow('No noise level');
      expect(run.recipe).toEqual(recipe);
      expect(await lossesOf(run, 2)).toHaveLength(2);
    });
  });
});

describe('other optimizers and further averages', () => {
  it.each([
    { kind: 'sgd' }, { kind: 'rmsprop', centred: true }, { kind: 'lion', decay: 'one-cycle' }, { kind: 'muon' },
  ])('$kind learns, and goes on from a checkpoint with the same bits', async (optimizer) => {
    const recipe = tinyRecipe({ optimizer, training: { furtherEmas: [0.99, 0.5] } });
    const whole = await withRun(recipe, null, async (run) => ({ losses: await lossesOf(run, 40), end: await run.checkpoint() }));
    const half = await withRun(recipe, null, async (run) => ({ losses: await lossesOf(run, 25), end: await run.checkpoint() }));
    const rest = await withRun(recipe, half.end, async (run) => ({ losses: await lossesOf(run, 15), end: await run.checkpoint() }));
    expect([...half.losses, ...rest.losses]).toEqual(whole.losses);
    expect(bits(rest.end.state)).toEqual(bits(whole.end.state));
    expect(whole.losses.every(Number.isFinite)).toBe(true);
    const third = [...whole.end.state].find(([name]) => name.startsWith('average3.'));
    expect(third).toBeDefined();
  });
  it('draws with the weights that are asked for', async () => {
    await withRun(tinyRecipe({ training: { furtherEmas: [0] } }), null, async (run) => {
      await run.train(30);
      const request = { sampler: 'ddim', steps: 4, count: 8, seed: 1, eta: 0, schedule: null, guidance: 1, label: 'each' } as const;
      const drawn = async (weights: 'average' | 'average2' | 'value'): Promise<number[]> => [...(await run.sampleEnd({ ...request, weights })).samples];
      // An average that forgets everything is the last step's weights.
      expect(await drawn('average2')).toEqual(await drawn('value'));
      expect(await drawn('average')).not.toEqual(await drawn('value'));
      await expect(run.sampleEnd({ ...request, weights: 'average3' })).rejects.toThrow('average');
    });
  });
});
