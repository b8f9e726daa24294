import { describe, expect, it } from 'vitest';
import { columnsHeight } from './gridPicture.ts';

const digits = { count: 40, imageWidth: 16, imageHeight: 16, period: 10 };

describe('columnsHeight', () => {
  it('is what four rows of ten digits need, for one and for two device pixels to a pixel', () => {
    expect(columnsHeight({ width: 844, height: 717, ratio: 1 }, digits)).toBe(3 + 16 + 4 * 80 + 3 * 4 + 3);
    expect(columnsHeight({ width: 844, height: 717, ratio: 2 }, digits)).toBe(3 + 16 + 4 * 80 + 3 * 4 + 3);
  });
  it('is nothing where columns would make the pictures too small, or there are no classes', () => {
    expect(columnsHeight({ width: 328, height: 279, ratio: 1 }, digits)).toBeNull();
    expect(columnsHeight({ width: 844, height: 717, ratio: 1 }, { ...digits, period: 26 })).toBeNull();
    expect(columnsHeight({ width: 844, height: 717, ratio: 1 }, { ...digits, period: 0 })).toBeNull();
  });
});
