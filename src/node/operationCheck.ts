/** Tests of kernels: runs one operation, or its backward pass, on the test GPU and compares with the float64 reference. */
import { afterAll, beforeAll, expect } from 'vitest';
import { compile } from '../engine/compile.ts';
import { Graph } from '../engine/graph.ts';
import { allocateStorage, type BufferRange } from '../engine/program.ts';
import { type Gpu, openGpu } from '../gpu/device.ts';
import { readFloats } from '../gpu/readback.ts';
import { add } from '../ops/add.ts';
import { slice } from '../ops/concat.ts';
import { at, type DeviceTraits, elements, type Operation, type Tensor } from '../ops/operation.ts';
import { Array64, type Reference, type ReferenceGradient } from '../ops/reference/array64.ts';
import { ZERO_STEP } from '../ops/stepUniform.ts';
import { randomStream } from '../random/randomStream.ts';
import { testGpu, watchErrors } from './testDevice.ts';

/** Half the distance between float32 numbers round 1: the most that one correctly rounded operation is off, relatively. */
export const UNIT_ROUNDOFF = 2 ** -24;

/** Opens this test file's GPU through src/gpu, with error scopes round each test, and checks at the end that no buffer is left. */
export function useGpu(): { readonly gpu: Gpu } {
  let gpu: Gpu | undefined;
  const current = (): Gpu => {
    if (!gpu) throw new Error('The GPU is open inside tests and hooks only.');
    return gpu;
  };
  beforeAll(async () => { gpu = await openGpu(await testGpu()); });
  watchErrors(() => current().device);
  afterAll(() => {
    const left = gpu?.ledger.count;
    gpu?.close();
    expect(left, 'buffers left after the last test').toBe(0);
  });
  return { get gpu() { return current(); } };
}

/** Standard normals rounded to float32, so that the kernel and the reference get the same numbers. */
export function randomArray(shape: readonly number[], seed: number): Array64 {
  return new Array64(shape, randomStream(seed, 0).fillNormal(new Float32Array(elements(shape))));
}

/** Integers from 0 to below - 1, for inputs of type u32. */
export function randomIndices(count: number, below: number, seed: number): Array64 {
  const stream = randomStream(seed, 1);
  return new Array64([count], Array.from({ length: count }, () => stream.integer(below)));
}

interface RunOptions {
  /** Positions of the inputs that are u32. */
  readonly integers?: readonly number[];
  /** The operation adds to these instead of overwriting. */
  readonly onto?: readonly Array64[];
  /** Chooses another variant of the kernel than this device would. */
  readonly traits?: Partial<DeviceTraits>;
}

/** For kernels whose workgroups of 4 or 8 threads are one subgroup: where subgroups are larger, 8 threads are part of one too. */
export function subgroupLanes({ facts }: Gpu): 4 | 8 {
  return facts.subgroupSize === 4 ? 4 : 8;
}

const HARDWARE_TRAITS: DeviceTraits = { software: false, maxInvocations: 256, maxWorkgroupBytes: 16384 };

/** Compiles a graph of this one operation, runs it once, and reads its outputs. Outputs hold NaN before, so that gaps show. */
export async function runOperation<A>(gpu: Gpu, operation: Operation<A>, inputs: readonly Array64[], attributes: A, options: RunOptions = {}): Promise<Array64[]> {
  const graph = new Graph();
  const memory = new Map<Tensor, Array64>();
  const tensors = inputs.map((input, index) => declare(graph, memory, input, index, options));
  const outputs = operation.infer(tensors, attributes).map(({ shape, type }, index) => {
    const tensor = graph.input(`out${index}`, shape, type);
    const before = options.onto ? at(options.onto, index) : new Array64(shape).map(() => Number.NaN);
    memory.set(tensor, before);
    return tensor;
  });
  graph.write(operation, tensors, attributes, outputs, options.onto !== undefined);
  return runGraph(gpu, graph, memory, outputs, options, 1);
}

interface GradientCheck<A> extends RunOptions {
  readonly inputs: readonly Array64[];
  readonly attributes: A;
  readonly gradient: ReferenceGradient<A>;
  /** How far each input's gradient may be off; see expectClose. */
  readonly tolerance: (input: number, wanted: Array64) => number | Array64;
}

/**
 * Checks an operation's gradient rule with a random d_out: each input once as a parameter (its gradient adds to what was
 * there) and once as an activation (its gradient overwrites). The pass runs twice, so that an activation gradient that
 * adds, or a parameter gradient that overwrites, shows.
 */
export async function checkGradient<A>(gpu: Gpu, operation: Operation<A>, check: GradientCheck<A>): Promise<void> {
  for (const direct of [true, false]) {
    const graph = new Graph();
    graph.meet = (target, a, b) => target.one(add, [a, b], null);
    const memory = new Map<Tensor, Array64>();
    const parameters = check.inputs.map((input, index) => {
      const fixed = check.integers?.includes(index) === true;
      const tensor = fixed ? declare(graph, memory, input, index, check) : graph.parameter(`input${index}`, input.shape);
      memory.set(tensor, input);
      return tensor;
    });
    const tensors = parameters.map((tensor) =>
      (direct || !tensor.parameter ? tensor : graph.one(slice, [tensor], { start: 0, width: at(tensor.shape, tensor.shape.length - 1) })));
    const outputs = graph.apply(operation, tensors, check.attributes);
    const outgoing = outputs.map((output, index) => randomArray(output.shape, 900 + index));
    const seeds = outgoing.map((values, index) => {
      const tensor = graph.input(`d_out${index}`, values.shape);
      memory.set(tensor, values);
      return tensor;
    });
    graph.backward(new Map(outputs.map((output, index) => [output, at(seeds, index)])));
    const wanted = check.gradient(check.attributes, ...check.inputs, ...outgoing);
    const asked = parameters.flatMap((parameter, index) => {
      const target = graph.parameterGradients.get(parameter);
      const gradient = wanted[index];
      if (!gradient !== !target) throw new Error(`Input ${index}: the reference ${gradient ? 'has' : 'lacks'} a gradient, the graph ${target ? 'has' : 'lacks'} it.`);
      return gradient && target ? [{ index, target, gradient, before: randomArray(parameter.shape, 800 + index) }] : [];
    });
    for (const { target, before } of asked) memory.set(target, before);
    const got = await runGraph(gpu, graph, memory, asked.map(({ target }) => target), check, 2);
    asked.forEach(({ index, gradient, before }, place) => {
      const tolerance = check.tolerance(index, gradient);
      const allowed = before.map((start, i) => {
        const slope = gradient.data[i] ?? Number.NaN;
        const own = typeof tolerance === 'number' ? tolerance : tolerance.data[i] ?? Number.NaN;
        return 2 * own + 2 * UNIT_ROUNDOFF * (Math.abs(start) + 2 * Math.abs(slope));
      });
      const label = `${operation.name}: gradient of input ${index} as ${direct ? 'a parameter' : 'an activation'}, added twice`;
      expectClose(at(got, place), before.zip(gradient, (start, slope) => start + 2 * slope), allowed, label);
    });
  }
}

/**
 * Compares the reference's analytic gradient with central differences of its forward pass, in float64.
 * With step h the difference is off by h^2 f'''/6 and by rounding 2^-52 |loss| / h; h = 1e-5 makes both about 1e-10, and
 * 1e-7 of the size of the terms leaves room for third derivatives.
 */
export function finiteDifferenceCheck<A>(forward: Reference<A>, gradient: ReferenceGradient<A>, attributes: A, inputs: readonly Array64[]): void {
  const outgoing = forward(attributes, ...inputs).map((output, index) => randomArray(output.shape, 700 + index));
  const analytic = gradient(attributes, ...inputs, ...outgoing);
  const terms = (changed: readonly Array64[]): number[] =>
    forward(attributes, ...changed).flatMap((output, index) => [...output.zip(at(outgoing, index), (value, weight) => value * weight).data]);
  const size = Math.max(1, terms(inputs).reduce((total, term) => total + Math.abs(term), 0));
  const step = 1e-5;
  inputs.forEach((input, place) => {
    const wanted = analytic[place];
    if (!wanted) return;
    expect(wanted.shape, `gradient of input ${place}`).toEqual(input.shape);
    const numeric = input.map((_, element) => {
      const [up, down] = [step, -step].map((change) =>
        terms(inputs.map((other, index) => (index === place ? other.map((value, i) => (i === element ? value + change : value)) : other))));
      return (up ?? []).reduce((total, term, i) => total + (term - (down?.[i] ?? Number.NaN)), 0) / (2 * step);
    });
    expectClose(wanted, numeric, 1e-7 * size, `analytic against numeric gradient of input ${place}`);
  });
}

/**
 * Compares element by element and tells the worst place.
 * @param tolerance the most that each element may be off: one number, or one an element.
 */
export function expectClose(got: Array64, wanted: Array64, tolerance: number | Array64, label = 'values'): void {
  expect(got.shape, `shape of ${label}`).toEqual(wanted.shape);
  let bad = 0;
  let worst = -1;
  let message = '';
  wanted.data.forEach((goal, index) => {
    const value = got.data[index] ?? Number.NaN;
    const allowed = typeof tolerance === 'number' ? tolerance : tolerance.data[index] ?? Number.NaN;
    if (Object.is(value, goal) || value === goal) return;
    // Written so that a NaN on any side counts as wrong.
    if (Math.abs(value - goal) <= allowed) return;
    bad += 1;
    const excess = Number.isNaN(value - goal) ? Infinity : Math.abs(value - goal) / allowed;
    if (excess > worst || worst < 0) {
      worst = excess;
      message = `worst at index ${index} of [${wanted.shape.join(', ')}]: got ${value}, wanted ${goal}, off by ${Math.abs(value - goal)}, allowed ${allowed}`;
    }
  });
  if (bad > 0) throw new Error(`${label}: ${bad} of ${wanted.data.length} elements are off; ${message}`);
}

function declare(graph: Graph, memory: Map<Tensor, Array64>, input: Array64, index: number, options: RunOptions): Tensor {
  const tensor = graph.input(`input${index}`, input.shape, options.integers?.includes(index) === true ? 'u32' : 'f32');
  memory.set(tensor, input);
  return tensor;
}

async function runGraph(gpu: Gpu, graph: Graph, memory: ReadonlyMap<Tensor, Array64>, read: readonly Tensor[], options: RunOptions, times: number): Promise<Array64[]> {
  const entries = [...memory];
  const buffers = await allocateStorage(gpu, entries.map(([tensor]) => ({ label: tensor.name, bytes: 4 * elements(tensor.shape) })));
  try {
    const external = new Map(entries.map(([tensor, values], index): [Tensor, BufferRange] => {
      const buffer = at(buffers, index);
      const data = tensor.type === 'u32' ? Uint32Array.from(values.data) : Float32Array.from(values.data);
      gpu.device.queue.writeBuffer(buffer, 0, data);
      return [tensor, { buffer, offset: 0, bytes: data.byteLength }];
    }));
    const traits = options.traits ? { ...HARDWARE_TRAITS, ...options.traits } : undefined;
    const program = await compile(gpu, graph, external, traits ? { traits } : {});
    try {
      program.submit(Array.from({ length: times }, () => ZERO_STEP));
      const results: Array64[] = [];
      for (const tensor of read) {
        const range = external.get(tensor);
        if (!range) throw new Error(`"${tensor.name}" is not among the given memory.`);
        results.push(new Array64(tensor.shape, await readFloats(gpu, range.buffer, 0, elements(tensor.shape))));
      }
      return results;
    } finally {
      program.destroy();
    }
  } finally {
    for (const buffer of buffers) gpu.ledger.free(buffer);
  }
}
