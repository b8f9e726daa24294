import { describe, expect, it } from 'vitest';
import { describeFrame } from './trajectoryFrames.ts';

const trajectory = {
  shape: [1, 2], states: [Float32Array.of(100, -50), Float32Array.of(0.5, 0.25), Float32Array.of(1, 2)], predictions: [Float32Array.of(3, 4), Float32Array.of(5, 6)],
  timesteps: Float64Array.of(9, 4.25, 0), alphaBars: Float64Array.of(0.0004, 0.5, 1), labels: null, trainedSteps: 0, milliseconds: 1,
};

describe('a frame in words', () => {
  it('tells its step and its noise', () => {
    expect(describeFrame(trajectory, 0)).toBe('pure noise, t = 9, alpha bar 0.000400');
    expect(describeFrame(trajectory, 1)).toBe('step 1 of 2, t = 4.3, alpha bar 0.500');
    expect(describeFrame(trajectory, 2)).toBe('finished samples, t = 0, alpha bar 1.00');
  });
  it('counts steps where the model is asked more than once for one', () => {
    const heun = { ...trajectory, states: [...trajectory.states, ...trajectory.states.slice(1)], timesteps: Float64Array.of(9, 4, 4, 0, 0), alphaBars: Float64Array.of(0, 0.5, 0.5, 1, 1), steps: Uint16Array.of(0, 0, 1, 1, 2) };
    expect([0, 1, 2, 3, 4].map((frame) => describeFrame(heun, frame).split(',')[0])).toEqual(['pure noise', 'on the way from step 0 to step 1 of 2', 'step 1 of 2', 'on the way from step 1 to step 2 of 2', 'finished samples']);
  });
});
