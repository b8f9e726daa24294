import { describe, expect, it } from 'vitest';
import { preset } from '../recipe/presets.ts';
import { createFakeClient } from './fakeClient.ts';
import { createPlaygroundApi } from './playgroundApi.ts';
import { createPlaygroundStore } from './store.ts';

function make() {
  const client = createFakeClient();
  const store = createPlaygroundStore({ client, recipe: preset('rings'), resolve: (wanted) => (typeof wanted === 'string' ? preset(wanted) : wanted) });
  return { client, store, api: createPlaygroundApi(() => store, Promise.resolve()) };
}

describe('window.playground', () => {
  it('tells the state in plain values', () => {
    const { client, api } = make();
    expect(api.state()).toEqual({ status: 'idle', step: 0, loss: NaN, stepsPerSecond: 0, device: '' });
    client.emit({ type: 'device', device: { label: 'Apple M2', software: false, vendor: 'apple', architecture: '' } });
    client.emit({ type: 'status', status: 'training', step: 2, stepsPerSecond: 30, facts: null, error: null });
    client.emit({ type: 'losses', firstStep: 1, losses: Float32Array.of(1, 0.5) });
    expect(api.state()).toEqual({ status: 'training', step: 2, loss: 0.5, stepsPerSecond: 30, device: 'Apple M2' });
  });

  it('rejects with sentences', async () => {
    const { api } = make();
    await expect(api.load('ring')).rejects.toThrow(/no preset "ring".*rings/);
    await expect(api.step(0)).rejects.toThrow('step(n) takes a whole number of steps from 1 on, got 0.');
  });

  it('samples with what was asked and the recipe for the rest', async () => {
    const { client, api } = make();
    const sampled = api.sample({ steps: 1, count: 1, seed: 7 });
    expect(client.sent[0]?.body).toMatchObject({ type: 'sample', request: { steps: 1, count: 1, seed: 7, sampler: api.recipe().sampling.sampler } });
    await client.answer({
      trajectory: {
        shape: [1, 2], states: [Float32Array.of(1, 2), Float32Array.of(3, 4)], predictions: [Float32Array.of(3, 4)],
        timesteps: Float64Array.of(9, 0), alphaBars: Float64Array.of(0, 1), trainedSteps: 0, milliseconds: 1, labels: null,
      },
    });
    expect(await sampled).toEqual({ shape: [1, 2], frames: [Float32Array.of(1, 2), Float32Array.of(3, 4)] });
  });

  it('refuses sampling that cannot be, before the worker hears of it', async () => {
    const { client, api } = make();
    await expect(api.sample({ count: 0 })).rejects.toThrow(/^sampling\.count is 0; it takes .*\.$/);
    await expect(api.sample({ steps: api.recipe().schedule.timesteps + 1 })).rejects.toThrow(/^sampling\.steps is \d+; it takes at most the number of timesteps of its schedule, \d+\.$/);
    await expect(api.sample({ seed: 0.5 })).rejects.toThrow(/^sampling\.seed is 0\.5; /);
    expect(client.types()).toEqual([]);
  });
});
