import { describe, expect, it } from 'vitest';
import { expectClose, randomArray, UNIT_ROUNDOFF, useGpu } from '../node/operationCheck.ts';
import { runSteps } from '../node/stepCheck.ts';
import { at } from './operation.ts';
import { Array64 } from './reference/array64.ts';
import * as reference from './reference/sampler.ts';
import { fillTimestep, guide, MAX_TERMS, predictX0, weightedSum } from './sampler.ts';

const held = useGpu();
const shapes = [[1], [31, 1], [32, 2], [33, 3], [97, 2], [2, 3, 5], [2, 5, 7, 3], [1031]];
const BEYOND = 65_535 * 64 + 3;

const step = {
  coefficients_a: [0.75, -1.5, 0.1, 2].map(Math.fround) as [number, number, number, number],
  coefficients_b: [-0.3, 1e-3, 7, 100].map(Math.fround) as [number, number, number, number],
  x0_from_state: Math.fround(0.8), x0_from_output: Math.fround(-0.6), timestep: 613,
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

describe('fillTimestep', () => {
  it.each([1, 31, 32, 33, 64, 65, 97, BEYOND])('of %i rows is exact', async (count) => {
    const got = await runSteps(held.gpu, fillTimestep, [], { count }, { steps: [step] });
    expectClose(at(got, 0), at(reference.fillTimestep({ count, step }), 0), 0);
  });
});

describe('guide', () => {
  it.each([...shapes, [BEYOND]].map((shape) => ({ shape })))('of shape $shape is the reference', async ({ shape }) => {
    const inputs = [randomArray(shape, 1), randomArray(shape, 2), new Array64([1], [Math.fround(3.7)])] as const;
    const got = await runSteps(held.gpu, guide, inputs, null);
    // A difference, a product and a sum, each of which rounds what is at most |u| + 3.7 (|c| + |u|).
    const size = inputs[0].zip(inputs[1], (wanted, free) => Math.abs(free) + 3.7 * (Math.abs(wanted) + Math.abs(free)));
    expectClose(at(got, 0), at(reference.guide(null, ...inputs), 0), size.map((value) => 3 * UNIT_ROUNDOFF * value));
  });

  it('with scale 0 is the unconditional prediction, and with scale 1 on whole numbers the conditional one', async () => {
    const [conditional, unconditional] = [new Array64([5], [1, -2, 3, 0, 7]), new Array64([5], [4, 4, -9, 0, 1])];
    for (const [scale, wanted] of [[0, unconditional], [1, conditional]] as const) {
      expectClose(at(await runSteps(held.gpu, guide, [conditional, unconditional, new Array64([1], [scale])], null), 0), wanted, 0);
    }
  });

  it('tells what does not fit', async () => {
    await expect(runSteps(held.gpu, guide, [randomArray([4], 1), randomArray([5], 1), randomArray([1], 1)], null)).rejects.toThrow('guide: the unconditional prediction has shape [5], but [4] fits');
    await expect(runSteps(held.gpu, guide, [randomArray([4], 1), randomArray([4], 1), randomArray([4], 1)], null)).rejects.toThrow('guide: the scale has shape [4], but [1] fits');
  });
});

function four(values: readonly number[]): [number, number, number, number] {
  const [a = 0, b = 0, c = 0, d = 0] = values.map(Math.abs);
  return [a, b, c, d];
}
