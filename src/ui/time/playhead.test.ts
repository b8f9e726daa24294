import { describe, expect, it } from 'vitest';
import { makeNoiseTable } from '../../diffusion/schedules.ts';
import { preset } from '../../recipe/presets.ts';
import { nearestFrame, placeOfLevel } from './playhead.ts';

describe('the place of a noise level on the axis of time', () => {
  const { alphasCumprod, timesteps } = makeNoiseTable({ ...preset('two-moons').schedule, timesteps: 50 });

  it('is that of its timestep', () => {
    for (const t of [0, 1, 24, 48, 49]) expect(placeOfLevel(alphasCumprod, alphasCumprod[t] ?? 0)).toBeCloseTo(t / (timesteps - 1), 9);
  });

  it('lies between two timesteps where no timestep has it, and at the ends beyond them', () => {
    const between = ((alphasCumprod[10] ?? 0) + (alphasCumprod[11] ?? 0)) / 2;
    expect(placeOfLevel(alphasCumprod, between)).toBeCloseTo(10.5 / 49, 9);
    expect(placeOfLevel(alphasCumprod, 1)).toBe(0);
    expect(placeOfLevel(alphasCumprod, 0)).toBe(1);
  });
});

it('finds the frame that a place on the axis means', () => {
  expect(nearestFrame([1, 0.6, 0.2, 0], 0.5)).toBe(1);
  expect(nearestFrame([1, 0.6, 0.2, 0], 0)).toBe(3);
  expect(nearestFrame([1, 0.6, 0.2, 0], 2)).toBe(0);
});
