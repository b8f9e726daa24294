import { describe, expect, it } from 'vitest';
import { expectClose, randomArray, UNIT_ROUNDOFF, useGpu } from '../node/operationCheck.ts';
import { runSteps } from '../node/stepCheck.ts';
import { at } from './operation.ts';
import { Array64 } from './reference/array64.ts';
import * as reference from './reference/sampler.ts';
import { fillTimestep, keepPrediction, learnedNoise, MAX_TERMS, predictX0, weightedSum } from './sampler.ts';

const held = useGpu();
const shapes = [[1], [31, 1], [32, 2], [33, 3], [97, 2], [2, 3, 5], [2, 5, 7, 3], [1031]];
const BEYOND = 65_535 * 64 + 3;

const step = {
  coefficients_a: [0.75, -1.5, 0.1, 2].map(Math.fround) as [number, number, number, number],
  coefficients_b: [-0.3, 1e-3, 7, 100].map(Math.fround) as [number, number, number, number],
  x0_from_state: Math.fround(0.8), x0_from_output: Math.fround(-0.6), timestep: 613,
  learning_rate: Math.fround(1.3), ema_decay: Math.fround(-0.45), moment1_correction: Math.fround(-7.2), moment2_correction: Math.fround(-1.1),
};

describe('weightedSum', () => {
  it.each([1, 2, 3, 4, 5, 6, MAX_TERMS])('of %i terms is the reference', async (count) => {
    for (const shape of count === 3 ? shapes : [[33, 3]]) {
      const terms = Array.from({ length: count }, (_, k) => randomArray(shape, k));
      const got = await runSteps(held.gpu, weightedSum, terms, null, { steps: [step] });
      // A product and an addition a term.
      const size = at(reference.weightedSum({ step: { coefficients_a: four(step.coefficients_a), coefficients_b: four(step.coefficients_b) } }, ...terms.map((term) => term.map(Math.abs))), 0);
      expectClose(at(got, 0), at(reference.weightedSum({ step }, ...terms), 0), size.map((value) => (count + 1) * UNIT_ROUNDOFF * value), `${count} terms of shape [${shape.join(', ')}]`);
    }
  });

  it('folds more than 65,535 workgroups into two dimensions', async () => {
    const term = new Array64([BEYOND]).map((_, index) => index % 251);
    const got = await runSteps(held.gpu, weightedSum, [term], null, { steps: [{ coefficients_a: [2, 0, 0, 0] }] });
    expectClose(at(got, 0), term.map((value) => 2 * value), 0);
  });

  it('refuses more terms than it has buffers, and terms of different shapes', async () => {
    const terms = Array.from({ length: MAX_TERMS + 1 }, (_, k) => randomArray([4], k));
    await expect(runSteps(held.gpu, weightedSum, terms, null)).rejects.toThrow('weightedSum takes at most 7 terms, not 8.');
    await expect(runSteps(held.gpu, weightedSum, [randomArray([4], 1), randomArray([5], 1)], null)).rejects.toThrow('weightedSum: "input1" has shape [5], but [4] fits');
  });
});

describe('predictX0', () => {
  it.each([...shapes, [BEYOND]].map((shape) => ({ shape })))('of shape $shape is the reference', async ({ shape }) => {
    const [x, prediction] = [randomArray(shape, 1), randomArray(shape, 2)];
    const got = await runSteps(held.gpu, predictX0, [x, prediction], null, { steps: [step] });
    const size = x.zip(prediction, (state, output) => 0.8 * Math.abs(state) + 0.6 * Math.abs(output));
    expectClose(at(got, 0), at(reference.predictX0({ step }, x, prediction), 0), size.map((value) => 3 * UNIT_ROUNDOFF * value));
  });
});

describe('predictX0 with a limit', () => {
  it('clips, and nothing but clips', async () => {
    const [x, prediction] = [randomArray([97, 3], 1), randomArray([97, 3], 2)];
    const [free] = await runSteps(held.gpu, predictX0, [x, prediction], null, { steps: [step] });
    const [clipped] = await runSteps(held.gpu, predictX0, [x, prediction], { limit: 0.5 }, { steps: [step] });
    if (!free || !clipped) throw new Error('Outputs are missing.');
    expectClose(clipped, free.map((value) => Math.max(-0.5, Math.min(0.5, value))), 0);
    expectClose(clipped, at(reference.predictX0({ step, limit: 0.5 }, x, prediction), 0), 3 * UNIT_ROUNDOFF * 5);
  });

  it('refuses a limit of 0', async () => {
    await expect(runSteps(held.gpu, predictX0, [randomArray([4], 1), randomArray([4], 1)], { limit: 0 })).rejects.toThrow('predictX0: the limit is 0, but a number above 0 is wanted.');
  });
});

describe('keepPrediction', () => {
  it.each([[1], [33, 3], [2, 5, 7, 3], [BEYOND]].map((shape) => ({ shape })))('of shape $shape is the reference', async ({ shape }) => {
    const [x, x0] = [randomArray(shape, 1), randomArray(shape, 2)];
    const got = await runSteps(held.gpu, keepPrediction, [x, x0], null, { steps: [step] });
    const size = x.zip(x0, (state, predicted) => 1.3 * Math.abs(state) + 0.45 * Math.abs(predicted));
    expectClose(at(got, 0), at(reference.keepPrediction({ step }, x, x0), 0), size.map((value) => 3 * UNIT_ROUNDOFF * value));
  });

  it('keeps x0 itself with the coefficients 0 and 1', async () => {
    const x0 = randomArray([33], 2);
    expectClose(at(await runSteps(held.gpu, keepPrediction, [randomArray([33], 1), x0], null, { steps: [{ learning_rate: 0, ema_decay: 1 }] }), 0), x0, 0);
  });
});

describe('learnedNoise', () => {
  /** Three roundings of the exponent, exp to 3 + 2 |exponent| units in the last place by WGSL, and a product. */
  const allowance = (wanted: Array64, exponent: number): Array64 => wanted.map((value) => 2 * UNIT_ROUNDOFF * (4 + 4 * exponent) * Math.abs(value));

  it.each([[1, 1], [33, 3], [2, 5, 7, 3], [65, 2]].map((shape) => ({ shape })))('of shape $shape is the reference', async ({ shape }) => {
    const noise = randomArray(shape, 1);
    const prediction = randomArray([...shape.slice(0, -1), 2 * at(shape, shape.length - 1)], 2);
    const got = await runSteps(held.gpu, learnedNoise, [noise, prediction], null, { steps: [step] });
    // v within 5 standard deviations: the exponent lies within 13 of 0.
    const wanted = at(reference.learnedNoise({ step }, noise, prediction), 0);
    expectClose(at(got, 0), wanted, allowance(wanted, 13));
  });

  it('lies between the small and the large standard deviation as v goes from -1 to 1', async () => {
    const prediction = new Array64([3, 2], [5, -1, 5, 0, 5, 1]);
    const wanted = new Array64([3, 1], [-7.2, (-7.2 - 1.1) / 2, -1.1].map((value) => Math.exp(value / 2)));
    const got = await runSteps(held.gpu, learnedNoise, [new Array64([3, 1], [1, 1, 1]), prediction], null, { steps: [step] });
    expectClose(at(got, 0), wanted, allowance(wanted, 4));
  });

  it('is nothing where both variances are', async () => {
    const got = await runSteps(held.gpu, learnedNoise, [randomArray([9, 1], 1), randomArray([9, 2], 2)], null, { steps: [{ moment1_correction: -400, moment2_correction: -400 }] });
    expectClose(at(got, 0), new Array64([9, 1]), 0);
  });

  it('tells what does not fit', async () => {
    await expect(runSteps(held.gpu, learnedNoise, [randomArray([4, 3], 1), randomArray([4, 3], 1)], null)).rejects.toThrow('learnedNoise: the prediction has shape [4, 3], but [4, 6] fits');
  });
});

describe('fillTimestep', () => {
  it.each([1, 31, 32, 33, 64, 65, 97, BEYOND])('of %i rows is exact', async (count) => {
    const got = await runSteps(held.gpu, fillTimestep, [], { count }, { steps: [step] });
    expectClose(at(got, 0), at(reference.fillTimestep({ count, step }), 0), 0);
  });
});

function four(values: readonly number[]): [number, number, number, number] {
  const [a = 0, b = 0, c = 0, d = 0] = values.map(Math.abs);
  return [a, b, c, d];
}
