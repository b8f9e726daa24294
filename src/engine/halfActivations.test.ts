import { describe, expect, it } from 'vitest';
import { type Gpu, openGpu } from '../gpu/device.ts';
import { readFloats } from '../gpu/readback.ts';
import { needs, useGpuWith } from '../node/featureDevice.ts';
import { randomArray, subgroupLanes } from '../node/operationCheck.ts';
import { testGpu } from '../node/testDevice.ts';
import { activation } from '../ops/activation.ts';
import { add } from '../ops/add.ts';
import { addRows } from '../ops/addRows.ts';
import { attention } from '../ops/attention.ts';
import { bias } from '../ops/bias.ts';
import { concat, pad, slice } from '../ops/concat.ts';
import { conv2d } from '../ops/conv2d.ts';
import { dropout } from '../ops/dropout.ts';
import { groupNorm } from '../ops/groupNorm.ts';
import { linear } from '../ops/linear.ts';
import { matmul } from '../ops/matmul.ts';
import { at, type DeviceTraits, elements, type Operation, type Shape, type Tensor } from '../ops/operation.ts';
import { averagePool2x2, upsampleNearest } from '../ops/resample.ts';
import { scaledAdd } from '../ops/scaledAdd.ts';
import { Array64, type Reference, type ReferenceGradient } from '../ops/reference/array64.ts';
import { attention as attentionReference, attentionGradient } from '../ops/reference/attention.ts';
import { conv2d as conv2dReference, conv2dGradient } from '../ops/reference/conv2d.ts';
import { groupNorm as groupNormReference, groupNormGradient } from '../ops/reference/groupNorm.ts';
import { linear as linearReference, linearGradient } from '../ops/reference/linear.ts';
import { loss } from '../ops/loss.ts';
import { ZERO_STEP } from '../ops/stepUniform.ts';
import { view } from '../ops/view.ts';
import { compile } from './compile.ts';
import { Graph } from './graph.ts';
import { lower } from './lower.ts';
import { allocateStorage, type BufferRange } from './program.ts';

const HALF = needs('shader-f16');
const held = useGpuWith('shader-f16');

/** Of float16: half the distance between neighbours round 1, and the smallest normal number (smaller ones may be flushed). */
const HALF_ROUNDOFF = 2 ** -11;
const SMALLEST_NORMAL = 2 ** -14;
/** As far as float32 sums of 300 terms may be off, as a share of the largest result. */
const SINGLE = 300 * 2 ** -24;

const GPU_TRAITS: DeviceTraits = { software: false, maxInvocations: 256, maxWorkgroupBytes: 16384 };
const SOFTWARE_TRAITS: DeviceTraits = { ...GPU_TRAITS, software: true };

/** Results and gradients of all inputs, from the inputs and d_out. */
type Wanted = (inputs: readonly Array64[], outgoing: Array64) => readonly (Array64 | null | undefined)[];

interface Case {
  readonly name: string;
  readonly build: (graph: Graph, inputs: readonly Tensor[]) => Tensor;
  /** Stored as float16. */
  readonly activations: readonly Shape[];
  readonly parameters: readonly Shape[];
  /** Without it the operation is compared with itself in float32; where kernels take long to compile, that costs too much. */
  readonly wanted?: Wanted;
  /** How far gradients may be off where they are made from a rounded output too, as a share of the largest one. */
  readonly gradientRoundings?: number;
}

function plain<A>(operation: Operation<A>, attributes: A, activations: readonly Shape[], parameters: readonly Shape[] = []): Case {
  return { name: operation.name, activations, parameters, build: (graph, inputs) => at(graph.apply(operation, inputs, attributes), 0) };
}

function compared<A>(forward: Reference<A>, backward: ReferenceGradient<A>, attributes: A): { wanted: Wanted } {
  return { wanted: (inputs, outgoing) => [forward(attributes, ...inputs)[0], ...backward(attributes, ...inputs, outgoing)] };
}

const cases: readonly Case[] = [
  plain(activation, { kind: 'silu' }, [[7, 9]]),
  plain(add, null, [[5, 7], [5, 7]]),
  plain(addRows, null, [[2, 9, 5], [2, 5]]),
  plain(scaledAdd, { scale: 0.5 }, [[5, 7], [5, 7]]),
  plain(bias, null, [[5, 7]], [[7]]),
  plain(concat, null, [[3, 5], [3, 7]]),
  plain(pad, { start: 1, width: 9 }, [[3, 5]]),
  plain(dropout, { probability: 0.5, layer: 1 }, [[5, 7]]),
  plain(upsampleNearest, { height: 6, width: 10 }, [[2, 3, 5, 3]]),
  plain(averagePool2x2, null, [[2, 4, 6, 3]]),
  plain(matmul, {}, [[3, 5], [5, 3]]),
];

const same = { stride: 1, padding: 'same' } as const;
const strided = { stride: 2, padding: 'symmetric' } as const;
const norm = { groups: 2, epsilon: 1e-5, silu: true };
/** With kernels of their own for GPUs and for software adapters. */
const variedCases: readonly Case[] = [
  { ...plain(linear, null, [[17, 16]], [[16, 16], [16]]), ...compared(linearReference, linearGradient, null) },
  { ...plain(conv2d, same, [[1, 4, 5, 16]], [[3, 3, 16, 16], [16]]), ...compared(conv2dReference, conv2dGradient, same) },
  { ...plain(conv2d, strided, [[2, 6, 6, 3]], [[3, 3, 3, 5], [5]]), ...compared(conv2dReference, conv2dGradient, strided), name: 'conv2d of few channels' },
  { ...plain(groupNorm, norm, [[2, 5, 5, 8]], [[8], [8]]), ...compared(groupNormReference, groupNormGradient, norm) },
  { ...plain(attention, { heads: 2 }, [[2, 9, 8], [2, 9, 8], [2, 9, 8]]), ...compared(attentionReference, attentionGradient, { heads: 2 }), gradientRoundings: 4 },
];
/** On software adapters attention is plain where heads are no whole vec4s. */
const softwareCases: readonly Case[] = [
  { ...plain(attention, { heads: 1 }, [[1, 5, 6], [1, 5, 6], [1, 5, 6]]), ...compared(attentionReference, attentionGradient, { heads: 1 }), name: 'attention of broken vec4s', gradientRoundings: 4 },
];

interface Surrounded {
  readonly graph: Graph;
  readonly given: Map<Tensor, Float32Array>;
  /** What the operation takes: activations first. */
  readonly sources: readonly Tensor[];
  readonly outgoing: Tensor;
  /** Written to, float32. */
  readonly out: Tensor;
  readonly halves: readonly Tensor[];
}

/** A graph with float16 activations before and after the operation, and float32 at both ends. */
function surrounded(one: Case): Surrounded {
  const graph = new Graph();
  graph.meet = (target, a, b) => target.one(add, [a, b], null);
  const given = new Map<Tensor, Float32Array>();
  const whole = (tensor: Tensor): { start: number; width: number } => ({ start: 0, width: at(tensor.shape, tensor.shape.length - 1) });
  const sources = [...one.activations, ...one.parameters].map((shape, index) => {
    const tensor = graph.parameter(`input ${index}`, shape);
    // Numbers of few digits are float16s, so nothing is lost before the operation.
    given.set(tensor, Float32Array.from(randomArray(shape, index).data, (value) => Math.round(value * 256) / 256));
    return tensor;
  });
  const activations = sources.slice(0, one.activations.length).map((source) => graph.one(slice, [source], whole(source)));
  const made = one.build(graph, [...activations, ...sources.slice(activations.length)]);
  const out = graph.input('out', made.shape);
  graph.write(slice, [made], whole(made), [out]);
  given.set(out, new Float32Array(elements(out.shape)).fill(Number.NaN));
  const outgoing = graph.input('d_out', made.shape);
  given.set(outgoing, Float32Array.from(randomArray(made.shape, 99).data));
  graph.backward(new Map([[made, outgoing]]));
  for (const tensor of graph.parameterGradients.values()) given.set(tensor, new Float32Array(elements(tensor.shape)));
  return { graph, given, sources, outgoing, out, halves: [...activations, made] };
}

/** The result, then the gradients of all inputs. */
async function run(gpu: Gpu, { graph, given, sources, out }: Surrounded, traits: DeviceTraits, halfActivations: boolean): Promise<Float32Array[]> {
  const entries = [...given];
  const buffers = await allocateStorage(gpu, entries.map(([{ name }, data]) => ({ label: name, bytes: data.byteLength })));
  const external = new Map(entries.map(([tensor, data], index): [Tensor, BufferRange] => {
    gpu.device.queue.writeBuffer(at(buffers, index), 0, data.buffer, data.byteOffset, data.byteLength);
    return [tensor, { buffer: at(buffers, index), offset: 0, bytes: data.byteLength }];
  }));
  const program = await compile(gpu, graph, external, { traits, halfActivations });
  program.submit([{ ...ZERO_STEP, seed: 3 }]);
  const results: Float32Array[] = [];
  for (const tensor of [out, ...sources.map((source) => graph.gradientOf(source))]) {
    results.push(await readFloats(gpu, program.range(tensor.id).buffer, 0, elements(tensor.shape)));
  }
  program.destroy();
  for (const buffer of buffers) gpu.ledger.free(buffer);
  return results;
}

function expectedOf(one: Case, { given, sources, outgoing }: Surrounded): ArrayLike<number>[] | null {
  const array = (tensor: Tensor): Array64 => new Array64(tensor.shape, given.get(tensor) ?? []);
  return one.wanted?.(sources.map(array), array(outgoing)).map((made) => made?.data ?? []) ?? null;
}

async function check(gpu: Gpu, one: Case, traits: DeviceTraits): Promise<void> {
  const made = surrounded(one);
  const bytes = new Map(lower(made.graph, traits, { halfActivations: true }).lifetimes.map(({ key, bytes: size }) => [key, size]));
  for (const tensor of made.halves) expect(bytes.get(tensor.id), tensor.name).toBe(4 * Math.ceil(elements(tensor.shape) / 2));
  const wanted = expectedOf(one, made) ?? await run(gpu, made, traits, false);
  const got = await run(gpu, made, traits, true);
  expect(got.length).toBe(wanted.length);
  got.forEach((values, place) => {
    const goals = Array.from(at(wanted, place));
    const scale = goals.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    expect(scale).toBeGreaterThan(0.1);
    const allowed = (goal: number): number =>
      SINGLE * scale + (place === 0 ? HALF_ROUNDOFF * Math.abs(goal) + SMALLEST_NORMAL : (one.gradientRoundings ?? 0) * HALF_ROUNDOFF * scale);
    const wrong = goals.findIndex((goal, index) => !(Math.abs((values[index] ?? Number.NaN) - goal) <= allowed(goal)));
    const what = place === 0 ? 'the output' : `the gradient of input ${place - 1}`;
    expect(wrong, wrong < 0 ? what : `${what} at ${wrong}: got ${values[wrong]}, wanted ${goals[wrong]}`).toBe(-1);
  });
}

describe('an operation between float16 activations gives its float32 result rounded once, and the same gradients:', () => {
  it.for(cases)(`$name ${HALF}`, async (one, context) => check(held.inTest(context), one, GPU_TRAITS));
  it.for(variedCases)(`$name as on a GPU ${HALF}`, async (one, context) => check(held.inTest(context), one, GPU_TRAITS));
  it.for([...variedCases, ...softwareCases])(`$name as on a software adapter ${HALF}`, async (one, context) => check(held.inTest(context), one, SOFTWARE_TRAITS));
  it.for(variedCases)(`$name as on a software adapter with subgroups ${HALF}`, async (one, context) => {
    const gpu = held.inTest(context);
    await check(gpu, one, { ...SOFTWARE_TRAITS, subgroupSize: subgroupLanes(gpu) });
  });
});

describe('float16 activations', () => {
  it(`stay finite where float32 values do not fit ${HALF}`, async (context) => {
    const gpu = held.inTest(context);
    const made = surrounded(plain(scaledAdd, { scale: 1e6 }, [[1, 6], [1, 6]]));
    const [x, zero] = made.sources;
    if (!x || !zero) throw new Error('Two inputs are needed.');
    made.given.set(x, Float32Array.of(1, -1, 0.25, 0, 0.0625, -0.03125));
    made.given.set(zero, new Float32Array(6));
    // 65504 is the largest float16; from 32768 on they lie 32 apart, below that 16.
    expect([...at(await run(gpu, made, GPU_TRAITS, true), 0)]).toEqual([65504, -65504, 65504, 0, 62496, -31248]);
  });

  it('are refused with a sentence where the device has none', async () => {
    const entry = await testGpu();
    const [gpu, adapter] = [await openGpu(entry), await entry.requestAdapter()];
    const device = await adapter?.requestDevice();
    if (!device) throw new Error('The adapter went away between two requests.');
    await expect(compile({ ...gpu, device }, new Graph(), new Map(), { halfActivations: true })).rejects.toThrow('This graphics device has no 16-bit floats');
    device.destroy();
    gpu.close();
  });

  it('are those that only kernels for them read: no losses, no gradients, nothing that is kept', () => {
    const graph = new Graph();
    const [x, weight] = [graph.input('x', [4, 8]), graph.parameter('weight', [8, 8])];
    const first = graph.one(linear, [x, weight], null);
    const second = graph.one(activation, [first], { kind: 'silu' });
    const last = graph.one(linear, [second, weight], null);
    const viewed = graph.one(view, [last], { shape: [2, 16] });
    const [d, rowLoss] = graph.apply(loss, [viewed, graph.input('target', [2, 16]), graph.input('timesteps', [2], 'u32'), graph.input('weights', [10])], null);
    if (!d || !rowLoss) throw new Error('No loss.');
    const before = graph.tensors.length;
    graph.backward(new Map([[viewed, d]]));
    const after = [d, rowLoss, ...graph.tensors.slice(before)];
    for (const keep of [[], [second]]) {
      const { lifetimes, launches } = lower(graph, GPU_TRAITS, { halfActivations: true, keep });
      const bytes = new Map(lifetimes.map(({ key, bytes: size }) => [key, size]));
      expect(bytes.get(first.id)).toBe(2 * 32);
      expect(bytes.get(second.id)).toBe((keep.length === 0 ? 2 : 4) * 32);
      expect(bytes.get(last.id), 'read by the loss, as a view').toBe(4 * 32);
      for (const tensor of after) if (bytes.has(tensor.id)) expect(bytes.get(tensor.id), tensor.name).toBe(4 * elements(tensor.shape));
      expect(launches.some(({ halves }) => halves.length > 0)).toBe(true);
    }
    expect(lower(graph, GPU_TRAITS).launches.every(({ halves }) => halves.length === 0)).toBe(true);
  });
});
