import { describe, expect, it } from 'vitest';
import { filmFrames, isZoomedOut } from './trajectoryFrames.ts';

const trajectory = {
  shape: [1, 2], states: [Float32Array.of(100, -50), Float32Array.of(0.5, 0.25), Float32Array.of(1, 2)], predictions: [Float32Array.of(3, 4), Float32Array.of(5, 6)],
  timesteps: Float64Array.of(9, 4, 0), alphaBars: Float64Array.of(0.0004, 0.5, 1), labels: null, trainedSteps: 0, milliseconds: 1,
};

describe('filmFrames', () => {
  it('are the states, or the predictions with the samples at their end', () => {
    expect(filmFrames(trajectory, 'noisy')).toBe(trajectory.states);
    expect(filmFrames(trajectory, 'predicted').map((frame) => [...frame])).toEqual([[3, 4], [5, 6], [1, 2]]);
  });
  it('zooms out where x_t is wider than the data, and nowhere else', () => {
    const exploding = { ...trajectory, lengths: Float64Array.of(50, 0.7, 1) };
    expect(filmFrames(exploding, 'noisy').map((frame) => [...frame])).toEqual([[2, -1], [0.5, 0.25], [1, 2]]);
    expect(filmFrames(exploding, 'predicted')).toEqual(filmFrames(trajectory, 'predicted'));
    expect([isZoomedOut(exploding), isZoomedOut(trajectory), isZoomedOut({ ...trajectory, lengths: Float64Array.of(1, 0.7, 1) })]).toEqual([true, false, false]);
  });
});
