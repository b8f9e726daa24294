import { describe, expect, it } from 'vitest';
import type { ImageDataset } from '../data/images/imageDataset.ts';
import { makeImageDataset } from '../data/images/imageDataset.ts';
import { isImageData } from '../recipe/recipeKind.ts';
import type { ImageDataRecipe } from '../recipe/recipe.ts';
import { parseRecipe } from '../recipe/validate.ts';
import { modelUnits } from '../train/classifierRun.ts';
import type { Samples } from '../train/run.ts';
import { randomStream } from '../random/randomStream.ts';
import { evaluatePictures } from './evaluatePictures.ts';
import { useGpu } from './operationCheck.ts';

const held = useGpu();
const COUNT = 120;

function dataOf(changes: object): ImageDataRecipe {
  const { data } = parseRecipe({ data: { kind: 'digits', size: 8, count: 400, classes: [0, 1, 7], heldOut: 0.2, seed: 5, ...changes } });
  if (!isImageData(data)) throw new Error('This recipe is one of pictures.');
  return data;
}
const data = dataOf({});
const images = makeImageDataset(data);

/** Other pictures of the same kind: what a perfect model would draw. */
function perfect(seed: number, dataset: ImageDataset): Samples {
  const { train } = makeImageDataset({ ...data, seed, count: COUNT, heldOut: 0 });
  return { shape: [COUNT, 8, 8, 1], samples: modelUnits(train, dataset), labels: Uint16Array.from(train.labels ?? []) };
}

describe('evaluatePictures', () => {
  it('finds samples of a perfect model as near as real pictures, and noise far', async () => {
    const { gpu } = held;
    const real = await evaluatePictures(gpu, data, images, perfect(77, images), 60);
    expect(real.classifier?.heldOutCount).toBe(80);
    expect(real.classifier?.heldOutAccuracy).toBeGreaterThan(0.9);
    expect(real.recognised).toBeGreaterThan(0.9);
    expect(real.byClass.map(({ name, count }) => [name, count])).toEqual([['0', 40], ['1', 40], ['7', 40]]);
    // A share of all is the mean of the shares of classes of one size.
    expect(real.recognised).toBeCloseTo(real.byClass.reduce((sum, one) => sum + one.recognised / 3, 0), 12);
    expect(real.slicedWasserstein).toMatchObject({ count: COUNT, of: 'classifier features' });
    expect(real.slicedWasserstein.ratio).toBeLessThan(2);
    const noise = { ...perfect(77, images), samples: randomStream(3, 0).fillNormal(new Float32Array(COUNT * 64)) };
    const bad = await evaluatePictures(gpu, data, images, noise, 60);
    expect(bad.classifier).toEqual(real.classifier);
    expect(bad.recognised).toBeLessThan(0.6);
    expect(bad.slicedWasserstein.distance).toBeGreaterThan(2 * real.slicedWasserstein.distance);
    expect(bad.slicedWasserstein.floor).toBe(real.slicedWasserstein.floor);
    expect(bad.frechetClassifier?.distance).toBeGreaterThan(real.frechetClassifier?.distance ?? NaN);
    expect(bad.kernelClassifier?.distance).toBeGreaterThan(real.kernelClassifier?.distance ?? NaN);
  });
  it('compares pixels where there are no classes, and fewer pictures where there are few', async () => {
    const { train } = images;
    const plain = { ...images, train: { ...train, labels: null, classNames: [] } };
    const { samples, shape } = perfect(78, images);
    const judged = await evaluatePictures(held.gpu, data, plain, { shape, samples, labels: null });
    expect(judged).toMatchObject({ classifier: null, recognised: null, byClass: [], frechetClassifier: null, slicedWasserstein: { of: 'pixels', count: COUNT } });
    expect(judged.slicedWasserstein.ratio).toBeLessThan(1.5);
    const few = { ...plain, train: { ...plain.train, count: 20, pixels: train.pixels.subarray(0, 20 * 64) } };
    expect((await evaluatePictures(held.gpu, data, few, { shape, samples, labels: null })).slicedWasserstein.count).toBe(10);
  });
});
