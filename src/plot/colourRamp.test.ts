import { describe, expect, it } from 'vitest';
import { rampColours, type Ramp } from './colourRamp.ts';

const light: Ramp = { lightness: [0.985, 0.3], chroma: [0.004, 0.15, 0.17], hue: (276 * Math.PI) / 180 };
const dark: Ramp = { lightness: [0.2, 0.95], chroma: [0.012, 0.16, 0.05], hue: (276 * Math.PI) / 180 };

/** Relative luminance of WCAG 2. */
function luminance(colours: Uint8ClampedArray, i: number): number {
  const [r = 0, g = 0, b = 0] = [0, 1, 2].map((channel) => {
    const value = (colours[3 * i + channel] ?? 0) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

describe('rampColours', () => {
  it.each([['light', light, -1], ['dark', dark, 1]] as const)('goes one way only in %s colours, from nearly the ground to far from it', (_, ramp, way) => {
    const colours = rampColours(ramp, 64);
    const tones = Array.from({ length: 64 }, (_unused, i) => luminance(colours, i));
    tones.slice(1).forEach((tone, i) => expect(way * (tone - (tones[i] ?? 0))).toBeGreaterThanOrEqual(0));
    expect((Math.max(...tones) + 0.05) / (Math.min(...tones) + 0.05)).toBeGreaterThan(10);
  });
  it('has the chromas it was given at both ends', () => {
    const grey = rampColours({ lightness: [0, 1], chroma: [0, 0.1, 0], hue: 1 }, 3);
    expect([...grey.subarray(0, 3), ...grey.subarray(6)]).toEqual([0, 0, 0, 255, 255, 255]);
  });
});
