import { describe, expect, it } from 'vitest';
import { compile } from '../engine/compile.ts';
import { Graph } from '../engine/graph.ts';
import { allocateStorage } from '../engine/program.ts';
import { readBuffers } from '../gpu/readback.ts';
import { checkGradient, expectClose, finiteDifferenceCheck, randomArray, runOperation, useGpu } from '../node/operationCheck.ts';
import { concat, pad, slice } from './concat.ts';
import { at } from './operation.ts';
import * as reference from './reference/concat.ts';
import { ZERO_STEP } from './stepUniform.ts';
import { view } from './view.ts';

const held = useGpu();
// Values are only moved: every comparison is exact.

describe('concat', () => {
  it.each([[1, [1, 1]], [7, [3, 5]], [63, [1, 128]], [64, [17]], [65, [2, 3, 5]], [65, [4, 20, 8]], [129, [64, 63]]])('of %i rows and widths %j', async (rows, widths) => {
    const inputs = widths.map((width, index) => randomArray([rows, width], 10 + index));
    const got = await runOperation(held.gpu, concat, inputs, null);
    expectClose(at(got, 0), at(reference.concat(null, ...inputs), 0), 0);
  });

  it('joins vectors and keeps leading axes', async () => {
    const vectors = [randomArray([3], 1), randomArray([4], 2)];
    expectClose(at(await runOperation(held.gpu, concat, vectors, null), 0), at(reference.concat(null, ...vectors), 0), 0);
    const boxes = [randomArray([2, 3, 4], 1), randomArray([2, 3, 2], 2)];
    expectClose(at(await runOperation(held.gpu, concat, boxes, null), 0), at(reference.concat(null, ...boxes), 0), 0);
  });

  it('adds to its output when told to', async () => {
    for (const widths of [[2, 3], [4, 8]]) {
      const inputs = widths.map((width, index) => randomArray([5, width], index));
      const wanted = at(reference.concat(null, ...inputs), 0);
      // Twice a float32 is one.
      expectClose(at(await runOperation(held.gpu, concat, inputs, null, { onto: [wanted] }), 0), wanted.map((value) => 2 * value), 0);
    }
  });

  it('gives each input its columns of the gradient', async () => {
    const inputs = [randomArray([5, 3], 1), randomArray([5, 1], 2), randomArray([5, 4], 3)];
    finiteDifferenceCheck(reference.concat, reference.concatGradient, null, inputs);
    await checkGradient(held.gpu, concat, { inputs, attributes: null, gradient: reference.concatGradient, tolerance: () => 0 });
  });

  it('stacks two batches seen as one row each, and slice takes them apart again', async () => {
    const { gpu } = held;
    const graph = new Graph();
    const shape = [3, 4, 5, 2];
    const both = [6, 4, 5, 2];
    const [a, b] = [graph.input('a', shape), graph.input('b', shape)];
    const row = (tensor: typeof a) => graph.one(view, [tensor], { shape: [1, tensor.shape.reduce((product, size) => product * size, 1)] });
    const stacked = graph.one(view, [graph.one(concat, [row(a), row(b)], null)], { shape: both });
    const parts = [0, 120].map((start) => graph.one(view, [graph.one(slice, [row(stacked)], { start, width: 120 })], { shape }));
    const outputs = [stacked, ...parts];
    const buffers = await allocateStorage(gpu, ['a', 'b'].map((label) => ({ label, bytes: 480 })));
    const values = [randomArray(shape, 1), randomArray(shape, 2)];
    values.forEach((array, index) => gpu.device.queue.writeBuffer(at(buffers, index), 0, Float32Array.from(array.data)));
    const program = await compile(gpu, graph, new Map([a, b].map((tensor, index) => [tensor, { buffer: at(buffers, index), offset: 0, bytes: 480 }])), { keep: outputs });
    program.submit([ZERO_STEP]);
    const read = await readBuffers(gpu, outputs.map(({ id }) => program.range(id)));
    const [first, second] = values.map((array) => Float32Array.from(array.data));
    expect(new Float32Array(at(read, 0)).subarray(0, 240)).toEqual(Float32Array.from([...first ?? [], ...second ?? []]));
    expect(new Float32Array(at(read, 1)).subarray(0, 120)).toEqual(first);
    expect(new Float32Array(at(read, 2)).subarray(0, 120)).toEqual(second);
    program.destroy();
    for (const buffer of buffers) gpu.ledger.free(buffer);
  });

  it('refuses other rows', async () => {
    await expect(runOperation(held.gpu, concat, [randomArray([2, 3], 1), randomArray([3, 3], 2)], null)).rejects.toThrow('concat: input 1 has shape [3, 3], but [2, 3] fits');
  });
});

describe('slice', () => {
  it.each([[1, 1, 0, 1], [7, 13, 4, 5], [65, 64, 63, 1], [65, 64, 12, 8], [129, 3, 0, 3]])('of [%i, %i] from column %i, %i wide', async (rows, columns, start, width) => {
    const x = randomArray([rows, columns], 20);
    const got = await runOperation(held.gpu, slice, [x], { start, width });
    expectClose(at(got, 0), at(reference.slice({ start, width }, x), 0), 0);
  });

  it('has a gradient that is zero elsewhere', async () => {
    const [inputs, attributes] = [[randomArray([5, 7], 1)], { start: 2, width: 3 }];
    finiteDifferenceCheck(reference.slice, reference.sliceGradient, attributes, inputs);
    await checkGradient(held.gpu, slice, { inputs, attributes, gradient: reference.sliceGradient, tolerance: () => 0 });
  });

  it('refuses columns that are not there', async () => {
    await expect(runOperation(held.gpu, slice, [randomArray([2, 3], 1)], { start: 2, width: 2 })).rejects.toThrow('slice: columns 2 to 3 do not lie in the last axis of [2, 3]');
  });
});

describe('pad', () => {
  it.each([[1, 1, 0, 1], [7, 5, 4, 13], [65, 1, 63, 64]])('of [%i, %i] at column %i of %i', async (rows, columns, start, width) => {
    const x = randomArray([rows, columns], 20);
    const got = await runOperation(held.gpu, pad, [x], { start, width });
    expectClose(at(got, 0), at(reference.pad({ start, width }, x), 0), 0);
  });

  it('has a gradient', async () => {
    const [inputs, attributes] = [[randomArray([5, 3], 1)], { start: 2, width: 7 }];
    finiteDifferenceCheck(reference.pad, reference.padGradient, attributes, inputs);
    await checkGradient(held.gpu, pad, { inputs, attributes, gradient: reference.padGradient, tolerance: () => 0 });
  });

  it('refuses what does not fit', async () => {
    await expect(runOperation(held.gpu, pad, [randomArray([2, 3], 1)], { start: 2, width: 4 })).rejects.toThrow('pad: 3 columns at column 2 do not fit into 4 columns');
  });
});
