import { describe, expect, it } from 'vitest';
import { byteTones, cleanTones, imageShape, impliedNoise, noiseReach, noisyTones, paintSheet, weightsOf, sheetSize } from './imagePixels.ts';
import { noisePoints } from './noisedCloud.ts';

const symmetric = { scale: 2 / 255, offset: -1 };
const paint = (values: number[], shape: Parameters<typeof paintSheet>[1], tones = byteTones) => {
  const { width, height } = sheetSize(shape);
  const rgba = new Uint8ClampedArray(4 * width * height);
  paintSheet(values, shape, tones, rgba);
  return rgba;
};

describe('imageShape', () => {
  it('tells pictures from points', () => {
    expect(imageShape([4, 8, 9, 3])).toEqual({ count: 4, height: 8, width: 9, channels: 3 });
    expect(imageShape([100, 2])).toBeNull();
  });
});

describe('tones', () => {
  it('of clean pictures give the bytes back in every range of values', () => {
    for (const units of [symmetric, { scale: 1 / 255, offset: 0 }, { scale: 0.0127, offset: -0.42 }]) {
      const bytes = Array.from({ length: 256 }, (_, byte) => byte);
      const rgba = paint(bytes.map((byte) => byte * units.scale + units.offset), { count: 1, height: 16, width: 16, channels: 1 }, cleanTones(units));
      expect([...rgba].filter((_, index) => index % 4 === 0)).toEqual(bytes);
    }
  });
  it('of noisy pictures go from those of noise to those of clean pictures', () => {
    expect(noisyTones(symmetric, { alpha: 0, sigma: 1 })).toEqual({ black: -noiseReach, white: noiseReach });
    expect(noisyTones(symmetric, { alpha: 1, sigma: 0 })).toEqual(cleanTones(symmetric));
    const { black, white } = noisyTones(symmetric, weightsOf(0.64));
    expect(black).toBeCloseTo(0.8 * -1 - 0.6 * 2, 12);
    expect(white).toBeCloseTo(0.8 * 1 + 0.6 * 2, 12);
  });
});

describe('paintSheet', () => {
  it('lays pictures side by side, row by row', () => {
    const shape = { count: 3, height: 1, width: 2, channels: 1 };
    expect(sheetSize(shape)).toEqual({ columns: 2, width: 4, height: 2 });
    const grey = (value: number) => [value, value, value, 255];
    const nothing = [0, 0, 0, 0];
    expect([...paint([1, 2, 3, 4, 5, 6], shape)]).toEqual([grey(1), grey(2), grey(3), grey(4), grey(5), grey(6), nothing, nothing].flat());
  });
  it('keeps colours and cuts off what lies beyond', () => {
    expect([...paint([300, -4, 7, 1, 2, 3], { count: 1, height: 1, width: 2, channels: 3 })]).toEqual([255, 0, 7, 255, 1, 2, 3, 255]);
  });
});

describe('impliedNoise', () => {
  const clean = Float32Array.of(-1, 0.25, 1);
  const noise = Float32Array.of(0.5, -2, 0.125);
  it('takes the signal out again', () => {
    for (const alphaBar of [0, 0.3, 0.99]) {
      const noisy = new Float32Array(3);
      noisePoints(clean, noise, weightsOf(alphaBar), noisy);
      // Rounding of x_t, at most 2^-23 here, is divided by sqrt(1 - alpha_bar) >= 0.1.
      impliedNoise(noisy, clean, weightsOf(alphaBar)).forEach((value, index) => expect(Math.abs(value - (noise[index] ?? 0))).toBeLessThan(10 * 2 ** -22));
    }
  });
  it('is the same on a wider path', () => {
    const noisy = new Float32Array(3);
    noisePoints(clean, noise, weightsOf(0.3, 40), noisy);
    impliedNoise(noisy, clean, weightsOf(0.3, 40)).forEach((value, index) => expect(value).toBeCloseTo(noise[index] ?? 0, 5));
  });
  it('is nothing where no noise is left', () => expect([...impliedNoise(clean, clean, weightsOf(1))]).toEqual([0, 0, 0]));
});
