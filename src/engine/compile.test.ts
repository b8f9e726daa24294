import { describe, expect, it } from 'vitest';
import type { Shader } from '../gpu/shader.ts';
import { readFloats } from '../gpu/readback.ts';
import { expectClose, randomArray, useGpu } from '../node/operationCheck.ts';
import { activation } from '../ops/activation.ts';
import { add } from '../ops/add.ts';
import { linear } from '../ops/linear.ts';
import { elements, type Operation, type Tensor } from '../ops/operation.ts';
import { Array64 } from '../ops/reference/array64.ts';
import { ZERO_STEP } from '../ops/stepUniform.ts';
import { compile } from './compile.ts';
import { Graph } from './graph.ts';
import { allocateStorage, type BufferRange, MAX_STEPS_A_SUBMIT } from './program.ts';

const held = useGpu();
const WIDTH = 8;
const LAYERS = 6;

/** A stack of linear layers and activations over [5, 8], its backward pass, and memory for all that is external. */
async function stack(): Promise<{ graph: Graph; out: Tensor; external: Map<Tensor, BufferRange>; free: () => void }> {
  const graph = new Graph();
  graph.meet = (target, a, b) => target.one(add, [a, b], null);
  const given: Tensor[] = [graph.input('x', [5, WIDTH])];
  let [h] = given;
  if (!h) throw new Error('There is no input.');
  for (let layer = 0; layer < LAYERS; layer += 1) {
    const [weight, bias] = [graph.parameter(`weight${layer}`, [WIDTH, WIDTH]), graph.parameter(`bias${layer}`, [WIDTH])];
    given.push(weight, bias);
    h = graph.one(add, [h, graph.one(activation, [graph.one(linear, [h, weight, bias], null)], { kind: 'silu' })], null);
  }
  const seed = graph.input('d_out', h.shape);
  graph.backward(new Map([[h, seed]]));
  const all = [...given, seed, ...graph.parameterGradients.values()];
  const buffers = await allocateStorage(held.gpu, all.map(({ name, shape }) => ({ label: name, bytes: 4 * elements(shape) })));
  const external = new Map<Tensor, BufferRange>();
  all.forEach((tensor, index) => {
    const buffer = buffers[index];
    if (!buffer) return;
    external.set(tensor, { buffer, offset: 0, bytes: 4 * elements(tensor.shape) });
    if (!tensor.name.startsWith('d_') || tensor === seed) held.gpu.device.queue.writeBuffer(buffer, 0, Float32Array.from(randomArray(tensor.shape, index).data));
  });
  return { graph, out: h, external, free: () => { for (const buffer of buffers) held.gpu.ledger.free(buffer); } };
}

async function gradients(graph: Graph, external: ReadonlyMap<Tensor, BufferRange>): Promise<Float32Array[]> {
  const ranges = [...graph.parameterGradients.values()].map((tensor) => ({ tensor, range: external.get(tensor) }));
  const read: Float32Array[] = [];
  for (const { tensor, range } of ranges) if (range) read.push(await readFloats(held.gpu, range.buffer, 0, elements(tensor.shape)));
  return read;
}

describe('a compiled graph', () => {
  it('gives the same bits when it is compiled and run again, and leaves the ledger as it was', async () => {
    const before = { bytes: held.gpu.ledger.bytes, count: held.gpu.ledger.count };
    const runs: Float32Array[][] = [];
    for (let run = 0; run < 2; run += 1) {
      const { graph, external, free } = await stack();
      const own = held.gpu.ledger.count;
      const program = await compile(held.gpu, graph, external);
      program.submit([ZERO_STEP, ZERO_STEP]);
      runs.push(await gradients(graph, external));
      program.destroy();
      expect(held.gpu.ledger.count).toBe(own);
      free();
    }
    expect(runs[0]?.length).toBe(2 * LAYERS);
    expect(runs[0]?.every((gradient) => gradient.some((value) => value !== 0) && gradient.every(Number.isFinite))).toBe(true);
    expect(runs[1]).toEqual(runs[0]);
    expect({ bytes: held.gpu.ledger.bytes, count: held.gpu.ledger.count }).toEqual(before);
  });

  it('accumulates parameter gradients over the steps of one submit as over submits of one step', async () => {
    const results: Float32Array[][] = [];
    for (const together of [true, false]) {
      const { graph, external, free } = await stack();
      const program = await compile(held.gpu, graph, external);
      if (together) program.submit([ZERO_STEP, ZERO_STEP, ZERO_STEP]);
      else for (let step = 0; step < 3; step += 1) program.submit([ZERO_STEP]);
      results.push(await gradients(graph, external));
      program.destroy();
      free();
    }
    expect(results[1]).toEqual(results[0]);
  });

  it('shares memory between activations: less than one buffer a value', async () => {
    const { graph, external, free } = await stack();
    const { facts, ...program } = await compile(held.gpu, graph, external).then((made) => ({ facts: made.facts, destroy: () => made.destroy() }));
    const planned = graph.tensors.filter((tensor) => !graph.isExternal(tensor)).reduce((sum, tensor) => sum + 4 * elements(tensor.shape), 0);
    expect(facts.plannedBytes).toBeGreaterThanOrEqual(facts.lowerBoundBytes);
    expect(facts.plannedBytes).toBeLessThan(planned);
    program.destroy();
    free();
  });

  it('keeps the tensors that are read from outside', async () => {
    const graph = new Graph();
    const x = graph.input('x', [64]);
    const kept = graph.one(activation, [x], { kind: 'relu' });
    let h = kept;
    for (let layer = 0; layer < 4; layer += 1) h = graph.one(add, [h, h], null);
    const [buffer] = await allocateStorage(held.gpu, [{ label: 'x', bytes: 256 }]);
    if (!buffer) return;
    const values = randomArray([64], 1);
    held.gpu.device.queue.writeBuffer(buffer, 0, Float32Array.from(values.data));
    const program = await compile(held.gpu, graph, new Map([[x, { buffer, offset: 0, bytes: 256 }]]), { keep: [kept, h] });
    program.submit([ZERO_STEP]);
    const relu = values.map((value) => Math.max(value, 0));
    for (const [tensor, factor] of [[kept, 1], [h, 16]] as const) {
      const range = program.range(tensor.id);
      // Doubling is exact.
      expectClose(new Array64([64], await readFloats(held.gpu, range.buffer, range.offset, 64)), relu.map((value) => factor * value), 0, tensor.name);
    }
    expect(() => program.range(9999)).toThrow('Tensor 9999 has no memory in this program.');
    expect(() => program.submit([])).toThrow(`1 to ${MAX_STEPS_A_SUBMIT} steps, not 0`);
    program.destroy();
    held.gpu.ledger.free(buffer);
  });
});

describe('what cannot be compiled', () => {
  const broken = (change: Partial<Shader>, bind: string): Operation<null> => ({
    ...add,
    launch: ({ inputs: [a], outputs: [out] }) => {
      if (!a || !out) throw new Error('Two tensors are needed.');
      const shader: Shader = { name: 'broken', code: '@group(0) @binding(0) var<storage, read> a: array<f32>;\n@compute @workgroup_size(1)\nfn main() { let value = a[0]; }\n', ...change };
      return [{ shader, constants: {}, bind: { [bind]: a }, workgroups: [1, 1, 1] }];
    },
  });
  const attempt = async (operation: Operation<null>): Promise<unknown> => {
    const graph = new Graph();
    const x = graph.input('x', [4]);
    graph.one(operation, [x, x], null);
    const [buffer] = await allocateStorage(held.gpu, [{ label: 'x', bytes: 16 }]);
    if (!buffer) throw new Error('There is no buffer.');
    const count = held.gpu.ledger.count;
    const outcome: unknown = await compile(held.gpu, graph, new Map([[x, { buffer, offset: 0, bytes: 16 }]])).catch((error: unknown) => error);
    expect(held.gpu.ledger.count).toBe(count);
    held.gpu.ledger.free(buffer);
    return outcome;
  };

  it('is told with the numbered source, and leaves nothing allocated', async () => {
    expect(String(await attempt(broken({ code: '@group(0) @binding(0) var<storage, read> a: array<f32>;\n@compute @workgroup_size(1)\nfn main() { let value: u32 = a[0]; }\n' }, 'a'))))
      .toMatch(/Shader broken does not compile:\nline 3:[^]*3 \| fn main\(\)/);
  });
  it('is told when a buffer is bound that the shader lacks, or lacks one that it has', async () => {
    expect(String(await attempt(broken({}, 'b')))).toContain('Shader broken declares no buffer "b".');
  });
});
