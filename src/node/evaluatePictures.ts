/** How well a model of pictures does, judged by a classifier trained on the same pictures, beside how real ones do. */
import type { ImageDataset } from '../data/images/imageDataset.ts';
import { type ImageSet, selectImages, splitHeldOut } from '../data/images/imageSet.ts';
import type { Gpu } from '../gpu/device.ts';
import { frechetDistance } from '../metrics/frechetDistance.ts';
import { kernelDistance } from '../metrics/kernelDistance.ts';
import { slicedWasserstein2 } from '../metrics/slicedWasserstein.ts';
import { CLASSIFIER_FEATURES } from '../nn/imageClassifier.ts';
import { randomStream } from '../random/randomStream.ts';
import type { ImageDataRecipe } from '../recipe/recipe.ts';
import { modelUnits, TrainedClassifier } from '../train/classifierRun.ts';
import type { Samples } from '../train/run.ts';

/** How the classifier is trained: enough to name over 97 of 100 held-out pictures of every kind that is made here. */
export const CLASSIFIER_STEPS = 400;
const CLASSIFIER = { batch: 32, seed: 1 } as const;
/** Share set aside to test the classifier where the recipe sets none aside. */
const TEST_SHARE = 0.1;
const PROJECTIONS = 256;
const PAIR_STREAM = 0xe7a1;

/** A distance from samples to real pictures, the same between real pictures, and how many of each were compared. */
export interface Compared { distance: number; floor: number; count: number }

export interface PictureEvaluation {
  /** Null where the pictures have no classes. */
  classifier: { heldOutAccuracy: number; heldOutCount: number; steps: number; parameters: number } | null;
  /** Share of class-conditional samples that the classifier names as their class; null for others. */
  recognised: number | null;
  /** For class-conditional samples the same for each class; empty for others. */
  byClass: { name: string; count: number; recognised: number }[];
  /** In the units of the model a pixel, or of the classifier's features. `ratio` is distance / floor: 1 is as near as real pictures. */
  slicedWasserstein: Compared & { ratio: number; of: 'pixels' | 'classifier features' };
  /** Not the FID, which is of Inception-v3: the same distance on the features of this classifier. Null without one. */
  frechetClassifier: Compared | null;
  /** As KID, on the features of this classifier. */
  kernelClassifier: Compared | null;
}

/**
 * Judges samples. The classifier has been trained for this on the pictures that the model was trained on, and tested on
 * others; distances are between equally many pictures, the real ones in two sets drawn apart.
 * @param samples as a run draws them, labels below the number of classes where each sample has one
 */
export async function evaluatePictures(gpu: Gpu, data: ImageDataRecipe, images: ImageDataset, samples: Samples, classifierSteps = CLASSIFIER_STEPS): Promise<PictureEvaluation> {
  const { train } = images;
  const [a, b] = twoSets(train, samples.shape[0] ?? 0, data.seed);
  const real = [modelUnits(a, images), modelUnits(b, images)] as const;
  if (train.labels === null || train.classNames.length < 2) {
    const pixels = train.width * train.height * train.channels;
    return {
      classifier: null, recognised: null, byClass: [], frechetClassifier: null, kernelClassifier: null,
      slicedWasserstein: sliced(samples.samples, ...real, a.count, pixels, 'pixels'),
    };
  }
  // Pictures that it was trained on tell nothing of a classifier.
  const { train: seen, heldOut: tests } = images.heldOut.count > 0 ? images : splitHeldOut(train, TEST_SHARE, data.seed);
  const { scale, offset } = images;
  const classifier = await TrainedClassifier.train(gpu, { train: seen, scale, offset, mirror: data.mirror, shift: data.shift }, { ...CLASSIFIER, steps: classifierSteps });
  try {
    const right = (await classifier.answer(modelUnits(tests, images))).classes.reduce((sum, named, i) => sum + (named === tests.labels?.[i] ? 1 : 0), 0);
    const answers = await classifier.answer(samples.samples);
    const x = answers.features;
    const [near, far] = [(await classifier.answer(real[0])).features, (await classifier.answer(real[1])).features];
    const same = x.subarray(0, a.count * CLASSIFIER_FEATURES);
    const compared = (distance: typeof frechetDistance): Compared | null => (a.count < 2 ? null : {
      distance: distance(same, near, CLASSIFIER_FEATURES), floor: distance(far, near, CLASSIFIER_FEATURES), count: a.count,
    });
    return {
      classifier: { heldOutAccuracy: right / Math.max(1, tests.count), heldOutCount: tests.count, steps: classifierSteps, parameters: classifier.model.specs.reduce((sum, { shape }) => sum + shape.reduce((product, one) => product * one, 1), 0) },
      ...recognition(samples.labels, answers.classes, train.classNames),
      slicedWasserstein: sliced(x, near, far, a.count, CLASSIFIER_FEATURES, 'classifier features'),
      frechetClassifier: compared(frechetDistance),
      kernelClassifier: compared(kernelDistance),
    };
  } finally {
    classifier.destroy();
  }
}

function recognition(labels: Uint16Array | null, named: Uint16Array, classNames: readonly string[]): Pick<PictureEvaluation, 'recognised' | 'byClass'> {
  // Samples without a class have the number after the last.
  const asked = [...labels ?? []].filter((label) => label < classNames.length).length;
  if (labels === null || asked === 0) return { recognised: null, byClass: [] };
  const counts = classNames.map((name) => ({ name, count: 0, right: 0 }));
  labels.forEach((label, i) => {
    const entry = counts[label];
    if (!entry) return;
    entry.count += 1;
    if (named[i] === label) entry.right += 1;
  });
  return {
    recognised: counts.reduce((sum, { right }) => sum + right, 0) / asked,
    byClass: counts.filter(({ count }) => count > 0).map(({ name, count, right }) => ({ name, count, recognised: right / count })),
  };
}

function sliced(x: Float32Array, near: Float32Array, far: Float32Array, count: number, dimensions: number, of: PictureEvaluation['slicedWasserstein']['of']): PictureEvaluation['slicedWasserstein'] {
  const options = { dimensions, projections: PROJECTIONS, seed: 1 };
  const distance = slicedWasserstein2(x, near, options);
  const floor = slicedWasserstein2(far, near, options);
  return { distance, floor, ratio: distance / floor, count, of };
}

/** Two sets without a picture in common, drawn with the seed: `count` pictures each, or half of all where there are fewer. */
function twoSets(set: ImageSet, count: number, seed: number): [ImageSet, ImageSet] {
  const random = randomStream(seed, PAIR_STREAM);
  const order = Array.from({ length: set.count }, (_, i) => i);
  const size = Math.min(count, Math.floor(set.count / 2));
  if (size < 1) throw new Error(`There are ${set.count} pictures; at least two are needed to compare samples with.`);
  for (let i = 0; i < 2 * size; i += 1) {
    const j = i + random.integer(set.count - i);
    [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
  }
  return [selectImages(set, order.slice(0, size)), selectImages(set, order.slice(size, 2 * size))];
}
