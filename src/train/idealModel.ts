import type { Dataset } from '../data/dataset.ts';
import type { ImageDataset } from '../data/images/imageDataset.ts';
import { type EmpiricalSet, empiricalDenoiser, tracedEmpirical } from '../diffusion/empiricalDenoiser.ts';
import { knownMixture, knownSet, type KnownDistribution } from '../diffusion/idealLoss.ts';
import type { LevelDenoiser, TracedDenoiser } from '../diffusion/levelDenoiser.ts';
import { type GaussianMixture, mixtureDenoiser, mixtureLogDensity, tracedMixture } from '../diffusion/mixture.ts';
import type { DataRecipe } from '../recipe/recipe.ts';

/** Numbers of pictures that are held for the ideal model at most. */
const MOST_NUMBERS = 2 ** 25;

/** The perfect model of a run's data: what no network can be better than. */
export interface IdealModel {
  /** For people: what it is perfect for. */
  readonly description: string;
  readonly denoise: LevelDenoiser;
  readonly traced: TracedDenoiser;
  readonly known: KnownDistribution;
  /** ln p of the data where it is known in closed form, else null. */
  readonly logDensity: ((points: Float64Array) => Float64Array) | null;
}

/**
 * The distribution itself where it has a closed form, and else the training set, by heart.
 * @param pause awaited between slices of work; may throw to end it
 * @param most points or pictures that it may know, the first of the set: for answers that one waits for
 */
export function idealModel(recipe: DataRecipe, points: Dataset | null, images: ImageDataset | null, pause: () => Promise<void>, most = Infinity): IdealModel {
  const mixture = points && recipe.kind === 'eight-gaussians' ? eightGaussians(points) : null;
  if (mixture) {
    return {
      description: 'the eight Gaussians themselves, in closed form', denoise: mixtureDenoiser(mixture), traced: tracedMixture(mixture), known: knownMixture(mixture),
      logDensity: (x) => mixtureLogDensity(mixture, x),
    };
  }
  const set = points ? { points: points.points.subarray(0, 2 * Math.min(most, points.points.length)), dimensions: 2 } : picturesOf(images, most);
  const count = set.points.length / set.dimensions;
  return {
    description: `the ${count.toLocaleString('en')} ${points ? 'training points' : 'training pictures'}, known by heart`,
    denoise: empiricalDenoiser(set, pause), traced: tracedEmpirical(set, pause), known: knownSet(set, pause), logDensity: null,
  };
}

/** Eight clusters of standard deviation 0.1 on a circle of radius 1, as distributions.ts draws them, standardised as the data set is. */
function eightGaussians({ mean, scale }: Dataset): GaussianMixture {
  const places = Array.from({ length: 8 }, (_, k) => (k / 8) * 2 * Math.PI);
  return {
    means: places.map((angle) => [(Math.cos(angle) - mean[0]) / scale, (Math.sin(angle) - mean[1]) / scale]),
    std: places.map(() => 0.1 / scale), weights: places.map(() => 1 / 8),
  };
}

/** The training pictures as the model sees them, neither mirrored nor moved; the first of them where they are very many. */
function picturesOf(images: ImageDataset | null, most: number): EmpiricalSet {
  if (!images) throw new Error('There are neither points nor pictures.');
  const { train: { width, height, channels, count, pixels }, scale, offset } = images;
  const dimensions = width * height * channels;
  const held = Math.max(1, Math.min(count, most, Math.floor(MOST_NUMBERS / dimensions)));
  return { points: Float32Array.from(pixels.subarray(0, held * dimensions), (byte) => byte * scale + offset), dimensions };
}
