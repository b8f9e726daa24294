import { philox4x32 } from '../../random/philox.ts';
import type { MaskRowsAttributes } from '../maskRows.ts';
import type { StepValues } from '../stepUniform.ts';
import type { Array64 } from './array64.ts';

const MASK_STREAM = 5;

interface Drawn extends MaskRowsAttributes {
  /** Step 0 of seed 0 when left out. */
  readonly drawn?: Pick<StepValues, 'step' | 'seed'>;
}

/** A row where half of its word lies below p 2^31, else zeros. Words are counted by (row, step, layer, stream). */
export function maskRows({ probability, layer, drawn = { step: 0, seed: 0 } }: Drawn, x: Array64): Array64[] {
  const [batch = 1] = x.shape;
  const kept = Array.from({ length: batch }, (_, row) => {
    const [word = 0] = philox4x32([row, drawn.step, layer, MASK_STREAM], [drawn.seed, 0]);
    return Math.floor(word / 2) < Math.floor(probability * 2 ** 31);
  });
  return [x.map((value, i) => (kept[Math.floor(i * batch / x.data.length)] === true ? value : 0))];
}

/** The same mask on d_out. */
export function maskRowsGradient(attributes: Drawn, _x: Array64, gradient: Array64): Array64[] {
  return maskRows(attributes, gradient);
}
