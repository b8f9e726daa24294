import { describe, expect, it } from 'vitest';
import { levelRange, levelShade } from './levelShades.ts';

describe('shades of losses', () => {
  it('go with the logarithm from the least to the greatest', () => {
    const range = levelRange([{ values: [0.01, NaN] }, { values: [1, 0.1] }]);
    expect(range).toEqual([0.01, 1]);
    expect([0.01, 0.1, 1, 5, 0].map((loss) => levelShade(loss, [0.01, 1]))).toEqual([0, expect.closeTo(0.5, 9), 1, 1, 0]);
    expect(levelShade(NaN, [0.01, 1])).toBeNull();
  });

  it('neither span everything nor make much of little', () => {
    expect(levelRange([{ values: [1e-9, 1] }])).toEqual([1e-4, 1]);
    expect(levelRange([{ values: [0.9, 0.9] }])?.[0]).toBeCloseTo(0.6, 9);
    expect(levelRange([{ values: [NaN, Infinity, 0] }])).toBeNull();
    const wild = Array.from({ length: 200 }, (_, i) => (i === 7 ? 1e5 : 1 + i / 100));
    expect(levelRange([{ values: wild }])?.[1]).toBeCloseTo(2.98, 9);
  });
});
