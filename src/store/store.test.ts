import { describe, expect, it } from 'vitest';
import type { OpenedImages, Pictures, Trajectory } from '../protocol/messages.ts';
import type { ImageDataRecipe, Recipe, ScheduleRecipe } from '../recipe/recipe.ts';
import { createFakeClient } from './fakeClient.ts';
import { sampleRequest } from './previewRequest.ts';
import { createPlaygroundStore } from './store.ts';

const schedule: ScheduleRecipe = {
  kind: 'linear', timesteps: 100, betaStart: 1e-4, betaEnd: 0.02, zeroTerminalSnr: false, space: 'log-snr', points: [],
};
const model = { kind: 'mlp', width: 64, depth: 3, fourierFeatures: 16, fourierScale: 1, timeEmbedding: 32 } as const;
const recipe: Recipe = {
  version: 1, name: 'moons', schedule,
  data: { kind: 'two-moons', count: 2000, seed: 1 },
  model,
  objective: { prediction: 'epsilon', loss: 'mse', weighting: 'simple' },
  optimizer: {
    kind: 'adamw', learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0, clipNorm: 1, warmupSteps: 0, decay: 'constant',
  },
  training: { steps: 3000, batch: 512, accumulate: 1, labelDropout: 0, emaDecay: 0.999, seed: 1 },
  sampling: { sampler: 'ddim', steps: 50, eta: 0, seed: 1, count: 500, guidance: 1, label: 'each', schedule: null },
};
const trajectory: Trajectory = {
  shape: [1, 2], states: [new Float32Array(2), new Float32Array(2)], predictions: [new Float32Array(2)],
  timesteps: new Float64Array([99, 0]), alphaBars: new Float64Array([0, 1]), trainedSteps: 7, milliseconds: 1, labels: null,
};

function make() {
  const client = createFakeClient();
  const store = createPlaygroundStore({
    client,
    recipe,
    resolve(presetOrRecipe) {
      if (typeof presetOrRecipe !== 'string') return presetOrRecipe;
      throw new Error(`There is no preset "${presetOrRecipe}".`);
    },
  });
  return { client, store, state: () => store.getState() };
}

async function loaded() {
  const made = make();
  const loading = made.store.getState().load(recipe);
  await made.client.answerAll();
  await loading;
  return made;
}

const training = { type: 'status', status: 'training', step: 10, stepsPerSecond: 50, facts: null, error: null } as const;

describe('changes that the worker refuses', () => {
  it('are told and taken back, and those it took stay', async () => {
    const { client, state } = await loaded();
    state().setTraining({ ...recipe.training, batch: 64 });
    await client.answerAll();
    state().setTraining({ ...recipe.training, batch: 16_384 });
    await client.fail('The device is too small.');
    expect(state().error).toBe('The device is too small.');
    expect(state().recipe.training.batch).toBe(64);
    expect(state().runningRecipe?.training.batch).toBe(64);
    state().setSchedule({ ...schedule, kind: 'cosine' }, true);
    await client.fail('No such schedule.');
    expect(state().recipe.schedule.kind).toBe('linear');
  });
});

describe('loading and running', () => {
  it('loads, then asks for previews, and knows what runs', async () => {
    const { client, state } = await loaded();
    expect(client.types()).toEqual(['preview', 'load']);
    expect(state().runningRecipe).toBe(recipe);
    expect(state().pendingRestart).toEqual([]);
  });

  it('loads by itself when it is started before anything was loaded', async () => {
    const { client, state } = make();
    const started = state().start();
    expect(client.types()).toEqual(['preview', 'load']);
    await client.answerAll();
    await started;
    expect(client.types()).toEqual(['preview', 'load', 'start']);
  });

  it('waits for the load under way before it starts, and sends changes made meanwhile after it', async () => {
    const { client, state } = make();
    const loading = state().load(recipe);
    const started = state().start();
    state().setSchedule({ ...schedule, timesteps: 50 }, true);
    state().setTraining({ ...recipe.training, batch: 64 });
    expect(client.types()).toEqual(['preview', 'load']);
    await client.answerAll();
    await Promise.all([loading, started]);
    expect(client.types().slice(2).toSorted()).toEqual(['change', 'schedule', 'start']);
    expect(state().runningRecipe?.schedule.timesteps).toBe(50);
  });

  it('does not start what was paused while it was loading', async () => {
    const { client, state } = make();
    const started = state().start();
    const paused = state().pause();
    await client.answerAll();
    await Promise.all([started, paused]);
    expect(client.types()).toEqual(['preview', 'load', 'pause']);
  });

  it('rejects an unknown preset with its sentence and sends nothing', async () => {
    const { client, state } = make();
    await expect(state().load('moon')).rejects.toThrow('There is no preset "moon".');
    expect(client.sent).toHaveLength(0);
  });

  it('shows the sentence of a failed load and recovers with the next', async () => {
    const { client, state } = make();
    const loading = state().load(recipe);
    await client.answer();
    await Promise.all([expect(loading).rejects.toThrow('No memory.'), client.fail('No memory.')]);
    expect(state()).toMatchObject({ status: 'error', error: 'No memory.', runningRecipe: null });
    const again = state().load(recipe);
    expect(state()).toMatchObject({ status: 'compiling', error: null });
    await client.answerAll();
    await again;
    expect(state().runningRecipe).toBe(recipe);
  });

  it('empties losses and pictures on reset', async () => {
    const { client, state } = await loaded();
    client.emit({ type: 'losses', firstStep: 0, losses: Float32Array.of(1, 0.5) });
    client.emit({ type: 'preview', step: 2, shape: [2, 2], samples: new Float32Array(4), labels: null });
    expect(state().losses.length).toBe(2);
    const reset = state().reset();
    await client.answer();
    await reset;
    expect(state().losses.length).toBe(0);
    expect(state().preview).toBeNull();
  });

  it('forgets the run when the worker crashes, so that the next start loads again', async () => {
    const { client, state } = await loaded();
    client.emit({ type: 'crashed', message: 'The training worker stopped.' });
    expect(state()).toMatchObject({ status: 'error', error: 'The training worker stopped.', runningRecipe: null });
    const started = state().start();
    expect(client.types().at(-1)).toBe('load');
    await client.answerAll();
    await started;
  });
});

describe('changes', () => {
  it('sends learning rate, batch and EMA at once, the latest when several wait', async () => {
    const { client, state } = await loaded();
    for (const learningRate of [2e-3, 3e-3, 4e-3]) state().setOptimizer({ ...recipe.optimizer, learningRate });
    expect(client.types().filter((type) => type === 'change')).toHaveLength(1);
    await client.answerAll();
    const changes = client.sent.map(({ body }) => body).filter((body) => body.type === 'change');
    expect(changes.map(({ settings }) => settings.learningRate)).toEqual([2e-3, 4e-3]);
    expect(state().pendingRestart).toEqual([]);
  });

  it('names what needs a restart and applies it with one', async () => {
    const { client, state } = await loaded();
    client.emit(training);
    state().setModel({ ...model, width: 128 });
    state().setOptimizer({ ...recipe.optimizer, weightDecay: 0.1, learningRate: 5e-3 });
    expect(state().pendingRestart).toEqual(['model.width', 'optimizer.weightDecay']);
    await client.answerAll();
    const restarted = state().restart();
    await client.answerAll();
    await restarted;
    expect(state().pendingRestart).toEqual([]);
    expect(state().runningRecipe?.model).toMatchObject({ width: 128 });
    expect(client.types().slice(-3)).toContain('start');
  });

  it('takes a change back when the old value returns', async () => {
    const { state } = await loaded();
    state().setModel({ ...model, depth: 5 });
    state().setModel({ ...model });
    expect(state().pendingRestart).toEqual([]);
  });

  it('restarts at once on new data and goes on training', async () => {
    const { client, state } = await loaded();
    client.emit(training);
    state().setData({ kind: 'spiral', count: 2000, seed: 1 });
    await client.answerAll();
    expect(client.types().slice(2)).toEqual(['preview', 'load', 'start']);
    expect(state().runningRecipe?.data.kind).toBe('spiral');
  });

  it('stays paused when it is paused while new data is loading', async () => {
    const { client, state } = await loaded();
    client.emit(training);
    state().setData({ kind: 'spiral', count: 2000, seed: 1 });
    client.emit({ ...training, status: 'compiling' });
    void state().pause();
    await client.answerAll();
    expect(client.types()).toContain('pause');
    expect(client.types()).not.toContain('start');
  });

  it('starts only once when data is chosen twice in a row', async () => {
    const { client, state } = await loaded();
    client.emit(training);
    state().setData({ kind: 'spiral', count: 2000, seed: 1 });
    state().setData({ kind: 'rings', count: 2000, seed: 1 });
    await client.answerAll();
    expect(client.types().filter((type) => type === 'start')).toHaveLength(1);
    expect(state().runningRecipe?.data.kind).toBe('rings');
  });
});

describe('schedule', () => {
  it('sends a drag with one command in flight and keeps one undo entry', async () => {
    const { client, state } = await loaded();
    for (const timesteps of [90, 80, 70]) state().setSchedule({ ...schedule, timesteps }, false);
    state().setSchedule({ ...schedule, timesteps: 60 }, true);
    await client.answerAll();
    const sent = client.sent.map(({ body }) => body).filter((body) => body.type === 'schedule');
    expect(sent.map((body) => body.schedule.timesteps)).toEqual([90, 60]);
    expect(state().schedulePast).toEqual([schedule]);
    expect(state().runningRecipe?.schedule.timesteps).toBe(60);

    state().undoSchedule();
    expect(state().recipe.schedule).toEqual(schedule);
    state().redoSchedule();
    expect(state().recipe.schedule.timesteps).toBe(60);
    await client.answerAll();
    expect(state().runningRecipe?.schedule.timesteps).toBe(60);
  });

  it('keeps no entry for a drag that ends where it began', async () => {
    const { state } = await loaded();
    state().setSchedule({ ...schedule, timesteps: 90 }, false);
    state().setSchedule({ ...schedule }, true);
    expect(state().schedulePast).toEqual([]);
  });
});

describe('sampling', () => {
  it('keeps the newest trajectory and says nothing about superseded ones', async () => {
    const { client, state } = await loaded();
    const request = sampleRequest(recipe);
    const old = state().sample(request);
    const fresh = state().sample({ ...request, seed: 2 });
    await Promise.all([expect(old).rejects.toMatchObject({ code: 'superseded' }), client.fail('A newer request came.', 'superseded')]);
    expect(state()).toMatchObject({ sampling: true, error: null });
    await client.answer({ trajectory });
    expect(await fresh).toBe(trajectory);
    expect(state()).toMatchObject({ sampling: false, trajectory });
  });
});

const pictures: Pictures = {
  facts: {
    width: 8, height: 8, channels: 1, count: 2, heldOut: 0, allClassNames: ['a', 'b'], classNames: ['a', 'b'], classCounts: [1, 1],
    mean: [0], deviation: [0], min: [0], max: [0], duplicates: 1, scale: 2 / 255, offset: -1, description: 'Two black pictures.',
  },
  pixels: new Uint8Array(128), labels: Uint16Array.of(0, 1),
};
const digits: ImageDataRecipe = {
  kind: 'digits', size: 8, colour: 'grey', range: 'symmetric', mirror: false, shift: 0, heldOut: 0, classes: null, conditional: true, count: 2, seed: 1,
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

describe('events', () => {
  it('does not bring a dismissed message back because the worker repeats it', () => {
    const { client, state } = make();
    const message = 'The device was lost. The run was rebuilt and goes on from step 8.';
    client.emit({ ...training, status: 'paused', error: message });
    client.emit({ ...training, error: message });
    expect(state().error).toBe(message);
    state().dismissError();
    client.emit({ ...training, step: 20, error: message });
    expect(state()).toMatchObject({ step: 20, error: null });
    client.emit({ ...training, error: null });
    client.emit({ ...training, error: message });
    expect(state().error).toBe(message);
  });

  it('slows previews down when training is fast', async () => {
    const { client } = await loaded();
    client.emit({ ...training, stepsPerSecond: 3000 });
    const last = client.sent.at(-1)?.body;
    expect(last).toMatchObject({ type: 'preview', everySteps: 500 });
  });

  it('keeps the loss of noise levels that got no sample', async () => {
    const { client, state } = await loaded();
    client.emit({ type: 'noise-level-loss', step: 1, losses: Float32Array.of(1, 2) });
    client.emit({ type: 'noise-level-loss', step: 2, losses: Float32Array.of(NaN, 3) });
    expect(state().noiseLevelLoss).toEqual(Float32Array.of(1, 3));
  });
});
