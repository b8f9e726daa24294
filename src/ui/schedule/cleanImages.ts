import { fixedNoise } from '../../plot/fixedNoise.ts';
import type { Pictures } from '../../protocol/messages.ts';
import type { CleanImages } from './NoisedImages.tsx';

/** The first `count` training pictures in the model's units, with noise that is the same on every visit. */
export function cleanImages({ facts, pixels }: Pictures, count: number, seed: number): CleanImages {
  const { width, height, channels, scale, offset } = facts;
  const each = width * height * channels;
  const shown = Math.min(count, Math.floor(pixels.length / each));
  const values = Float32Array.from(pixels.subarray(0, shown * each), (byte) => byte * scale + offset);
  const noise = fixedNoise(Math.ceil(values.length / 2), seed).subarray(0, values.length);
  return { values, noise, shape: { count: shown, height, width, channels }, units: { scale, offset } };
}
