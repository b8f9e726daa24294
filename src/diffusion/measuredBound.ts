/** The variational bound of a model on given points or pictures, measured: noise is added at each level and the model's x0 is compared with the truth. */
import { randomStream } from '../random/randomStream.ts';
import { meanAndError } from './idealLoss.ts';
import { pointCount } from './levelDenoiser.ts';
import type { Level } from './levels.ts';
import { alpha, alphaBar, sigma } from './noiseTable.ts';
import type { NoiseTable } from './noiseTable.ts';
import { logIntervalProbability } from './normalDistribution.ts';
import type { LearnedPrediction } from './run.ts';
import { decoderVariance, gaussianDecoderTerm, priorTerm, stepTerm } from './variationalBound.ts';
import type { ReverseVariance } from './variationalBound.ts';

/** How x0 is told from the cleanest level. */
export type Decoder =
  /** A density, for points: the bound is one of differential entropy and may be negative. */
  | { readonly kind: 'gaussian' }
  /** A probability, for pictures of 8 bits that the model sees as byte * scale + offset (Ho et al. 2020, eq. 13). */
  | { readonly kind: 'discretised'; readonly scale: number; readonly offset: number };

/** Predicts x0, or x0 and where its variance lies between small and large; see `LearnedPrediction`. */
export type BoundModel = (x: Float64Array, level: Level) => Float64Array | LearnedPrediction | Promise<Float64Array | LearnedPrediction>;

export interface BoundOptions {
  readonly seed: number;
  readonly decoder: Decoder;
  /** 'learned' takes each element's own from the model (Nichol and Dhariwal 2021, eq. 15). */
  readonly variance: ReverseVariance | 'learned';
  /**
   * How many of the T - 1 terms L_t are measured: one at random from each of so many equal parts of the range, standing for its
   * part, which leaves the expected total the same. Left out, all. Must be at least 1.
   */
  readonly levels?: number;
  readonly signal?: AbortSignal;
  readonly progress?: (done: number, total: number) => void;
}

/** In bits a coordinate. */
export interface BoundTerm {
  readonly t: number;
  readonly bits: number;
  readonly standardError: number;
  /** How many terms it stands for; 1 where all are measured. */
  readonly standsFor: number;
}

export interface MeasuredBound {
  readonly total: number;
  /** Over points and their noise; not over the choice of levels, where not all are measured. */
  readonly standardError: number;
  readonly prior: number;
  /** The decoder has t = 0. */
  readonly decoder: BoundTerm;
  readonly steps: readonly BoundTerm[];
}

const NOISE_STREAM = 0xb0d0000;
const CHOICE_STREAM = 0xb0c;

/**
 * @param points [n, d] flattened, in the model's units; noise for level t comes from the seed and t alone
 * @throws Error with a sentence when points, options, schedule or the model's answer do not fit
 */
export async function measuredBound(model: BoundModel, points: Float64Array, dimensions: number, table: NoiseTable, options: BoundOptions): Promise<MeasuredBound> {
  const count = pointCount(points, dimensions);
  const chosen = chooseLevels(table.timesteps, options);
  const secondMoment = points.reduce((sum, value) => sum + value * value, 0) / points.length;
  const prior = priorTerm(table, secondMoment) / Math.LN2;
  const totals = new Float64Array(count);
  const measured: BoundTerm[] = [];
  for (const { t, standsFor } of chosen) {
    options.signal?.throwIfAborted();
    const level = { alpha: alpha(table, t), sigma: sigma(table, t), timestep: t };
    const noise = randomStream(options.seed, NOISE_STREAM + t);
    const x = points.map((value) => level.alpha * value + level.sigma * noise.normal());
    const answer = await model(x, level);
    if (options.variance === 'learned' && answer instanceof Float64Array) throw new Error('The bound was asked for with a learned variance, but the model gives none; choose the small or the large variance.');
    const rows = pointTerms(points, answer, dimensions, t === 0 ? decoderElement(table, options) : stepElement(table, t, options));
    rows.forEach((bits, row) => { totals[row] = (totals[row] ?? 0) + standsFor * bits; });
    const { mean, standardError } = meanAndError(rows);
    measured.push({ t, bits: mean, standardError, standsFor });
    options.progress?.(measured.length, chosen.length);
  }
  const [decoder, ...steps] = measured;
  if (!decoder) throw new Error('The schedule has no levels; give at least one.');
  const { mean, standardError } = meanAndError(totals);
  return { total: mean + prior, standardError, prior, decoder, steps };
}

function chooseLevels(timesteps: number, { levels = timesteps - 1, seed }: BoundOptions): { t: number; standsFor: number }[] {
  const terms = timesteps - 1;
  if (!Number.isInteger(levels) || levels < Math.min(1, terms)) throw new Error(`The bound is to be measured at ${levels} levels; give a whole number from 1.`);
  const parts = Math.min(levels, terms);
  const random = randomStream(seed, CHOICE_STREAM);
  const edge = (part: number): number => 1 + Math.floor((part * terms) / parts);
  const steps = Array.from({ length: parts }, (_, part) => {
    const size = edge(part + 1) - edge(part);
    return { t: edge(part) + random.integer(size), standsFor: size };
  });
  return [{ t: 0, standsFor: 1 }, ...steps];
}

/** Nats of one coordinate from its truth, its prediction and (with learned variance) its fraction between small and large. */
type ElementTerm = (truth: number, predicted: number, fraction: number) => number;

function stepElement(table: NoiseTable, t: number, { variance }: BoundOptions): ElementTerm {
  if (variance !== 'learned') {
    const { constant, weight } = stepTerm(table, t, variance);
    return (truth, predicted) => constant + weight * (truth - predicted) ** 2;
  }
  const { weight } = stepTerm(table, t, 'small');
  // ln(small / large) = ln((1 - alpha_bar(t - 1)) / (1 - alpha_bar(t))); the element's own variance is large^fraction small^(1 - fraction).
  const smaller = Math.log1p(-alphaBar(table, t - 1)) - Math.log1p(-alphaBar(table, t));
  return (truth, predicted, fraction) => {
    const less = fraction * smaller;
    return (Math.expm1(less) - less) / 2 + weight * Math.exp(less) * (truth - predicted) ** 2;
  };
}

/** The variance is that of `decoderVariance`, whichever the reverse steps have: level 0 has no posterior to lie between. */
function decoderElement(table: NoiseTable, { decoder }: BoundOptions): ElementTerm {
  const variance = decoderVariance(table);
  const { constant, weight } = gaussianDecoderTerm(variance);
  if (decoder.kind === 'gaussian') return (truth, predicted) => constant + weight * (truth - predicted) ** 2;
  const { scale, offset } = decoder;
  const deviation = Math.sqrt(variance);
  // The bins of the outermost bytes reach to infinity; a byte is recognised although its value was rounded to float32.
  const [lowest, highest] = [offset + scale / 2, offset + 254.5 * scale];
  return (truth, predicted) => -logIntervalProbability(
    truth < lowest ? -Infinity : (truth - scale / 2 - predicted) / deviation,
    truth > highest ? Infinity : (truth + scale / 2 - predicted) / deviation,
  );
}

/** Mean over its coordinates for each point, in bits. */
function pointTerms(points: Float64Array, answer: Float64Array | LearnedPrediction, dimensions: number, term: ElementTerm): Float64Array {
  const [x0, fraction] = answer instanceof Float64Array ? [answer, undefined] : [answer.x0, answer.fraction];
  if (x0.length !== points.length || (fraction && fraction.length !== points.length)) {
    throw new Error(`The model returned ${x0.length} numbers for ${points.length}; it must return one for each.`);
  }
  const out = new Float64Array(points.length / dimensions);
  for (let k = 0; k < points.length; k++) {
    const row = Math.floor(k / dimensions);
    out[row] = (out[row] ?? 0) + term(points[k] ?? 0, x0[k] ?? 0, fraction?.[k] ?? 0) / (dimensions * Math.LN2);
  }
  return out;
}
