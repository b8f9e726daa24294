import { describe, expect, it } from 'vitest';
import type { OpenedImages, Pictures } from '../protocol/messages.ts';
import type { ImageDataRecipe, Recipe } from '../recipe/recipe.ts';
import { createFakeClient } from './fakeClient.ts';
import { loaded, model, recipe, training } from './fixtures/loadedStore.ts';
import { createPlaygroundStore } from './store.ts';

const pictures: Pictures = {
  facts: {
    width: 8, height: 8, channels: 1, count: 2, heldOut: 0, allClassNames: ['a', 'b'], classNames: ['a', 'b'], classCounts: [1, 1],
    mean: [0], deviation: [0], min: [0], max: [0], duplicates: 1, scale: 2 / 255, offset: -1, description: 'Two black pictures.',
  },
  pixels: new Uint8Array(128), labels: Uint16Array.of(0, 1),
};
const digits: ImageDataRecipe = {
  kind: 'digits', endless: false, size: 8, colour: 'grey', range: 'symmetric', mirror: false, shift: 0, heldOut: 0, classes: null, conditional: true, count: 2, seed: 1,
};

describe('shipped models', () => {
  const digitsRecipe: Recipe = { ...recipe, name: 'digits' };
  async function begun(step: number) {
    const client = createFakeClient();
    const store = createPlaygroundStore({ client, recipe, resolve: () => digitsRecipe, shipped: ({ name }) => (name === 'digits' ? 'small-digits' : null) });
    const loading = store.getState().load('digits');
    await client.answer();
    client.emit({ ...training, status: 'paused', step });
    client.emit({ type: 'preview', step, shape: [1, 2], samples: new Float32Array(2), labels: null });
    await client.answerAll();
    await loading;
    return { client, state: () => store.getState() };
  }

  it('begin a preset where they stand, until it is reset', async () => {
    const { client, state } = await begun(500);
    expect(client.sent.at(-1)?.body).toEqual({ type: 'load', recipe: digitsRecipe, pretrained: 'small-digits' });
    expect(state()).toMatchObject({ pretrained: 'small-digits', step: 500, preview: { step: 500 } });
    const reset = state().reset();
    await client.answer();
    await reset;
    expect(state()).toMatchObject({ pretrained: null, step: 0, preview: null });
  });

  it('are not named where the worker had to begin with fresh weights', async () => {
    expect((await begun(0)).state()).toMatchObject({ pretrained: null, step: 0, preview: { step: 0 } });
  });

  it('have no part in other data, a restart or a run begun anew', async () => {
    const { client, state } = await begun(500);
    for (const again of [() => state().restart(), () => state().begin(digitsRecipe)]) {
      const done = again();
      await client.answerAll();
      await done;
      expect(client.sent.at(-1)?.body).toMatchObject({ type: 'load', pretrained: null });
      expect(state().pretrained).toBeNull();
    }
  });
});

describe('pictures', () => {
  it('take the place of points, and of the live picture of the run before', async () => {
    const { client, state } = await loaded();
    client.emit({ type: 'data', points: new Float32Array(4), description: 'Two points.' });
    client.emit({ type: 'preview', step: 0, shape: [2, 2], samples: new Float32Array(4), labels: null });
    client.emit({ type: 'pictures', pictures });
    expect(state()).toMatchObject({ data: null, pictures, preview: null, dataDescription: 'Two black pictures.' });
    client.emit({ type: 'data', points: new Float32Array(4), description: 'Two points.' });
    expect(state()).toMatchObject({ pictures: null, dataDescription: 'Two points.' });
  });

  it('are looked at without touching the run', async () => {
    const { client, state } = await loaded();
    const before = state();
    const look = state().look(digits);
    expect(client.sent.at(-1)?.body).toEqual({ type: 'look', data: digits });
    await client.answer({ pictures });
    expect(await look).toBe(pictures);
    const refused = state().look(digits);
    await Promise.all([expect(refused).rejects.toThrow('Too many.'), client.fail('Too many.')]);
    expect(state()).toEqual(before);
  });

  it('are read from files, with how far it is, until it ends or is cancelled', async () => {
    const { client, state } = await loaded();
    const opened: OpenedImages = { source: 'abc', pictures, bad: [{ name: 'x.png', reason: 'It is empty.' }] };
    const reading = state().openImages('mine', [], digits);
    client.emit({ type: 'reading', share: 0.5, images: 1, bad: 1 });
    expect(state().reading).toEqual({ share: 0.5, images: 1, bad: 1 });
    await client.answer({ opened });
    expect(await reading).toBe(opened);
    expect(state().reading).toBeNull();
    client.emit({ type: 'reading', share: 1, images: 1, bad: 1 });
    expect(state().reading).toBeNull();

    const first = state().openImages('mine', [], digits);
    const second = state().openImages('mine', [], digits);
    await Promise.all([expect(first).rejects.toMatchObject({ code: 'superseded' }), client.fail('Cancelled.', 'superseded')]);
    expect(state().reading).toEqual({ share: 0, images: 0, bad: 0 });
    const cancelled = state().cancelReading();
    await Promise.all([expect(second).rejects.toMatchObject({ code: 'superseded' }), client.fail('Cancelled.', 'superseded')]);
    await client.answerAll();
    await cancelled;
    expect(state()).toMatchObject({ reading: null, error: null });
  });

  it('asks what models would take', async () => {
    const { client, state } = await loaded();
    const estimates = [{ parameters: 1, bytes: 2, millisecondsPerStep: 3, imagesPerSecond: 4, tooBig: null }];
    const asked = state().estimate([model]);
    expect(client.sent.at(-1)?.body).toEqual({ type: 'estimate', recipe, models: [model] });
    await client.answer({ estimates });
    expect(await asked).toBe(estimates);
  });
});
