import { describe, expect, it } from 'vitest';
import { floatToHalf, halfToFloat } from './halfPrecision.ts';

const finite = Array.from({ length: 0x7c00 }, (_, bits) => bits);

describe('floatToHalf', () => {
  it('gives back every half that there is', () => {
    expect([...finite, 0x7c00].filter((bits) => floatToHalf(halfToFloat(bits)) !== bits)).toEqual([]);
    expect([...finite, 0x7c00].filter((bits) => floatToHalf(halfToFloat(bits | 0x8000)) !== (bits | 0x8000))).toEqual([]);
    expect(halfToFloat(floatToHalf(NaN))).toBeNaN();
  });
  it('rounds to the nearest, and what lies half way to the even one', () => {
    const wrong = finite.slice(0, -1).filter((bits) => {
      const [low, high] = [halfToFloat(bits), halfToFloat(bits + 1)];
      const middle = (low + high) / 2;
      const even = bits % 2 === 0 ? bits : bits + 1;
      return floatToHalf(middle) !== even || floatToHalf(middle - (high - low) / 16) !== bits || floatToHalf(middle + (high - low) / 16) !== bits + 1;
    });
    expect(wrong).toEqual([]);
  });
});
