import { describe, expect, it } from 'vitest';
import { commonScale, densityShade, NATS_SHOWN } from './densityScale.ts';

describe('the scale of densities', () => {
  it('is the darkest at its top, and paler with ln p or with p', () => {
    const log = { kind: 'log', top: 1 } as const;
    const linear = { kind: 'linear', top: 1 } as const;
    expect([densityShade(1, log), densityShade(1, linear)]).toEqual([1, 1]);
    expect(densityShade(1 - NATS_SHOWN / 2, log)).toBeCloseTo(0.5);
    expect(densityShade(1 + Math.log(0.25), linear)).toBeCloseTo(0.25);
    expect([densityShade(-Infinity, log), densityShade(-Infinity, linear), densityShade(NaN, log), densityShade(5, log)]).toEqual([0, 0, 0, 1]);
  });
  it('is common to all pictures', () => {
    const of = (...values: number[]) => ({ logDensity: Float64Array.from(values) });
    expect(commonScale([of(-3, 0.11), of(NaN, -1)], 'log')).toEqual({ kind: 'log', top: 0.2 });
    expect(commonScale([], 'linear').top).toBe(0);
    expect(commonScale([of(-Infinity)], 'log').top).toBe(0);
  });
});
