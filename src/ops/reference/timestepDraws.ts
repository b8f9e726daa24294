import { philox4x32 } from '../../random/philox.ts';
import type { DrawAttributes } from '../timestepDraws.ts';
import type { StepValues } from '../stepUniform.ts';
import type { Array64 } from './array64.ts';

const DRAW_STREAM = 0;

/** floor(word n / 2^32), exact while n is below 2^21. */
const below = (word: number, n: number): number => Math.floor(word * n / 2 ** 32);

/** The timesteps of a batch: uniform, or the first t whose cumulative probability lies above u = floor(word / 256) / 2^24. */
export function timestepDraws({ batch, draws = 'independent' }: DrawAttributes, step: Pick<StepValues, 'step' | 'seed' | 'timesteps'>, cumulative?: Array64): number[] {
  const own = (row: number): number => philox4x32([row, step.step, 0, DRAW_STREAM], [step.seed, 0])[1] ?? 0;
  const half = Math.ceil(batch / 2);
  const stratum = Math.floor(2 ** 32 / batch);
  const wordOf = (row: number): number => {
    if (draws === 'antithetic' && row >= half) return 2 ** 32 - 1 - own(row - half);
    // Both factors have 32 bits: the product is exact as a big integer only.
    if (draws === 'low-discrepancy') return row * stratum + Number((BigInt(own(0)) * BigInt(stratum)) >> 32n);
    return own(row);
  };
  return Array.from({ length: batch }, (_, row) => {
    const word = wordOf(row);
    if (!cumulative) return below(word, step.timesteps);
    const u = Math.floor(word / 256) / 2 ** 24;
    const found = cumulative.data.subarray(0, step.timesteps).findIndex((value) => u < value);
    return found < 0 ? step.timesteps - 1 : found;
  });
}
