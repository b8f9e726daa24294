import { drawPoints } from '../data/dataset.ts';
import type { Dataset } from '../data/dataset.ts';
import type { ImageDataset } from '../data/images/imageDataset.ts';
import { exactTrace, givenTrace, hutchinsonTrace, type JacobianTrace } from '../diffusion/jacobianTrace.ts';
import type { LevelDenoiser } from '../diffusion/levelDenoiser.ts';
import { levelFinder, type LevelFinder } from '../diffusion/levels.ts';
import { dequantised } from '../diffusion/likelihoodUnits.ts';
import type { BoundModel, Decoder } from '../diffusion/measuredBound.ts';
import type { NoiseTable } from '../diffusion/noiseTable.ts';
import type { Gpu } from '../gpu/device.ts';
import { elements } from '../ops/operation.ts';
import type { Asked } from '../protocol/messages.ts';
import { randomStream } from '../random/randomStream.ts';
import type { DataRecipe } from '../recipe/recipe.ts';
import { isImageData } from '../recipe/recipeKind.ts';
import { type IdealModel, idealModel } from './idealModel.ts';
import type { Learner } from './learner.ts';
import { ModelDenoiser } from './modelDenoiser.ts';
import type { Moment } from './sampler.ts';

/** A run, as questions about it see it. */
export interface InsightParts {
  readonly gpu: Gpu;
  readonly learner: Learner;
  readonly data: DataRecipe;
  readonly points: Dataset | null;
  readonly images: ImageDataset | null;
  readonly moment: () => Moment;
  /** The memories of the run by name. */
  readonly bufferOf: (memory: string) => GPUBuffer;
}

/** Points or pictures that the network is asked for at once. */
const BATCH = { points: 2048, pictures: 16 } as const;
const PICK_STREAM = 0x71c;
const DEQUANTISE_STREAM = 0xdec;

/** The network or the perfect model, whichever was asked. */
export interface AskedModel {
  readonly denoise: LevelDenoiser;
  readonly bound: BoundModel;
  readonly ideal: IdealModel;
  readonly dimensions: number;
  /** @param probes random directions, null for none. @throws a sentence where the trace cannot be had so */
  trace(probes: number | null, seed: number): JacobianTrace;
  close(): void;
}

/** The noise levels along which a density is followed. @throws a sentence where the cleanest of them has no noise */
export function densityFinder(trained: NoiseTable): LevelFinder {
  const finder = levelFinder(trained);
  if (!(finder.smallest > 0)) throw new Error('The cleanest level of the noise schedule has no noise at all, so there is no density to tell; let the schedule begin with a little.');
  return finder;
}

/** Lets others have their turn, unless the question was given up. */
export function breather(signal: AbortSignal): () => Promise<void> {
  return async () => {
    await new Promise<void>((done) => { setTimeout(done, 0); });
    signal.throwIfAborted();
  };
}

/** Opens the model that is asked; close it afterwards. */
export async function openAsked(of: Asked, parts: InsightParts, moment: Moment, signal: AbortSignal): Promise<AskedModel> {
  const { gpu, learner, data, points, images } = parts;
  const dimensions = elements(learner.sampleShape);
  const ideal = idealModel(data, points, images, breather(signal));
  if (of === 'ideal') {
    return { denoise: ideal.denoise, bound: ideal.denoise, ideal, dimensions, trace: () => givenTrace(ideal.traced, dimensions), close: () => undefined };
  }
  const model = await ModelDenoiser.open(gpu, learner, moment, points ? BATCH.points : BATCH.pictures, parts.bufferOf);
  const denoise: LevelDenoiser = async (x, level) => (await model.ask(x, level, signal)).x0;
  return {
    denoise, ideal, dimensions,
    bound: async (x, level) => {
      const answer = await model.ask(x, level, signal);
      return answer.fraction.length > 0 ? answer : answer.x0;
    },
    trace(probes, seed) {
      if (probes !== null) return hutchinsonTrace(denoise, dimensions, { probes, seed, precision: 'float32' });
      if (!points) throw new Error('The exact divergence takes twice as many calls as a picture has numbers; give a number of random directions, such as 1.');
      return exactTrace(denoise, dimensions, 'float32');
    },
    close: () => model.destroy(),
  };
}

/** Data that are looked at, in the model's units, [count, d] flattened. */
export interface LookedAt {
  readonly values: Float64Array;
  readonly count: number;
  /** Whether the model has never been trained on them. */
  readonly heldOut: boolean;
  readonly decoder: Decoder;
}

/**
 * Fresh points of the distribution, or pictures that were held out; of the user's own points and of pictures without any held out,
 * those that are trained on.
 * @param spread pictures get the noise of their last bit, so that they have a density
 */
export function lookedAt({ data, images }: InsightParts, count: number, seed: number, spread: boolean): LookedAt {
  if (!Number.isInteger(count) || count < 1) throw new Error(`The number of samples to look at is ${count}; give a whole number from 1.`);
  if (!isImageData(data)) return { values: Float64Array.from(drawPoints(data, count, seed + 1)), count, heldOut: data.kind !== 'points', decoder: { kind: 'gaussian' } };
  if (!images) throw new Error('There are no pictures to look at.');
  const { scale, offset } = images;
  const heldOut = images.heldOut.count > 0;
  const set = heldOut ? images.heldOut : images.train;
  const size = set.width * set.height * set.channels;
  const random = randomStream(seed, PICK_STREAM);
  const order = Array.from({ length: set.count }, (_, k) => k);
  const chosen = order.slice(0, Math.min(count, set.count)).map((_, k) => {
    const other = k + random.integer(set.count - k);
    [order[k], order[other]] = [order[other] ?? 0, order[k] ?? 0];
    return order[k] ?? 0;
  });
  const bytes = new Uint8Array(chosen.length * size);
  chosen.forEach((k, row) => bytes.set(set.pixels.subarray(k * size, (k + 1) * size), row * size));
  const values = spread ? dequantised(bytes, scale, offset, randomStream(seed, DEQUANTISE_STREAM)) : Float64Array.from(bytes, (byte) => byte * scale + offset);
  return { values, count: chosen.length, heldOut, decoder: { kind: 'discretised', scale, offset } };
}
