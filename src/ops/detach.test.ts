import { describe, expect, it } from 'vitest';
import { compile } from '../engine/compile.ts';
import { Graph } from '../engine/graph.ts';
import { allocateStorage } from '../engine/program.ts';
import { readFloats } from '../gpu/readback.ts';
import { randomArray, useGpu } from '../node/operationCheck.ts';
import { add } from './add.ts';
import { detach } from './detach.ts';
import { maskRows } from './maskRows.ts';
import * as reference from './reference/detach.ts';
import { scaledAdd } from './scaledAdd.ts';
import { ZERO_STEP } from './stepUniform.ts';

const held = useGpu();

describe('detach', () => {
  it('is x itself', () => {
    const x = randomArray([2, 3], 1);
    expect(reference.detach(null, x)).toEqual([x]);
  });

  it('lets no gradient through, not even to what cannot be differentiated', async () => {
    const { gpu } = held;
    const graph = new Graph();
    graph.meet = (target, a, b) => target.one(add, [a, b], null);
    const x = graph.parameter('x', [2, 3]);
    const tripled = graph.one(scaledAdd, [graph.one(add, [x, x], null), x], { scale: 1 });
    const seen = graph.one(maskRows, [graph.one(detach, [tripled], null)], { probability: 1, layer: 0 });
    const out = graph.one(add, [x, seen], null);
    const seed = graph.input('d_out', [2, 3]);
    const before = graph.nodes.length;
    graph.backward(new Map([[out, seed]]));
    // One gradient, that of x by the way beside: nothing is made for the way through detach, not even what would end there.
    expect(graph.nodes.slice(before).map(({ outputs }) => outputs.map(({ name }) => name))).toEqual([['d_x']]);
    const [value, gradient, outgoing] = await allocateStorage(gpu, ['x', 'd_x', 'd_out'].map((label) => ({ label, bytes: 24 })));
    if (!value || !gradient || !outgoing) throw new Error('no buffers');
    const numbers = Float32Array.of(1, -2, 3, 4, -5, 6);
    const slopes = Float32Array.of(7, 8, 9, 10, 11, 12);
    gpu.device.queue.writeBuffer(value, 0, numbers);
    gpu.device.queue.writeBuffer(outgoing, 0, slopes);
    const range = (buffer: GPUBuffer) => ({ buffer, offset: 0, bytes: 24 });
    const program = await compile(gpu, graph, new Map([[x, range(value)], [graph.gradientOf(x), range(gradient)], [seed, range(outgoing)]]), { keep: [out] });
    program.submit([ZERO_STEP]);
    const made = program.range(out.id);
    expect(await readFloats(gpu, made.buffer, made.offset, 6)).toEqual(numbers.map((number) => 4 * number));
    expect(await readFloats(gpu, gradient, 0, 6)).toEqual(slopes);
    program.destroy();
    for (const owned of [value, gradient, outgoing]) gpu.ledger.free(owned);
  });
});
