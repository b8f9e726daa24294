import { describe, expect, it } from 'vitest';
import { Graph } from '../engine/graph.ts';
import { checkGradient, expectClose, finiteDifferenceCheck, randomArray, runOperation, UNIT_ROUNDOFF, useGpu } from '../node/operationCheck.ts';
import { runSteps } from '../node/stepCheck.ts';
import { philox4x32 } from '../random/philox.ts';
import { dropout, withDropout } from './dropout.ts';
import { at } from './operation.ts';
import { Array64 } from './reference/array64.ts';
import * as reference from './reference/dropout.ts';

const held = useGpu();
const ones = (count: number): Array64 => new Array64([count]).map(() => 1);

describe('dropout', () => {
  it.each([
    { count: 1, probability: 0.5, layer: 0, drawn: { step: 0, seed: 0 } },
    { count: 1021, probability: 0.1, layer: 7, drawn: { step: 5, seed: 0xfedcba98 } },
    { count: 1021, probability: 0.9, layer: 0, drawn: { step: 0xffffffff, seed: 1 } },
  ])('of $count elements, p $probability, layer $layer: the mask is exactly that of Philox', async ({ count, probability, layer, drawn }) => {
    const x = randomArray([count], 1);
    const [got] = await runSteps(held.gpu, dropout, [x], { probability, layer }, { steps: [drawn] });
    const wanted = at(reference.dropout({ probability, layer, drawn }, x), 0);
    // The rounded scale and the product; zeros are exact.
    expectClose(got ?? x, wanted, wanted.map((value) => 3 * UNIT_ROUNDOFF * Math.abs(value)));
    expect([...(got?.data ?? [])].map((value) => value === 0)).toEqual([...wanted.data].map((value) => value === 0));
  });

  it('drops the share that it is told, and doubles the rest at one half', async () => {
    const count = 100_003;
    const [got] = await runSteps(held.gpu, dropout, [ones(count)], { probability: 0.5, layer: 3 }, { steps: [{ step: 1, seed: 2 }] });
    const kept = got?.data.filter((value) => value === 2).length ?? 0;
    expect(got?.data.every((value) => value === 0 || value === 2)).toBe(true);
    // Five standard deviations of a binomial.
    expect(Math.abs(kept - count / 2)).toBeLessThan(5 * Math.sqrt(count) / 2);
  });

  it('draws anew for each step, layer and seed', async () => {
    const mask = async (layer: number, step: number, seed: number): Promise<string> =>
      at(await runSteps(held.gpu, dropout, [ones(256)], { probability: 0.5, layer }, { steps: [{ step, seed }] }), 0).data.join('');
    const masks = [await mask(0, 0, 0), await mask(1, 0, 0), await mask(0, 1, 0), await mask(0, 0, 1)];
    expect(new Set(masks).size).toBe(4);
    expect(await mask(0, 0, 0)).toBe(masks[0]);
  });

  it('folds more than 65,535 workgroups into two dimensions', async () => {
    const count = 65_536 * 256 + 5;
    const got = at(await runSteps(held.gpu, dropout, [ones(count)], { probability: 0.25, layer: 0 }, { steps: [{ step: 1, seed: 2 }] }), 0);
    // The first and the last elements one by one, the others by their share.
    const probability = 0.25;
    const wanted = (index: number): number => {
      const words = philox4x32([Math.floor(index / 4), 1, 0, 2], [2, 0]);
      return (words[index % 4] ?? 0) >= probability * 2 ** 32 ? 1 / (1 - probability) : 0;
    };
    for (const first of [0, count - 1024]) {
      expectClose(new Array64([1024], got.data.slice(first, first + 1024)), new Array64([1024]).map((_, index) => wanted(first + index)), 3 * UNIT_ROUNDOFF);
    }
    const kept = got.data.reduce((sum, value) => sum + (value === 0 ? 0 : 1), 0);
    expect(Math.abs(kept - 0.75 * count)).toBeLessThan(5 * Math.sqrt(count * 0.75 * 0.25));
  });

  it('has a gradient: the same mask', async () => {
    const inputs = [randomArray([7, 13], 1)];
    const attributes = { probability: 0.3, layer: 2 };
    finiteDifferenceCheck(reference.dropout, reference.dropoutGradient, attributes, inputs);
    await checkGradient(held.gpu, dropout, { inputs, attributes, gradient: reference.dropoutGradient, tolerance: (_, wanted) => wanted.map((value) => 3 * UNIT_ROUNDOFF * Math.abs(value)) });
  });

  it('with probability 0 is nothing at all', () => {
    const graph = new Graph();
    const x = graph.input('x', [4]);
    expect(withDropout(graph, x, { probability: 0, layer: 0 })).toBe(x);
    expect(graph.nodes).toHaveLength(0);
    withDropout(graph, x, { probability: 0.5, layer: 0 });
    expect(graph.nodes).toHaveLength(1);
  });

  it('tells what does not fit', async () => {
    await expect(runOperation(held.gpu, dropout, [ones(4)], { probability: 1, layer: 0 })).rejects.toThrow('dropout: the probability is 1, but it must lie above 0 and below 1. Leave the operation out for 0, as withDropout does.');
    await expect(runOperation(held.gpu, dropout, [ones(4)], { probability: 0.5, layer: -1 })).rejects.toThrow('dropout: the layer is -1, but it must be a whole number from 0 on.');
  });
});
