import { describe, expect, it } from 'vitest';
import { convertPoints } from './controlPoints.ts';

const points = [{ u: 0, value: 8 }, { u: 0.4, value: 2 }, { u: 0.7, value: -1 }, { u: 1, value: -8 }];

describe('convertPoints', () => {
  it('goes to alpha_bar and back', () => {
    const back = convertPoints(convertPoints(points, 'log-snr', 'alpha-bar'), 'alpha-bar', 'log-snr');
    back.forEach((point, i) => expect(point.value).toBeCloseTo(points[i]?.value ?? NaN, 9));
    expect(convertPoints([{ u: 0.5, value: 0 }], 'log-snr', 'alpha-bar')[0]?.value).toBe(0.5);
  });
  it('takes slopes along', () => {
    // At log-SNR 0 alpha_bar rises by a quarter of what log-SNR does.
    const [level] = convertPoints([{ u: 0.5, value: 0, slope: -12 }], 'log-snr', 'alpha-bar');
    expect(level?.slope).toBeCloseTo(-3, 12);
    expect(convertPoints(level ? [level] : [], 'alpha-bar', 'log-snr')[0]?.slope).toBeCloseTo(-12, 9);
    expect(convertPoints([{ u: 1, value: 0, slope: -1 }], 'alpha-bar', 'log-snr')).toEqual([{ u: 1, value: -20, slope: 0 }]);
  });
});
