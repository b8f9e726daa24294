import { describe, expect, it } from 'vitest';
import { useGpu } from '../node/operationCheck.ts';
import type { LayerStatistics } from '../protocol/messages.ts';
import { networkStructure } from '../recipe/network/networkStructure.ts';
import type { Recipe } from '../recipe/recipe.ts';
import type { Checkpoint, NamedTensor } from './checkpoint.ts';
import { tinyImageRecipe } from './fixtures/tinyImageRecipe.ts';
import { tinyRecipe } from './fixtures/tinyRecipe.ts';
import { Run } from './run.ts';

const held = useGpu();

async function withRun<T>(recipe: Recipe, use: (run: Run) => Promise<T>): Promise<T> {
  const { ledger } = held.gpu;
  const before = [ledger.count, ledger.bytes];
  const run = await Run.create({ gpu: held.gpu, recipe });
  try {
    return await use(run);
  } finally {
    await run.destroy();
    expect([ledger.count, ledger.bytes], 'buffers and bytes after destroy').toEqual(before);
  }
}

function layer(layers: readonly LayerStatistics[], name: string): LayerStatistics {
  const found = layers.find((one) => one.name === name);
  if (!found) throw new Error(`Nobody looked at ${name}.`);
  return found;
}

const bits = (tensors: ReadonlyMap<string, NamedTensor>): string[] => [...tensors].map(([name, { data }]) => `${name} ${Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64')}`);
const stateBits = ({ model, state }: Checkpoint): string[] => [...bits(model), ...bits(state)];

/** From float64 sums; a float32 chain of a few hundred roundings is off by less than a hundred thousandth. */
function expectOf(got: { count: number; mean: number; rms: number; smallest: number; largest: number }, data: ArrayLike<number>): void {
  const all = Array.from(data);
  const rms = Math.sqrt(all.reduce((sum, value) => sum + value ** 2, 0) / all.length);
  expect(got.count).toBe(all.length);
  expect([got.smallest, got.largest]).toEqual([Math.min(...all), Math.max(...all)]);
  expect(Math.abs(got.rms - rms)).toBeLessThan(1e-5 * rms);
  expect(Math.abs(got.mean - all.reduce((sum, value) => sum + value, 0) / all.length)).toBeLessThan(1e-5 * rms);
}

describe.each([
  ['points', tinyRecipe(), 0], ['points, self-conditioned with learned variance', tinyRecipe({ objective: { selfConditioning: true, variance: 'learned' } }), 0],
  ['pictures', tinyImageRecipe(), 10],
] as const)('looking at the layers of a run on %s', (_, recipe, classes) => {
  it('sees every layer of the drawing that has a weight', async () => {
    const layers = await withRun(recipe, (run) => run.lookAtLayers());
    const drawn = networkStructure(recipe, classes)?.blocks.flatMap((block) => block.layers).filter(({ parameters }) => parameters.length > 0);
    expect(layers.map(({ name }) => name)).toEqual(drawn?.map(({ name }) => name));
  });

  it('sees the weights as they are, and what the last step changed', async () => {
    await withRun(recipe, async (run) => {
      await run.train(3);
      const before = await run.checkpoint();
      await run.rememberLayers();
      await run.train(1);
      const layers = await run.lookAtLayers();
      const after = await run.checkpoint();
      for (const { name, weight, update } of layers) {
        const [now, then] = [after, before].map(({ model }) => model.get(`${name}.weight`)?.data ?? new Float32Array(0));
        if (!now || !then || !update) throw new Error('There are weights, and a step.');
        expectOf(weight, now);
        expectOf(update, now.map((value, i) => value - (then[i] ?? 0)));
      }
      expect((await run.lookAtLayers()).every(({ update }) => update === null), 'no step since').toBe(true);
    });
  });

  it('changes nothing: training gives the same bits', async () => {
    const train = (looks: boolean) => withRun(recipe, async (run) => {
      for (let step = 0; step < 4; step += 1) {
        if (looks) await run.rememberLayers();
        await run.train(1);
        if (looks && step !== 1) await run.lookAtLayers();
      }
      return stateBits(await run.checkpoint());
    });
    expect(await train(true)).toEqual(await train(false));
  });
});

it('gradients are those of training: none but the output layer has one while that is zero, and all have once it is not', async () => {
  await withRun(tinyRecipe(), async (run) => {
    const fresh = await run.lookAtLayers();
    expect(layer(fresh, 'out').weight).toMatchObject({ rms: 0, zeros: 32 });
    expect(layer(fresh, 'out').gradient.rms).toBeGreaterThan(0);
    for (const name of ['in', 'hidden.0']) expect(layer(fresh, name).gradient).toMatchObject({ rms: 0, smallest: 0, largest: 0 });
    await run.train(5);
    const later = await run.lookAtLayers();
    for (const { gradient, output } of later) {
      expect(gradient.rms).toBeGreaterThan(0);
      expect(output.deviation).toBeGreaterThan(0);
    }
    // 32 points, 16 units each, after SiLU, which is never below -0.279.
    expect(layer(later, 'hidden.0').output).toMatchObject({ count: 512, notFinite: 0 });
    expect(layer(later, 'hidden.0').output.smallest).toBeGreaterThan(-0.279);
    run.forgetLayers();
    expect(await run.lookAtLayers(), 'made anew').toEqual(later);
  });
});

it('is made anew for another batch or loss', async () => {
  const recipe = tinyRecipe();
  await withRun(recipe, async (run) => {
    await run.train(2);
    const before = layer(await run.lookAtLayers(), 'in');
    await run.change({ ...recipe, training: { ...recipe.training, batch: 16 } });
    const after = layer(await run.lookAtLayers(), 'in');
    expect([before.output.count, after.output.count]).toEqual([512, 256]);
  });
});
