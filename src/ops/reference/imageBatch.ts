import { normalPair, philox4x32 } from '../../random/philox.ts';
import type { ImageBatchAttributes } from '../imageBatch.ts';
import type { StepValues } from '../stepUniform.ts';
import { Array64 } from './array64.ts';
import { timestepDraws } from './timestepDraws.ts';

const DRAW_STREAM = 0;
const NOISE_STREAM = 1;
const AUGMENT_STREAM = 3;
const OFFSET_STREAM = 4;

/** floor(word n / 2^32), exact while n is below 2^21. */
const below = (word: number, n: number): number => Math.floor(word * n / 2 ** 32);
const clamp = (value: number, most: number): number => Math.min(Math.max(value, 0), most);

/**
 * Draws pictures and timesteps, mirrors and shifts them, x_0 = scale byte + offset, then x_t = alpha x_0 + sigma epsilon
 * and target = target_x0 x_0 + target_epsilon epsilon; a class is dropped for the null class. `pixels` and `labels` hold u32 words.
 */
export function imageBatch(attributes: ImageBatchAttributes & { step: Pick<StepValues, 'step' | 'seed' | 'timesteps' | 'rows'> },
  pixels: Array64, labels: Array64, levels: Array64, cumulative?: Array64): Array64[] {
  const { batch, height, width, channels, mirror, shift, scale, offset, classes, labelDropout, offsetNoise = 0, step } = attributes;
  const size = height * width * channels;
  const x = new Array64([batch, height, width, channels]);
  const target = new Array64(x.shape);
  const timesteps = new Array64([batch], timestepDraws(attributes, step, cumulative));
  const classLabels = new Array64([batch]);
  const bytes = new Uint8Array(Uint32Array.from(pixels.data).buffer);
  const known = new Uint16Array(Uint32Array.from(labels.data).buffer);
  const key = [step.seed, 0];
  for (let row = 0; row < batch; row += 1) {
    const [picture = 0] = philox4x32([row, step.step, 0, DRAW_STREAM], key);
    const [flip = 0, right = 0, down = 0, drop = 0] = philox4x32([row, step.step, 0, AUGMENT_STREAM], key);
    const [source, t] = [below(picture, step.rows), timesteps.get(0, row)];
    const [dx, dy] = [below(right, 2 * shift + 1) - shift, below(down, 2 * shift + 1) - shift];
    classLabels.set(0, row, Math.floor(drop / 2) < Math.floor(labelDropout * 2 ** 31) ? classes : known[source] ?? 0);
    for (let i = 0; i < size; i += 1) {
      const [c, place] = [i % channels, Math.floor(i / channels)];
      const fromX = clamp(place % width - dx, width - 1);
      const fromY = clamp(Math.floor(place / width) - dy, height - 1);
      const column = mirror && flip < 2 ** 31 ? width - 1 - fromX : fromX;
      const x0 = (bytes[source * size + (fromY * width + column) * channels + c] ?? Number.NaN) * scale + offset;
      const normalAt = (place: number, stream: number): number => {
        const words = philox4x32([row, step.step, Math.floor(place / 4), stream], key);
        const pair = 2 * Math.floor((place % 4) / 2);
        return normalPair(words[pair] ?? 0, words[pair + 1] ?? 0)[place % 2] ?? 0;
      };
      const epsilon = normalAt(i, NOISE_STREAM) + (offsetNoise === 0 ? 0 : offsetNoise * normalAt(c, OFFSET_STREAM));
      x.data[row * size + i] = levels.get(t, 0) * x0 + levels.get(t, 1) * epsilon;
      target.data[row * size + i] = levels.get(t, 2) * x0 + levels.get(t, 3) * epsilon;
    }
  }
  return [x, target, timesteps, classLabels];
}
