import { philox4x32 } from '../../random/philox.ts';
import type { DropoutAttributes } from '../dropout.ts';
import type { StepValues } from '../stepUniform.ts';
import type { Array64 } from './array64.ts';

const DROPOUT_STREAM = 2;

interface Drawn extends DropoutAttributes {
  /** Step 0 of seed 0 when left out. */
  readonly drawn?: Pick<StepValues, 'step' | 'seed'>;
}

/** out = x / (1 - p) where the element's word is at least p 2^32, else 0. Words are counted by (quad, step, layer, stream). */
export function dropout({ probability, layer, drawn = { step: 0, seed: 0 } }: Drawn, x: Array64): Array64[] {
  return [x.map((value, index) => {
    const words = philox4x32([Math.floor(index / 4), drawn.step, layer, DROPOUT_STREAM], [drawn.seed, 0]);
    return (words[index % 4] ?? 0) >= Math.floor(probability * 2 ** 32) ? value / (1 - probability) : 0;
  })];
}

/** The same mask on d_out. */
export function dropoutGradient(attributes: Drawn, _x: Array64, gradient: Array64): Array64[] {
  return dropout(attributes, gradient);
}
