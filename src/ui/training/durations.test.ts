import { describe, expect, it } from 'vitest';
import { duration, picturesPerSecond, stepsPerSecond } from './durations.ts';

describe('duration', () => {
  it('uses the unit that people use', () => {
    expect([0.2, 40, 89.6, 90, 200, 5399, 5400, 9000, 43_200].map(duration)).toEqual(['1 s', '40 s', '90 s', '2 min', '3 min', '90 min', '1.5 h', '2.5 h', '12 h']);
  });
});

describe('a rate', () => {
  it('keeps a decimal where it matters', () => {
    expect([stepsPerSecond(0.069), stepsPerSecond(6.41), stepsPerSecond(9.96), picturesPerSecond(204.8), picturesPerSecond(1234)])
      .toEqual(['0.07 steps/s', '6.4 steps/s', '10 steps/s', '205 pictures/s', '1,234 pictures/s']);
  });
});
