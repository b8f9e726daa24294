import { describe, expect, it } from 'vitest';
import { fromTrack, toTrack, trackSteps } from './sliderTrack.ts';

describe('slider track', () => {
  it('has one position a step and maps both ways on a linear track', () => {
    const track = { min: 10, max: 1000, scale: 'linear', step: 1 } as const;
    expect(trackSteps(track)).toBe(990);
    for (const value of [10, 11, 500, 999, 1000]) expect(fromTrack(toTrack(value, track), track)).toBe(value);
  });
  it('spreads decades evenly on a log track and is exact at the ends', () => {
    const track = { min: 1e-5, max: 1e-1, scale: 'log', step: 0 } as const;
    expect(toTrack(1e-3, track)).toBe(100);
    expect(fromTrack(100, track)).toBe(0.001);
    expect(fromTrack(0, track)).toBe(1e-5);
    expect(fromTrack(200, track)).toBe(1e-1);
  });
  it('clamps values outside', () => {
    const track = { min: 0, max: 1, scale: 'linear', step: 0 } as const;
    expect(toTrack(7, track)).toBe(200);
    expect(toTrack(-7, track)).toBe(0);
  });
});
