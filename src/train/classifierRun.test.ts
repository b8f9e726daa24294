import { describe, expect, it } from 'vitest';
import type { ImageSet } from '../data/images/imageSet.ts';
import { CLASSIFIER_FEATURES, ImageClassifier } from '../nn/imageClassifier.ts';
import { useGpu } from '../node/operationCheck.ts';
import { randomStream } from '../random/randomStream.ts';
import { modelUnits, TrainedClassifier } from './classifierRun.ts';

const held = useGpu();
const units = { scale: 2 / 255, offset: -1, mirror: false, shift: 0 };

/** Stripes of any brightness on any ground, with noise: class 0 runs across, class 1 up and down. */
function stripes(count: number, seed: number): ImageSet {
  const random = randomStream(seed, 1);
  const pixels = new Uint8Array(count * 64);
  const labels = Uint8Array.from({ length: count }, () => random.integer(2));
  labels.forEach((label, i) => {
    const [low, high, phase] = [random.integer(100), 150 + random.integer(90), random.integer(2)];
    for (let p = 0; p < 64; p += 1) pixels[i * 64 + p] = ((label === 0 ? p >> 3 : p) + phase) % 2 === 0 ? low : high + random.integer(15);
  });
  return { width: 8, height: 8, channels: 1, count, pixels, labels, classNames: ['across', 'up'], description: '' };
}

describe('ImageClassifier', () => {
  it('halves pictures down to a side of four pixels or less', () => {
    const names = (side: number): number => new ImageClassifier({ height: side, width: side, channels: 1, classes: 10 }).specs.filter(({ name }) => name.endsWith('conv.weight')).length;
    expect([4, 8, 16, 28, 32, 64].map(names)).toEqual([1, 2, 3, 4, 4, 5]);
  });
  it('needs two classes', () => { expect(() => new ImageClassifier({ height: 8, width: 8, channels: 1, classes: 1 })).toThrow('There is 1 class; a classifier needs at least two'); });
});

describe('TrainedClassifier', () => {
  it('tells two plain classes apart in pictures that it has not seen, the same for the same seed, and leaves no buffer', async () => {
    const { gpu } = held;
    const [train, test] = [stripes(301, 1), stripes(75, 2)];
    const before = gpu.ledger.count;
    const learn = (): Promise<TrainedClassifier> => TrainedClassifier.train(gpu, { train, ...units }, { steps: 60, batch: 16, seed: 4 });
    const classifier = await learn();
    const { classes, features } = await classifier.answer(modelUnits(test, units));
    expect([...classes]).toEqual([...test.labels ?? []]);
    expect(features).toHaveLength(75 * CLASSIFIER_FEATURES);
    expect(classifier.lastLoss).toBeLessThan(Math.log(2) / 2);
    const again = await learn();
    expect((await again.answer(modelUnits(test, units))).features).toEqual(features);
    classifier.destroy();
    again.destroy();
    expect(gpu.ledger.count).toBe(before);
  });
  it('says what it cannot be trained on', async () => {
    const { gpu } = held;
    await expect(TrainedClassifier.train(gpu, { train: { ...stripes(4, 1), labels: null }, ...units }, { steps: 1, batch: 2, seed: 1 })).rejects.toThrow('These pictures have no classes');
  });
});
