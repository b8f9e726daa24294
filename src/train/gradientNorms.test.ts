import { describe, expect, it } from 'vitest';
import { useGpu } from '../node/operationCheck.ts';
import type { Recipe } from '../recipe/recipe.ts';
import { tinyRecipe } from './fixtures/tinyRecipe.ts';
import { Run } from './run.ts';

const held = useGpu();

/** SGD without momentum and decay moves the weights by the clipped gradient times the learning rate, so that its length shows in them. */
const RATE = 0.01;
const plain = { kind: 'sgd', learningRate: RATE, momentum: 0, nesterov: false, weightDecay: 0, warmupSteps: 0, decay: 'constant' } as const;

async function normsAndMoves(recipe: Recipe, steps: number): Promise<{ norms: number[]; moves: number[] }> {
  const run = await Run.create({ gpu: held.gpu, recipe });
  const [norms, moves]: [number[], number[]] = [[], []];
  try {
    let before = (await run.checkpoint()).model;
    for (let step = 0; step < steps; step += 1) {
      await run.train(1, { onProgress: (progress) => norms.push(...progress.norms) });
      const { model } = await run.checkpoint();
      const squares = [...model].map(([name, { data }]) => data.reduce((sum, value, i) => sum + (value - (before.get(name)?.data[i] ?? 0)) ** 2, 0));
      moves.push(Math.sqrt(squares.reduce((sum, square) => sum + square, 0)) / RATE);
      before = model;
    }
    return { norms, moves };
  } finally {
    await run.destroy();
  }
}

describe('the norm of each step in the ring', () => {
  it.each([
    ['of fused layers', {}, {}], ['of single layers', { selfConditioning: true }, {}], ['of two batches added up', {}, { accumulate: 2 }],
  ])('is the length of the gradient, %s', async (_, objective, training) => {
    const recipe = tinyRecipe();
    const { norms, moves } = await normsAndMoves({ ...recipe, objective: { ...recipe.objective, ...objective }, optimizer: { ...recipe.optimizer, ...plain, clipNorm: 0 }, training: { ...recipe.training, ...training } }, 3);
    expect(norms).toHaveLength(3);
    // A weight of size 1 moves in steps of 2^-24, of which its move has the learning rate times the gradient.
    norms.forEach((norm, step) => expect(Math.abs(norm - (moves[step] ?? NaN)) / norm).toBeLessThan(1e-3));
  });

  it('is from before clipping', async () => {
    const recipe = tinyRecipe();
    const { norms, moves } = await normsAndMoves({ ...recipe, optimizer: { ...recipe.optimizer, ...plain, clipNorm: 0.05 } }, 2);
    expect(Math.min(...norms)).toBeGreaterThan(0.06);
    moves.forEach((move) => expect(Math.abs(move - 0.05)).toBeLessThan(1e-3));
  });

  it('is there with Muon too', async () => {
    const recipe = tinyRecipe();
    const { norms } = await normsAndMoves({ ...recipe, optimizer: { ...recipe.optimizer, kind: 'muon' } }, 2);
    const { norms: wanted } = await normsAndMoves({ ...recipe, optimizer: { ...recipe.optimizer, kind: 'adamw' } }, 1);
    expect(norms).toHaveLength(2);
    expect(norms[0]).toBeCloseTo(wanted[0] ?? NaN, 5);
  });
});

it('the gap of the averages is their distance from the weights, and none before the first step', async () => {
  const recipe = tinyRecipe();
  const run = await Run.create({ gpu: held.gpu, recipe });
  const before = [held.gpu.ledger.count, held.gpu.ledger.bytes];
  try {
    expect(await run.averageGap()).toBe(0);
    await run.train(30);
    const { model, state } = await run.checkpoint();
    let [difference, size] = [0, 0];
    for (const [name, { data }] of model) {
      const average = state.get(`average.${name}`)?.data;
      if (!average) continue;
      data.forEach((value, i) => {
        difference += (value - (average[i] ?? 0)) ** 2;
        size += value ** 2;
      });
    }
    expect(await run.averageGap()).toBeCloseTo(Math.sqrt(difference / size), 5);
    expect(difference).toBeGreaterThan(0);
  } finally {
    await run.destroy();
  }
  expect(before[0]).toBeGreaterThan(held.gpu.ledger.count);
});
