import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RecordedRun } from '../recipe/recording.ts';
import { preset } from '../recipe/presets.ts';
import type { ClientEvent } from './client.ts';
import { createRecordedClient } from './recordedClient.ts';

const run: RecordedRun = {
  recipe: preset('swiss-roll'), device: 'Test', stepsPerSecond: 50, data: new Float32Array(4), dataDescription: 'two points',
  losses: Float32Array.from({ length: 600 }, (_, index) => 1 / (index + 1)),
  previews: [0, 5, 300, 600].map((step) => ({ step, points: Float32Array.of(step, 0) })),
  trajectory: {
    shape: [1, 2], states: [new Float32Array(2), new Float32Array(2)], predictions: [new Float32Array(2)],
    timesteps: new Float64Array([9, 0]), alphaBars: new Float64Array([0, 1]), trainedSteps: 600, milliseconds: 1,
  },
};

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('recorded client', () => {
  it('plays every loss once, shows previews as their steps come, and pauses at the end', async () => {
    const client = createRecordedClient(run);
    const events: ClientEvent[] = [];
    client.subscribe((event) => events.push(event));
    await client.send({ type: 'load', recipe: run.recipe, pretrained: null });
    await client.send({ type: 'start' });
    vi.advanceTimersByTime(60_000);
    const losses = events.filter((event) => event.type === 'losses');
    expect(losses[0]?.firstStep).toBe(1);
    expect(losses.flatMap((event) => [...event.losses])).toEqual([...run.losses]);
    expect(events.filter((event) => event.type === 'preview').map((event) => event.step)).toEqual([0, 5, 300, 600]);
    expect(events.filter((event) => event.type === 'status').at(-1)).toMatchObject({ status: 'paused', step: 600 });
  });

  it('says nothing while paused', async () => {
    const client = createRecordedClient(run);
    const events: ClientEvent[] = [];
    await client.send({ type: 'load', recipe: run.recipe, pretrained: null });
    await client.send({ type: 'start' });
    vi.advanceTimersByTime(1000);
    await client.send({ type: 'pause' });
    client.subscribe((event) => events.push(event));
    vi.advanceTimersByTime(5000);
    expect(events).toEqual([]);
  });

  it('gives the recorded samples and refuses what a recording cannot do', async () => {
    const client = createRecordedClient(run);
    const request = { sampler: 'ddim', steps: 1, count: 1, seed: 1, eta: 0, schedule: null, guidance: 1, label: 'each' } as const;
    expect((await client.send({ type: 'sample', request })).trajectory).toEqual({ ...run.trajectory, labels: null });
    await expect(client.send({ type: 'step', count: 1 })).rejects.toThrow('This is a recorded run.');
  });
});
