import { at, type Tensor } from './operation.ts';

/**
 * How the random numbers from which a batch takes its timesteps hang together; each by itself is uniform.
 * - independent: every row draws its own
 * - antithetic: the second half of the batch takes 1 - u of the first, row by row
 * - low-discrepancy: row i of B takes (i + u) / B with one u for the batch (Kingma et al. 2021)
 */
export type DrawKind = 'independent' | 'antithetic' | 'low-discrepancy';

/** In the order in which shaders number them. */
const drawKinds: readonly DrawKind[] = ['independent', 'antithetic', 'low-discrepancy'];

export interface DrawAttributes {
  /** Rows of the batch. */
  readonly batch: number;
  /** Default independent. */
  readonly draws?: DrawKind;
}

/** @throws a sentence naming the operation when the attributes or the table of cumulative probabilities do not fit */
export function checkDraws(operation: string, { batch, draws = 'independent' }: DrawAttributes, cumulative: Tensor | undefined, levels: Tensor): void {
  if (!(Number.isInteger(batch) && batch >= 1)) throw new Error(`${operation}: batch is ${batch}, but a whole number from 1 on is wanted.`);
  if (!drawKinds.includes(draws)) throw new Error(`${operation}: timesteps cannot be drawn in the way "${draws}"; choose one of ${drawKinds.join(', ')}.`);
  if (cumulative && (cumulative.type !== 'f32' || cumulative.shape.length !== 1 || at(cumulative.shape, 0) !== at(levels.shape, 0))) {
    throw new Error(`${operation}: the cumulative probabilities have shape [${cumulative.shape.join(', ')}], but one number for each of the ${at(levels.shape, 0)} levels is wanted.`);
  }
}

/** Constants of the shaders that draw. @param weighted whether timesteps are drawn from a table of cumulative probabilities */
export function drawConstants({ batch, draws = 'independent' }: DrawAttributes, weighted: boolean): Readonly<Record<string, number | boolean>> {
  // A batch of one is its own stratum: 2^32 words, which no u32 tells.
  const kind = batch === 1 ? 0 : drawKinds.indexOf(draws);
  return { DRAWS: kind, STRATUM: batch === 1 ? 0 : Math.floor(2 ** 32 / batch), WEIGHTED: weighted };
}
