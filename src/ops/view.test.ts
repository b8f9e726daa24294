import { describe, expect, it } from 'vitest';
import { compile } from '../engine/compile.ts';
import { Graph } from '../engine/graph.ts';
import { allocateStorage } from '../engine/program.ts';
import { readFloats } from '../gpu/readback.ts';
import { finiteDifferenceCheck, randomArray, useGpu } from '../node/operationCheck.ts';
import { activation } from './activation.ts';
import * as reference from './reference/view.ts';
import { ZERO_STEP } from './stepUniform.ts';
import { view } from './view.ts';

const held = useGpu();

describe('view', () => {
  it('passes its gradient on', () => {
    finiteDifferenceCheck(reference.view, reference.viewGradient, { shape: [3, 4] }, [randomArray([2, 6], 1)]);
  });

  it('refuses shapes of another size', () => {
    const graph = new Graph();
    expect(() => graph.one(view, [graph.input('x', [2, 3])], { shape: [4] })).toThrow('view: [2, 3] holds 6 numbers, which do not fit the shape [4].');
  });

  it('uses the memory of its input, which lives as long as the view, in both directions', async () => {
    const { gpu } = held;
    const graph = new Graph();
    const parameter = graph.parameter('x', [2, 6]);
    const relu = (x: ReturnType<Graph['one']>) => graph.one(activation, [x], { kind: 'relu' });
    const first = relu(parameter);
    const seen = graph.one(view, [first], { shape: [3, 4] });
    // Would take the place of `first` if the view did not keep it alive.
    relu(relu(first));
    const out = relu(seen);
    const seed = graph.input('d_out', [3, 4]);
    graph.backward(new Map([[out, seed]]));
    const [x, dX, dOut] = await allocateStorage(gpu, ['x', 'd_x', 'd_out'].map((label) => ({ label, bytes: 48 })));
    if (!x || !dX || !dOut) throw new Error('no buffers');
    const values = Float32Array.from({ length: 12 }, (_, i) => (i % 3 === 0 ? -i - 1 : i + 1));
    const outgoing = Float32Array.from({ length: 12 }, (_, i) => 100 + i);
    gpu.device.queue.writeBuffer(x, 0, values);
    gpu.device.queue.writeBuffer(dOut, 0, outgoing);
    const range = (buffer: GPUBuffer) => ({ buffer, offset: 0, bytes: 48 });
    const program = await compile(gpu, graph, new Map([[parameter, range(x)], [graph.gradientOf(parameter), range(dX)], [seed, range(dOut)]]), { keep: [out] });
    program.submit([ZERO_STEP]);
    const [{ buffer, offset }, direct] = [program.range(out.id), program.range(seen.id)];
    expect(direct.buffer).toBe(program.range(first.id).buffer);
    expect([...await readFloats(gpu, buffer, offset, 12)]).toEqual([...values].map((value) => Math.max(0, value)));
    expect([...await readFloats(gpu, dX, 0, 12)]).toEqual([...outgoing].map((value, i) => ((values[i] ?? 0) > 0 ? value : 0)));
    program.destroy();
    for (const owned of [x, dX, dOut]) gpu.ledger.free(owned);
  });
});
