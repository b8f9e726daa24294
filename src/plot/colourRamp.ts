/** A ramp of one hue for heat maps: even steps of lightness look like even steps. */
import { oklchToRgb } from './oklch.ts';

export interface Ramp {
  /** OKLCH lightness of the least and of the most, 0 .. 1. */
  lightness: readonly [number, number];
  /** OKLCH chroma of the least, in the middle and of the most. */
  chroma: readonly [number, number, number];
  /** Radians. */
  hue: number;
}

const STRIPES = 256;

/** `count` colours from the least to the most, [count, 3] bytes flattened; at least 2. */
export function rampColours({ lightness: [from, to], chroma: [first, middle, last], hue }: Ramp, count: number): Uint8ClampedArray {
  const out = new Uint8ClampedArray(3 * count);
  // The parabola through the three chromas.
  const bend = 2 * (first + last) - 4 * middle;
  for (let i = 0; i < count; i++) {
    const part = i / (count - 1);
    const chroma = first + part * (last - first) + bend * part * (part - 1);
    out.set(oklchToRgb(from + part * (to - from), chroma, hue), 3 * i);
  }
  return out;
}

/** The ramp as a strip over the whole of a canvas, from left to right. */
export function drawRamp(context: CanvasRenderingContext2D, width: number, height: number, ramp: Ramp): void {
  const colours = rampColours(ramp, STRIPES);
  const strip = document.createElement('canvas');
  strip.width = STRIPES;
  strip.height = 1;
  const inner = strip.getContext('2d');
  if (!inner) return;
  const image = inner.createImageData(STRIPES, 1);
  for (let i = 0; i < STRIPES; i++) image.data.set([...colours.subarray(3 * i, 3 * i + 3), 255], 4 * i);
  inner.putImageData(image, 0, 0);
  context.drawImage(strip, 0, 0, width, height);
}
