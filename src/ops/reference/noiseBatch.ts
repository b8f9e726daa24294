import { normalPair, philox4x32 } from '../../random/philox.ts';
import type { StepValues } from '../stepUniform.ts';
import type { DrawAttributes } from '../timestepDraws.ts';
import { Array64 } from './array64.ts';
import { timestepDraws } from './timestepDraws.ts';

const DRAW_STREAM = 0;
const NOISE_STREAM = 1;

/** floor(word n / 2^32), exact while n is below 2^21. */
const below = (word: number, n: number): number => Math.floor(word * n / 2 ** 32);

/** x_t = alpha x_0 + sigma epsilon, target = target_x0 x_0 + target_epsilon epsilon, and the timesteps; random numbers counted by (row, step, quad, stream). */
export function noiseBatch({ step, ...draws }: DrawAttributes & { step: Pick<StepValues, 'step' | 'seed' | 'timesteps' | 'rows'> }, data: Array64, levels: Array64, cumulative?: Array64): Array64[] {
  const { batch } = draws;
  const x = new Array64([batch, data.columns]);
  const target = new Array64(x.shape);
  const timesteps = new Array64([batch], timestepDraws(draws, step, cumulative));
  const key = [step.seed, 0];
  for (let row = 0; row < batch; row += 1) {
    const [source = 0] = philox4x32([row, step.step, 0, DRAW_STREAM], key);
    const t = timesteps.get(0, row);
    for (let d = 0; d < data.columns; d += 1) {
      const words = philox4x32([row, step.step, Math.floor(d / 4), NOISE_STREAM], key);
      const pair = 2 * Math.floor((d % 4) / 2);
      const epsilon = normalPair(words[pair] ?? 0, words[pair + 1] ?? 0)[d % 2] ?? 0;
      const x0 = data.get(below(source, step.rows), d);
      x.set(row, d, levels.get(t, 0) * x0 + levels.get(t, 1) * epsilon);
      target.set(row, d, levels.get(t, 2) * x0 + levels.get(t, 3) * epsilon);
    }
  }
  return [x, target, timesteps];
}
