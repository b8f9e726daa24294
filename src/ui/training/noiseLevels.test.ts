import { describe, expect, it } from 'vitest';
import { errorName, tenths } from './noiseLevels.ts';

describe('the loss by noise level', () => {
  it('lies at the middle of each tenth of the timesteps', () => {
    const losses = Float32Array.from({ length: 10 }, (_, part) => (part === 3 ? NaN : part));
    const { x, y } = tenths(losses, 101);
    expect([x[0], x[9]]).toEqual([5, 95]);
    expect(y[3]).toBeNaN();
    expect(y[4]).toBe(4);
  });
  it('is empty before any is known', () => {
    expect(tenths(null, 100)).toEqual({ x: [], y: [] });
    expect(tenths(new Float32Array(10).fill(NaN), 100)).toEqual({ x: [], y: [] });
  });
  it('names the prediction as its choice does', () => {
    expect(errorName('epsilon')).toMatch(/^squared error of .+, per coordinate$/);
  });
});
