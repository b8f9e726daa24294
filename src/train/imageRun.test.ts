import { describe, expect, it } from 'vitest';
import { useGpu } from '../node/operationCheck.ts';
import type { SampleRequest } from '../protocol/messages.ts';
import type { Recipe } from '../recipe/recipe.ts';
import type { Checkpoint, NamedTensor } from './checkpoint.ts';
import { tinyImageRecipe } from './fixtures/tinyImageRecipe.ts';
import { Run } from './run.ts';
import type { Progress } from './trainer.ts';
import { Superseded } from './trajectory.ts';

const held = useGpu();
const recipe = tinyImageRecipe();
const request: SampleRequest = { sampler: 'ddim', steps: 4, count: 5, seed: 4, eta: 0, schedule: null, guidance: 1, label: 'each' };

async function withRun<T>(made: { recipe?: Recipe; checkpoint?: Checkpoint }, use: (run: Run) => Promise<T>): Promise<T> {
  const { gpu } = held;
  const before = [gpu.ledger.count, gpu.ledger.bytes];
  const run = await Run.create({ gpu, recipe, ...made });
  try {
    return await use(run);
  } finally {
    await run.destroy();
    expect([gpu.ledger.count, gpu.ledger.bytes], 'buffers and bytes after destroy').toEqual(before);
  }
}

async function lossesOf(run: Run, steps: number, budget = 12): Promise<number[]> {
  const losses: number[] = [];
  await run.train(steps, { budget, onProgress: ({ firstStep, losses: batch }: Progress) => {
    expect(firstStep + batch.length).toBeLessThanOrEqual(run.step);
    losses.push(...batch);
  } });
  return losses;
}

const bits = (tensors: ReadonlyMap<string, NamedTensor>): [string, string][] =>
  [...tensors].map(([name, { data }]) => [name, Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64')]);
const stateBits = ({ step, model, state }: Checkpoint): unknown => ({ step, model: bits(model), state: bits(state) });

describe('a run on pictures', () => {
  it.each([1, 2])('goes on from a checkpoint as if it had never stopped, with %i batches a step', async (accumulate) => {
    const own = tinyImageRecipe({ training: { accumulate } });
    const whole = await withRun({ recipe: own }, async (run) => ({ losses: await lossesOf(run, 6), end: stateBits(await run.checkpoint()) }));
    expect(whole.losses).toHaveLength(6);
    expect(whole.losses.every((loss) => loss > 0 && loss < 10)).toBe(true);
    const [first, checkpoint] = await withRun({ recipe: own }, async (run) => [await lossesOf(run, 3), await run.checkpoint()] as const);
    await withRun({ recipe: own, checkpoint }, async (run) => {
      expect(run.step).toBe(3);
      expect(stateBits(await run.checkpoint())).toEqual(stateBits(checkpoint));
      expect([...first, ...await lossesOf(run, 3)]).toEqual(whole.losses);
      expect(stateBits(await run.checkpoint())).toEqual(whole.end);
    });
  });

  it('gives the same bits however its steps are cut', async () => {
    const own = tinyImageRecipe({ training: { accumulate: 2 } });
    const cut = await withRun({ recipe: own }, async (run) => ({ losses: await lossesOf(run, 2, 1e-9), end: stateBits(await run.checkpoint()), sample: await run.sample(request) }));
    const whole = await withRun({ recipe: own }, async (run) => ({ losses: await lossesOf(run, 2, 1e9), end: stateBits(await run.checkpoint()), sample: await run.sampleEnd(request) }));
    expect(cut.losses).toEqual(whole.losses);
    expect(cut.end).toEqual(whole.end);
    expect(cut.sample.states.at(-1)).toEqual(whole.sample.samples);
  });

  describe('of an endless set', () => {
    // 23 pictures are 12 words of labels: all of them are new every 16 steps.
    const own = tinyImageRecipe({ data: { endless: true, count: 23, shift: 0 }, training: { batch: 4 } });

    it('goes on from a checkpoint as if it had never stopped, however its steps are cut', async () => {
      const whole = await withRun({ recipe: own }, async (run) => ({ losses: await lossesOf(run, 34, 1e9), end: stateBits(await run.checkpoint()) }));
      expect(whole.losses).toHaveLength(34);
      const [before, amid] = await withRun({ recipe: own }, async (run) => {
        const losses = await lossesOf(run, 15);
        const first = await run.checkpoint();
        // The first change falls into a step that is cut.
        losses.push(...await lossesOf(run, 1), ...await lossesOf(run, 1, 1e-9), ...await lossesOf(run, 3));
        expect(losses).toEqual(whole.losses.slice(0, 20));
        const second = await run.checkpoint();
        run.reset();
        expect(await lossesOf(run, 3)).toEqual(whole.losses.slice(0, 3));
        return [first, second];
      });
      for (const checkpoint of [before, amid]) {
        await withRun({ recipe: own, checkpoint }, async (run) => {
          expect(await lossesOf(run, 34 - checkpoint.step)).toEqual(whole.losses.slice(checkpoint.step));
          expect(stateBits(await run.checkpoint())).toEqual(whole.end);
        });
      }
    });

    it('learns what a fixed set has until the first new pictures come', async () => {
      const fixed = tinyImageRecipe({ data: { count: 23, heldOut: 0, shift: 0 }, training: { batch: 4 } });
      const [old, anew] = [await withRun({ recipe: fixed }, (run) => lossesOf(run, 18)), await withRun({ recipe: own }, (run) => lossesOf(run, 18))];
      expect(anew.slice(0, 16)).toEqual(old.slice(0, 16));
      expect(anew.slice(16)).not.toEqual(old.slice(16));
    });
  });

  it('is stopped in the middle of a step as if that step had never begun', async () => {
    const end = await withRun({}, async (run) => ({ losses: await lossesOf(run, 2), state: stateBits(await run.checkpoint()) }));
    await withRun({}, async (run) => {
      const stop = new AbortController();
      const stopped = run.train(1, { signal: stop.signal, budget: 1e-9 });
      setTimeout(() => stop.abort(), 0);
      await stopped;
      expect(run.step).toBe(0);
      expect({ losses: await lossesOf(run, 2), state: stateBits(await run.checkpoint()) }).toEqual(end);
    });
  });

  it('keeps activations in 16 bits where the device can, and else says what to do', async () => {
    const half = tinyImageRecipe({ model: { storage: 'f16' } });
    if (!held.gpu.device.features.has('shader-f16')) {
      await expect(withRun({ recipe: half }, (run) => run.train(1))).rejects.toThrow('Choose 32-bit storage');
      return;
    }
    const full = await withRun({}, (run) => lossesOf(run, 3));
    const losses = await withRun({ recipe: half }, (run) => lossesOf(run, 3));
    expect(losses).not.toEqual(full);
    // Each activation is off by 2^-11 at most; three steps of training do not make that large.
    losses.forEach((loss, step) => expect(Math.abs(loss - (full[step] ?? Number.NaN))).toBeLessThan(0.01 * loss));
    // Some drivers compile every shader anew for 16 bits when it first runs, which takes minutes.
  }, 600_000);

  it('names its tensors and shapes them as diffusers does', async () => {
    await withRun({}, async (run) => {
      const { model, state } = await run.checkpoint();
      expect(model.get('conv_in.weight')?.shape).toEqual([8, 1, 3, 3]);
      // Three classes and none.
      expect(model.get('class_embedding.weight')?.shape).toEqual([4, 32]);
      expect(state.size).toBe(3 * model.size);
      expect(state.get('average.mid_block.attentions.0.to_q.weight')?.shape).toEqual([16, 16]);
      expect(run.facts.parameters).toBe([...model.values()].reduce((sum, { data }) => sum + data.length, 0));
    });
  });

  it('begins with finished weights where the checkpoint has no state', async () => {
    const trained = await withRun({}, async (run) => { await run.train(3); return run.checkpoint(); });
    await withRun({ checkpoint: { ...trained, state: new Map() } }, async (run) => {
      const { model, state } = await run.checkpoint();
      expect(bits(model)).toEqual(bits(trained.model));
      for (const [name, { data }] of model) {
        expect(state.get(`average.${name}`)?.data).toEqual(data);
        expect(state.get(`moment1.${name}`)?.data.every((value) => value === 0)).toBe(true);
        expect(state.get(`moment2.${name}`)?.data.every((value) => value === 0)).toBe(true);
      }
    });
  });

  it('keeps labels of pictures whose class the model is not told', async () => {
    await withRun({ recipe: tinyImageRecipe({ data: { conditional: false } }) }, async (run) => {
      expect(run.images?.train.labels).not.toBeNull();
      const { shape, labels } = await run.sampleEnd(request);
      expect([shape, labels]).toEqual([[5, 8, 8, 1], null]);
      expect((await run.checkpoint()).model.has('class_embedding.weight')).toBe(false);
      expect(() => run.dataset).toThrow('not points');
    });
  });

  it('refuses pictures that the network cannot halve, and networks for points', async () => {
    const { gpu } = held;
    const before = gpu.ledger.count;
    const { model } = recipe;
    const deep: Recipe = { ...recipe, model: { kind: 'unet2d', blockChannels: [8, 8, 8, 8, 8], attention: [false, false, false, false, false], layersPerBlock: 1, headChannels: 8, normGroups: 4, dropout: 0, storage: 'f32' } };
    await expect(Run.create({ gpu, recipe: deep })).rejects.toThrow('multiples of 16');
    await expect(Run.create({ gpu, recipe: { ...recipe, data: { kind: 'rings', count: 9, seed: 1 }, model } })).rejects.toThrow('"unet2d"');
    expect(gpu.ledger.count).toBe(before);
  });
});

describe('samples of pictures', () => {
  it('are of the classes asked for', async () => {
    await withRun({}, async (run) => {
      await run.train(4);
      const each = await run.sample(request);
      expect(each.shape).toEqual([5, 8, 8, 1]);
      expect(each.states.map(({ length }) => length)).toEqual(new Array(5).fill(5 * 64));
      expect(each.predictions).toHaveLength(4);
      expect([...each.labels ?? []]).toEqual([0, 1, 2, 0, 1]);
      const one = await run.sample({ ...request, label: 1 });
      expect([...one.labels ?? []]).toEqual([1, 1, 1, 1, 1]);
      const none = await run.sample({ ...request, label: 'none' });
      expect([...none.labels ?? []]).toEqual([3, 3, 3, 3, 3]);
      const picture = (from: typeof each, index: number): number[] => [...from.states.at(-1)?.subarray(64 * index, 64 * (index + 1)) ?? []];
      // Picture 1 is of class 1 in both and starts from the same noise; picture 0 is not.
      expect(picture(each, 1)).toEqual(picture(one, 1));
      expect(picture(each, 0)).not.toEqual(picture(one, 0));
      expect(picture(none, 0)).not.toEqual(picture(each, 0));
      await expect(run.sample({ ...request, label: 3 })).rejects.toThrow('There is no class 3; the model knows 3');
    });
  });

  it('follow their class as closely as guidance says', async () => {
    await withRun({ recipe: tinyImageRecipe({ optimizer: { learningRate: 0.01 } }) }, async (run) => {
      await run.train(10);
      const first = async (label: SampleRequest['label'], guidance: number): Promise<Float32Array> =>
        (await run.sample({ ...request, steps: 1, label, guidance })).predictions[0] ?? new Float32Array(0);
      const [told, untold, guided, away] = [await first(2, 1), await first('none', 1), await first(2, 3), await first(2, 0)];
      // x0 is linear in the network's answer; a float32 chain of some dozen layers is good to about 1e-5.
      guided.forEach((value, i) => expect(Math.abs(value - ((untold[i] ?? 0) + 3 * ((told[i] ?? 0) - (untold[i] ?? 0))))).toBeLessThan(1e-4));
      away.forEach((value, i) => expect(Math.abs(value - (untold[i] ?? 0))).toBeLessThan(1e-4));
      expect(Math.max(...told.map((value, i) => Math.abs(value - (untold[i] ?? 0))))).toBeGreaterThan(1e-3);
    });
  });

  it('may be given up on the way', async () => {
    await withRun({}, async (run) => {
      const stop = new AbortController();
      const given = run.sample({ ...request, steps: 20 }, stop.signal);
      setTimeout(() => stop.abort(), 0);
      await expect(given).rejects.toBeInstanceOf(Superseded);
      expect((await run.sampleEnd(request)).shape).toEqual([5, 8, 8, 1]);
    });
  });
});
