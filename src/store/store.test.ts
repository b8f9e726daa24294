import { describe, expect, it } from 'vitest';
import { loaded, make, model, recipe, schedule, training, trajectory } from './fixtures/loadedStore.ts';
import { sampleRequest } from './previewRequest.ts';

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

describe('a single step', () => {
  it('tells why it failed, but not twice when the loss was no number', async () => {
    const { client, state } = await loaded();
    const refused = state().stepOnce();
    const first = expect(refused).rejects.toThrow('The device is busy.');
    await new Promise((resolve) => { setTimeout(resolve); });
    await client.fail('The device is busy.');
    await first;
    expect(state().error).toBe('The device is busy.');
    state().dismissError();
    const broken = state().stepOnce();
    const second = expect(broken).rejects.toThrow('The loss stopped being a number');
    await new Promise((resolve) => { setTimeout(resolve); });
    client.emit({ type: 'diverged', at: 1, step: 0 });
    await client.fail('The loss stopped being a number at step 1.');
    await second;
    expect(state()).toMatchObject({ error: null, diverged: { at: 1, step: 0 } });
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

  it('starts what took the place of the load that it waited for', async () => {
    const { client, state } = make();
    const first = expect(state().load(recipe)).rejects.toThrow('Another run was loaded instead.');
    const started = state().start();
    const second = state().load({ ...recipe, name: 'other moons' });
    await client.answer();
    await client.fail('Another run was loaded instead.', 'superseded');
    await first;
    await client.answerAll();
    await Promise.all([second, started]);
    expect(state()).toMatchObject({ error: null, runningRecipe: { name: 'other moons' } });
    expect(client.types().at(-1)).toBe('start');
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
    expect(changes.map(({ settings }) => settings.optimizer.learningRate)).toEqual([2e-3, 4e-3]);
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

describe('what does not go together', () => {
  it('is told and held back, and goes with the change that mends it', async () => {
    const { client, state } = await loaded();
    state().setOption('sampling.weights', 'average2');
    expect(state().problems.map(({ path }) => path)).toEqual(['sampling.weights']);
    expect(state().recipe.sampling.weights).toBe('average2');
    await client.answerAll();
    expect(client.types()).toEqual(['preview', 'load']);
    state().setTraining({ ...recipe.training, furtherEmas: [0.9] });
    await client.answerAll();
    expect(state().problems).toEqual([]);
    expect(client.sent.at(-1)?.body).toMatchObject({ type: 'preview', request: { weights: 'average2' } });
  });

  it('in sampling does not keep other data from being learnt', async () => {
    const { client, state } = await loaded();
    state().setOption('sampling.weights', 'average2');
    state().setData({ kind: 'spiral', count: 2000, seed: 1 });
    await client.answerAll();
    const load = client.sent.findLast(({ body }) => body.type === 'load')?.body;
    expect(load).toMatchObject({ recipe: { data: { kind: 'spiral' }, sampling: { weights: 'average' } } });
    expect(state()).toMatchObject({ recipe: { data: { kind: 'spiral' }, sampling: { weights: 'average2' } }, runningRecipe: { data: { kind: 'spiral' } }, pendingRestart: [] });
    expect(state().problems).toHaveLength(1);
  });

  it('in training leaves the run as it is, and sampling may go on changing', async () => {
    const { client, state } = await loaded();
    // Every noise level without weight: nothing would be learnt.
    state().setObjective({ ...recipe.objective, weighting: 'hand-drawn', share: [{ u: 0, value: 0 }, { u: 1, value: 0 }] });
    expect(state().problems.map(({ path }) => path)).toEqual(['objective']);
    state().setOption('optimizer.learningRate', 5e-4);
    await client.answerAll();
    expect(client.types()).toEqual(['preview', 'load']);
    expect(state().runningRecipe?.objective.weighting).toBe('simple');
    state().setOption('objective.weighting', 'min-snr');
    await client.answerAll();
    expect(state().runningRecipe).toMatchObject({ objective: { weighting: 'min-snr' }, optimizer: { learningRate: 5e-4 } });
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

  it('keeps losses of noise levels and speeds over the steps, and goes back with the run', async () => {
    const { client, state } = await loaded();
    for (const step of [10, 20]) {
      client.emit({ type: 'losses', firstStep: step - 9, losses: new Float32Array(10).fill(1) });
      client.emit({ type: 'noise-level-loss', step, losses: Float32Array.of(step, 2) });
      client.emit({ ...training, step, stepsPerSecond: 4 });
    }
    expect(state().levelTrace).toEqual([{ from: 1, to: 10, values: Float32Array.of(10, 2) }, { from: 11, to: 20, values: Float32Array.of(20, 2) }]);
    expect(state().speedTrace.map(({ from, to, values }) => [from, to, ...values])).toEqual([[1, 10, 4, 2048], [11, 20, 4, 2048]]);
    client.emit({ type: 'losses', firstStep: 11, losses: new Float32Array(5).fill(1) });
    client.emit({ type: 'noise-level-loss', step: 15, losses: Float32Array.of(7, 2) });
    expect(state().levelTrace.map(({ from, to }) => [from, to])).toEqual([[1, 10], [11, 15]]);
    const reset = state().reset();
    await client.answerAll();
    await reset;
    expect(state()).toMatchObject({ levelTrace: [], speedTrace: [], changes: [] });
  });

  it('tells that the loss was no number until training goes on', async () => {
    const { client, state } = await loaded();
    client.emit({ type: 'diverged', at: 812, step: 640 });
    client.emit({ ...training, status: 'paused', step: 640 });
    expect(state()).toMatchObject({ diverged: { at: 812, step: 640 }, step: 640, error: null });
    client.emit({ ...training, step: 640 });
    expect(state().diverged).toBeNull();
    client.emit({ type: 'diverged', at: 812, step: 640 });
    const reset = state().reset();
    await client.answerAll();
    await reset;
    expect(state().diverged).toBeNull();
  });

  it('keeps what was changed while it ran', async () => {
    const { client, state } = await loaded();
    state().setOptimizer({ ...recipe.optimizer, learningRate: 2e-3 });
    await client.answerAll();
    expect(state().changes).toEqual([]);
    client.emit({ ...training, step: 40 });
    state().setOptimizer({ ...recipe.optimizer, learningRate: 3e-3 });
    expect(state().changes).toEqual([]);
    await client.answerAll();
    expect(state().changes).toMatchObject([{ step: 40, before: { optimizer: { learningRate: 2e-3 } }, after: { optimizer: { learningRate: 3e-3 } } }]);
    state().setOption('sampling.steps', 7);
    await client.answerAll();
    expect(state().changes).toHaveLength(1);
    client.emit({ ...training, step: 30 });
    expect(state().changes[0]?.step).toBe(30);
  });
});
