import { describe, expect, it } from 'vitest';
import { deviceTraits } from '../engine/compile.ts';
import { useGpu } from '../node/operationCheck.ts';
import type { DeviceTraits } from '../ops/operation.ts';
import type { Recipe } from '../recipe/recipe.ts';
import { measureDevice } from './deviceSpeed.ts';
import { estimateRun, millisecondsPerStep, tooBig } from './estimate.ts';
import { tinyImageRecipe } from './fixtures/tinyImageRecipe.ts';
import { tinyRecipe } from './fixtures/tinyRecipe.ts';
import { Run } from './run.ts';

const held = useGpu();
const hardware: DeviceTraits = { software: false, maxInvocations: 256, maxWorkgroupBytes: 32768 };
const pictures = tinyImageRecipe();

describe('an estimate', () => {
  it.each([
    ['points', tinyRecipe(), 0], ['pictures', pictures, 3], ['pictures, two batches a step', tinyImageRecipe({ training: { accumulate: 2 } }), 3],
  ] as const)('tells what a run on %s takes', async (_, recipe, classes) => {
    const { gpu } = held;
    const estimate = estimateRun(recipe, deviceTraits(gpu), { classes });
    const before = gpu.ledger.bytes;
    const run = await Run.create({ gpu, recipe });
    try {
      await run.train(1);
      const { sampler, steps, count, seed, eta, schedule, guidance, label } = recipe.sampling;
      await run.sampleEnd({ sampler, steps, count, seed, eta, schedule, guidance, label });
      expect(estimate.parameters).toBe(run.facts.parameters);
      expect(estimate.dispatchesPerStep).toBe(run.facts.dispatchesPerStep);
      const held = gpu.ledger.bytes - before;
      // Each of a hundred buffers is rounded up to 16 bytes; pictures set aside are not on the GPU.
      expect(Math.abs(estimate.bytes - held)).toBeLessThan(4096);
    } finally {
      await run.destroy();
    }
  });

  it('counts the products of a network by hand', () => {
    // One resolution, no attention: every layer is counted here. Two multiplications and additions a weight and place, and
    // on the way back the same twice, but for the first convolution, whose pictures want no gradient, and the class table.
    const recipe: Recipe = tinyImageRecipe({ data: { conditional: false }, model: { blockChannels: [8], attention: [false], layersPerBlock: 1, normGroups: 4 } });
    const { flopsPerStep } = estimateRun(recipe, hardware, { classes: 3 });
    const [places, batch, channels, time] = [64, 6, 8, 32];
    const resnet = (inputs: number): number => places * 9 * (inputs * channels + channels * channels) + time * channels + (inputs === channels ? 0 : places * inputs * channels);
    const first = places * 9 * channels;
    // The first linear layer of the time embedding reads a table, which wants no gradient either.
    const timed = channels * time;
    const rest = time * time + 3 * resnet(channels) + 2 * resnet(2 * channels) + places * 9 * channels;
    expect(flopsPerStep).toBeCloseTo(2 * batch * (2 * (first + timed) + 3 * rest), -2);
  });

  it('grows with the batch, the pictures and the batches of a step', () => {
    const of = (changes: Parameters<typeof tinyImageRecipe>[0]) => estimateRun(tinyImageRecipe(changes), hardware, { classes: 3 });
    const base = of({});
    expect(of({ training: { batch: 12 } }).flopsPerStep).toBeCloseTo(2 * base.flopsPerStep, -3);
    expect(of({ training: { accumulate: 3 } }).flopsPerStep).toBe(3 * base.flopsPerStep);
    expect(of({ training: { accumulate: 3 } }).bytes).toBeLessThan(1.1 * base.bytes);
    expect(of({ data: { size: 16 } }).largestBuffer).toBeGreaterThanOrEqual(base.largestBuffer);
  });
});

describe('too big', () => {
  const limits = { maxBufferSize: 2 ** 28, maxStorageBufferBindingSize: 2 ** 27 };

  it('says what to do, and nothing where it fits', () => {
    expect(tooBig(pictures, estimateRun(pictures, hardware, { classes: 3 }), limits)).toBeNull();
    const many = tinyImageRecipe({ data: { size: 64 }, training: { batch: 1024 } });
    expect(tooBig(many, estimateRun(many, hardware, { classes: 3 }), limits)).toMatch(/one buffer of \d[\d,]* MiB, but this device allows 128 MiB\. Choose a smaller batch/);
    const estimate = { ...estimateRun(pictures, hardware, { classes: 3 }), bytes: 2 ** 34 };
    expect(tooBig(pictures, estimate, limits)).toContain('16,384 MiB of graphics memory');
  });

  it('is found before anything is allocated', async () => {
    const { gpu } = held;
    const before = [gpu.ledger.count, gpu.ledger.bytes];
    const many = tinyImageRecipe({ data: { size: 64 } });
    await expect(Run.create({ gpu, recipe: { ...many, training: { ...many.training, batch: 2 ** 24 } } })).rejects.toThrow('Choose a smaller batch');
    expect([gpu.ledger.count, gpu.ledger.bytes]).toEqual(before);
  });
});

describe('the speed of a device', () => {
  it('is measured and leaves nothing behind', async () => {
    const { gpu } = held;
    const before = [gpu.ledger.count, gpu.ledger.bytes];
    const speed = await measureDevice(gpu);
    expect([gpu.ledger.count, gpu.ledger.bytes]).toEqual(before);
    for (const one of Object.values(speed)) expect(one).toBeGreaterThan(0);
    const milliseconds = millisecondsPerStep(estimateRun(pictures, deviceTraits(gpu), { classes: 3 }), speed);
    expect(milliseconds).toBeGreaterThan(0);
    expect(Number.isFinite(milliseconds)).toBe(true);
  });
});
