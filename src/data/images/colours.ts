/** Colours by lightness, chroma and hue, so that random palettes are even to the eye. */
import type { RandomStream } from '../../random/randomStream.ts';
import type { Colour } from './raster.ts';

/**
 * OKLCH to sRGB. Björn Ottosson, "A perceptual color space for image processing", 2020. Colours outside sRGB lose chroma
 * until they fit, lightness and hue stay.
 * @param lightness 0 to 1 @param chroma 0 to about 0.3 @param hue in turns
 */
export function oklch(lightness: number, chroma: number, hue: number): Colour {
  for (let share = 1; share > 0; share -= 0.05) {
    const colour = unboundedOklch(lightness, chroma * share, hue);
    if (colour.every((value) => value >= 0 && value <= 1)) return colour;
  }
  const [r, g, b] = unboundedOklch(lightness, 0, hue);
  return [cut(r), cut(g), cut(b)];
}

function cut(value: number): number {
  return Math.min(1, Math.max(0, value));
}

function unboundedOklch(lightness: number, chroma: number, hue: number): Colour {
  const [a, b] = [chroma * Math.cos(2 * Math.PI * hue), chroma * Math.sin(2 * Math.PI * hue)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    encode(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    encode(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    encode(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

/** The transfer function of sRGB (IEC 61966-2-1), with a hair of slack at both ends for rounding. */
function encode(linear: number): number {
  if (Math.abs(linear) < 1e-9) return 0;
  if (Math.abs(linear - 1) < 1e-6) return 1;
  return linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
}

export function between(random: RandomStream, low: number, high: number): number {
  return low + (high - low) * random.uniform();
}

/** A normal number cut at two standard deviations. */
export function gently(random: RandomStream, deviation: number): number {
  return deviation * Math.min(2, Math.max(-2, random.normal()));
}

/** A hue in turns that differs from another by at least a sixth of the circle. */
export function contrastingHue(random: RandomStream, hue: number): number {
  return hue + between(random, 1 / 6, 5 / 6);
}
