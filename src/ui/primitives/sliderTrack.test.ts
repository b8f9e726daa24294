import { describe, expect, it } from 'vitest';
import { fromTrack, steppedOnTrack, toTrack, trackSteps } from './sliderTrack.ts';

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

describe('a key on the track', () => {
  const shift = { min: 0.05, max: 20, scale: 'log', step: 0.05 } as const;
  const rate = { min: 1e-5, max: 1e-1, scale: 'log', step: 0 } as const;
  it.each([['shift', shift], ['learning rate', rate], ['T', { min: 10, max: 1000, scale: 'log', step: 1 }]] as const)('goes all the way up and down, never standing still: %s', (_, track) => {
    for (const [direction, from, to] of [[1, track.min, track.max], [-1, track.max, track.min]] as const) {
      let value: number = from;
      for (let press = 0; value !== to; press++) {
        expect(press).toBeLessThan(trackSteps(track) + 1);
        const next = steppedOnTrack(toTrack(value, track) + direction, value, track);
        expect(direction * (next - value)).toBeGreaterThan(0);
        value = next;
      }
    }
  });
  it('takes the value of the position where that is another one', () => {
    expect(steppedOnTrack(100, 5e-4, rate)).toBe(fromTrack(100, rate));
    expect(steppedOnTrack(101, 1, shift)).toBe(1.05);
    expect(steppedOnTrack(99, 1, shift)).toBe(0.95);
  });
});
