import type { Program } from '../engine/program.ts';
import { allocateStorage } from '../engine/program.ts';
import type { Gpu } from '../gpu/device.ts';
import { add } from '../ops/add.ts';
import { conv2d } from '../ops/conv2d.ts';
import { at, elements, type Shape } from '../ops/operation.ts';
import { ZERO_STEP } from '../ops/stepUniform.ts';
import { compileWired, Wiring } from './wiring.ts';
import { workOf } from './workOf.ts';

/** What a device does in a second. */
export interface DeviceSpeed {
  /** Floating-point operations of convolutions. */
  readonly flops: number;
  /** Bytes read and written by simple operations. */
  readonly traffic: number;
  /** Seconds that a dispatch takes which has nearly nothing to do. */
  readonly dispatch: number;
}

/** Milliseconds that a measurement should last, so that the clock's grain does not count. */
const LONG_ENOUGH = 20;
const MOST_REPLAYS = 256;
const DISPATCHES = 64;

/**
 * Measures a device with three small programs: a convolution with both its gradients, an addition that memory holds up, and
 * a row of tiny dispatches. Well under a second, beside the compiling, also where the device is a CPU.
 * @throws a sentence when memory or a shader is refused
 */
export async function measureDevice(gpu: Gpu): Promise<DeviceSpeed> {
  const { software } = gpu.facts;
  const convolution = convolutionOf(software ? 2 : 16, 16, software ? 32 : 64);
  const { flops } = workOf(convolution.graph.nodes);
  const floats = software ? 2 ** 18 : 2 ** 22;
  const tiny = additions(64, DISPATCHES);
  const dispatch = await secondsOf(gpu, tiny) / DISPATCHES;
  return {
    dispatch,
    flops: flops / await secondsOf(gpu, convolution),
    traffic: 12 * floats / Math.max(1e-9, await secondsOf(gpu, additions(floats, 1)) - dispatch),
  };
}

/** A convolution [N, S, S, C] to as many channels with a kernel of 3, and its gradients. */
function convolutionOf(batch: number, side: number, channels: number): Wiring {
  const wiring = new Wiring();
  const { graph } = wiring;
  const parameter = (name: string, shape: Shape) => {
    const tensor = graph.parameter(name, shape);
    wiring.place(tensor, name);
    return tensor;
  };
  const shape = [batch, side, side, channels];
  // The first convolution is there so that the second one's input wants a gradient.
  const weights = ['first', 'second'].map((name) => parameter(name, [3, 3, channels, channels]));
  const first = graph.one(conv2d, [wiring.input('x', shape), at(weights, 0)], { stride: 1, padding: 'same' });
  const second = graph.one(conv2d, [first, at(weights, 1)], { stride: 1, padding: 'same' });
  graph.backward(new Map([[second, wiring.input('d_out', shape)]]));
  for (const weight of weights) wiring.place(graph.gradientOf(weight), `d_${weight.name}`);
  return wiring;
}

/** `count` additions of two arrays of `floats` numbers, one after another. */
function additions(floats: number, count: number): Wiring {
  const wiring = new Wiring();
  const [a, b] = [wiring.input('a', [floats]), wiring.input('b', [floats])];
  for (let i = 0, sum = a; i < count; i++) {
    const last = i === count - 1;
    if (last) wiring.graph.write(add, [sum, b], null, [wiring.input('out', [floats])]);
    else sum = wiring.graph.one(add, [sum, b], null);
  }
  return wiring;
}

/** Seconds of one replay of a graph over zeros. */
async function secondsOf(gpu: Gpu, wiring: Wiring): Promise<number> {
  const places = [...wiring.places].map(([{ shape }, { memory }]) => ({ label: memory, bytes: 4 * elements(shape) }));
  const buffers = await allocateStorage(gpu, places);
  try {
    const program = await compileWired(gpu, wiring, (memory) => at(buffers, places.findIndex(({ label }) => label === memory)));
    try {
      return await timed(gpu, program);
    } finally {
      program.destroy();
    }
  } finally {
    for (const buffer of buffers) gpu.ledger.free(buffer);
  }
}

async function timed(gpu: Gpu, program: Program): Promise<number> {
  const run = async (replays: number): Promise<number> => {
    const began = performance.now();
    if (replays > 0) program.submit(Array.from({ length: replays }, () => ZERO_STEP));
    else gpu.device.queue.submit([]);
    await gpu.settled();
    return performance.now() - began;
  };
  await run(1);
  const idle = Math.min(await run(0), await run(0));
  for (let replays = 1; ; replays *= 4) {
    const took = await run(replays) - idle;
    if (took >= LONG_ENOUGH || replays >= MOST_REPLAYS) return Math.max(took, 1e-3) / 1000 / replays;
  }
}
