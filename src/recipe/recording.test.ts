import { describe, expect, it } from 'vitest';
import { preset } from './presets.ts';
import { decodeRecording, encodeRecording, type RecordedRun } from './recording.ts';

function cloud(count: number, reach: number): Float32Array {
  return Float32Array.from({ length: 2 * count }, (_, index) => reach * Math.sin(1 + 7.3 * index));
}

function recording(count: number, frames: number): RecordedRun {
  return {
    recipe: preset('swiss-roll'),
    device: 'Test device',
    stepsPerSecond: 120,
    data: cloud(2000, 2),
    dataDescription: '2000 points',
    losses: Float32Array.from({ length: 3000 }, (_, step) => 1 / (1 + step / 100)),
    previews: Array.from({ length: 24 }, (_, index) => ({ step: 10 * index, points: cloud(count, 3) })),
    trajectory: {
      shape: [count, 2],
      states: Array.from({ length: frames + 1 }, () => cloud(count, 4)),
      predictions: Array.from({ length: frames }, () => cloud(count, 2)),
      timesteps: Float64Array.from({ length: frames + 1 }, (_, index) => frames - index),
      alphaBars: Float64Array.from({ length: frames + 1 }, (_, index) => index / frames),
      lengths: Float64Array.from({ length: frames + 1 }, (_, index) => 1 + 10 * (frames - index)),
      trainedSteps: 3000,
      milliseconds: 12,
    },
  };
}

describe('recording', () => {
  it('comes back within half a unit of quantisation', () => {
    const run = recording(50, 5);
    const back = decodeRecording(encodeRecording(run));
    const close = (wanted: Float32Array, got: Float32Array | undefined) => {
      const reach = wanted.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      expect(got?.length).toBe(wanted.length);
      // Half a unit of rounding, and the float32 rounding of the result.
      const bound = 0.5 * (reach / 32767) * (1 + 1e-6) + reach * 2 ** -23;
      wanted.forEach((value, index) => expect(Math.abs(value - (got?.[index] ?? NaN))).toBeLessThanOrEqual(bound));
    };
    close(run.data, back.data);
    close(run.losses, back.losses);
    run.trajectory.states.forEach((state, index) => close(state, back.trajectory.states[index]));
    run.trajectory.predictions.forEach((state, index) => close(state, back.trajectory.predictions[index]));
    expect(back.trajectory.timesteps).toEqual(run.trajectory.timesteps);
    expect(back.trajectory.alphaBars).toEqual(run.trajectory.alphaBars);
    expect(back.trajectory.lengths).toEqual(run.trajectory.lengths);
    expect(back.previews.map(({ step }) => step)).toEqual(run.previews.map(({ step }) => step));
    expect(back.recipe).toEqual(run.recipe);
  });

  it('stays under 600 kB with 1000 points, 24 previews and 40 sampling steps', () => {
    expect(encodeRecording(recording(1000, 40)).length).toBeLessThan(600_000);
  });

  it('answers anything else with a sentence', () => {
    for (const text of ['', '{}', 'null', '{"format":"diffusion-playground-recording","version":2}']) {
      expect(() => decodeRecording(text)).toThrow(/cannot be read/);
    }
  });
});
