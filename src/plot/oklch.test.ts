import { describe, expect, it } from 'vitest';
import { colourWheel, oklchToRgb } from './oklch.ts';

describe('oklchToRgb', () => {
  it('gives greys without chroma and sRGB red at its published coordinates', () => {
    expect(oklchToRgb(1, 0, 0)).toEqual([255, 255, 255]);
    expect(oklchToRgb(0, 0, 0)).toEqual([0, 0, 0]);
    // CSS Color 4 lists red as oklch(62.796% 0.25768 29.234deg).
    expect(oklchToRgb(0.62796, 0.25768, (29.234 * Math.PI) / 180)).toEqual([255, 0, 0]);
  });
});

describe('colourWheel', () => {
  it('gives as many different colours as asked', () => {
    expect(new Set(colourWheel(24, { lightness: 0.6, chroma: 0.15 })).size).toBe(24);
  });
});
