import { describe, expect, it } from 'vitest';
import { timestepRows, timestepTable } from './timestepTable.ts';

describe('timestepTable', () => {
  it('holds cosines, then sines, of 1000 t / T times frequencies from 1 down to nearly 1/10000', () => {
    const [timesteps, width] = [50, 8];
    const table = timestepTable(timesteps, width);
    expect(table.length).toBe(timesteps * width);
    // 10000^(-k / 4) in closed form.
    const frequencies = [1, 0.1, 0.01, 0.001];
    for (let t = 0; t < timesteps; t += 1) {
      frequencies.forEach((frequency, k) => {
        // float32 numbers below 1 are good to 2^-25; the angles are below 1000, so float64 adds nothing to that.
        expect(Math.abs((table[t * width + k] ?? NaN) - Math.cos(20 * t * frequency))).toBeLessThan(2 ** -24);
        expect(Math.abs((table[t * width + 4 + k] ?? NaN) - Math.sin(20 * t * frequency))).toBeLessThan(2 ** -24);
      });
    }
  });

  it('says the same of the same part of schedules of different length', () => {
    const [short, long] = [timestepTable(10, 6), timestepTable(1000, 6)];
    for (let t = 0; t < 10; t += 1) expect(short.slice(6 * t, 6 * t + 6)).toEqual(long.slice(600 * t, 600 * t + 6));
  });

  it('has rows between those of whole timesteps', () => {
    const [half, twice] = [timestepRows([3.5, 0, 9], 10, 6), timestepTable(20, 6)];
    expect(half.slice(0, 6)).toEqual(twice.slice(42, 48));
    expect(half.slice(6)).toEqual(timestepRows([0, 18], 20, 6));
  });

  it('begins with the embedding of timestep 0, and has a row where there is one timestep', () => {
    expect([...timestepTable(1, 4)]).toEqual([1, 1, 0, 0]);
  });

  it('needs an even width', () => {
    expect(() => timestepTable(10, 5)).toThrow('The timestep embedding needs an even width, not 5.');
  });
});
