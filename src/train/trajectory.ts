import { allocateStorage } from '../engine/program.ts';
import { toX0 } from '../diffusion/predictions.ts';
import type { PlanCall, SamplerPlan } from '../diffusion/plan.ts';
import type { Gpu } from '../gpu/device.ts';
import { readBuffers } from '../gpu/readback.ts';
import { at } from '../ops/operation.ts';
import { type StepValues, ZERO_STEP } from '../ops/stepUniform.ts';
import { randomStream } from '../random/randomStream.ts';
import { seededStart } from '../random/seededStart.ts';
import type { Prediction } from '../recipe/recipe.ts';
import { Flights } from './flights.ts';
import { CALLS_PER_SUBMIT, type SampleProgram } from './sampleProgram.ts';

/** Stream of the sampling seed from which fresh noise comes. */
export const FRESH_STREAM = 0x5b;
/** Milliseconds that one submit should take, as in training. */
const BUDGET = 12;
/** Calls of more dispatches than this are cut before anything was measured. */
const WHOLE_AT_FIRST = 32;
/** Bytes of frames that wait on the GPU until they are read. */
const MOST_RECORDED = 2 ** 26;

/** A newer request took this one's place. */
export class Superseded extends Error {
  override readonly name = 'Superseded';
  constructor() {
    super('A newer sampling request took the place of this one.');
  }
}

export interface FramesRead {
  /** x_t before each call, and the end: calls + 1 arrays [count, ...]. */
  readonly states: Float32Array[];
  /** Predicted x0 of each call. */
  readonly predictions: Float32Array[];
}

export interface FollowOptions {
  readonly prediction: Prediction;
  /** Standard deviation of the data, for edm predictions; default 1. */
  readonly sigmaData?: number;
  readonly seed: number;
  /** Starting noise in place of the seed's, [count, ...] flattened, in standard deviations of the starting noise. */
  readonly noise?: Float32Array | undefined;
  /** Scale of classifier-free guidance for a call, where the program is guided. */
  readonly guidance: (call: PlanCall) => number;
  /** The network's rows for timesteps of the trained schedule, whole or not. */
  readonly timestepRows: (places: readonly number[]) => Float32Array;
  /** false: only the last state is read back, and the lists hold just that (states) and nothing (predictions). */
  readonly keepFrames: boolean;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Follows a plan on the GPU. The starting noise and all fresh noise are made on the CPU from the seed, so that a seed means
 * the same picture on every device; where starting noise is given, only the fresh noise. Several calls go into one submit, or one call into several, as measured time allows.
 * @throws Superseded when `signal` is aborted between two submits.
 */
export async function followPlan(gpu: Gpu, compiled: SampleProgram, plan: SamplerPlan, options: FollowOptions): Promise<FramesRead> {
  const { program, cutter, bytes, noise, kept } = compiled;
  const { seed, keepFrames, signal } = options;
  const floats = bytes / 4;
  const start = (options.noise ?? seededStart(seed, floats)).map((value) => value * plan.startScale);
  const fresh = randomStream(seed, FRESH_STREAM);
  const queue = gpu.device.queue;
  queue.writeBuffer(at0(compiled.states), 0, start);
  // What a network that is shown its own estimate of x0 sees first.
  queue.writeBuffer(at0(compiled.x0s), 0, new Float32Array(floats));
  const most = Math.max(1, Math.min(CALLS_PER_SUBMIT, plan.calls.length, Math.floor(MOST_RECORDED / (2 * bytes))));
  const own = await allocateStorage(gpu, [
    ...(keepFrames ? [{ label: 'sampling: frames', bytes: 2 * bytes * most }] : []),
    ...(noise ? [{ label: 'sampling: noises', bytes: bytes * most }] : []),
  ]);
  const record = keepFrames ? at(own, 0) : null;
  const noises = noise ? at(own, own.length - 1) : null;
  const frames: FramesRead = { states: [], predictions: [] };
  const flights = new Flights(gpu);
  cutter.budget = BUDGET;
  try {
    for (let first = 0; first < plan.calls.length;) {
      const perCall = cutter.milliseconds;
      const isLong = perCall === null ? cutter.dispatches > WHOLE_AT_FIRST : perCall > cutter.budget;
      const fitting = perCall === null ? most : Math.floor(cutter.budget / perCall);
      const calls = plan.calls.slice(first, first + (isLong ? 1 : Math.max(1, Math.min(most, fitting))));
      if (signal?.aborted) throw new Superseded();
      if (noise && noises) {
        queue.writeBuffer(noises, 0, fresh.fillNormal(new Float32Array(floats * calls.length)));
        copy(gpu, noises, 0, noise, bytes);
      }
      const afterCall = (encoder: GPUCommandEncoder, index: number): void => {
        if (record) {
          encoder.copyBufferToBuffer(at0(compiled.states), 0, record, 2 * index * bytes, bytes);
          encoder.copyBufferToBuffer(at0(compiled.x0s), 0, record, (2 * index + 1) * bytes, bytes);
        }
        shift(encoder, compiled.x0s, bytes);
        const [, previous] = compiled.x0s;
        if (kept && previous) encoder.copyBufferToBuffer(kept, 0, previous, 0, bytes);
        shift(encoder, compiled.states, bytes);
        encoder.copyBufferToBuffer(compiled.next, 0, at0(compiled.states), 0, bytes);
        if (noise && noises && index + 1 < calls.length) encoder.copyBufferToBuffer(noises, (index + 1) * bytes, noise, 0, bytes);
      };
      queue.writeBuffer(compiled.table, 0, options.timestepRows(calls.map(({ timestep }) => timestep)));
      const values = calls.map((call, row) => stepValues(call, row, compiled, options));
      if (isLong) {
        for (let from = 0; from < cutter.dispatches;) {
          if (signal?.aborted) throw new Superseded();
          const piece = cutter.next(from);
          from = piece.to;
          program.submitPart(at(values, 0), piece.from, piece.to, (encoder) => { if (piece.to === cutter.dispatches) afterCall(encoder, 0); });
          await flights.launched((milliseconds) => cutter.done(piece, milliseconds - gpu.latency / 2));
        }
      } else {
        program.submit(values, afterCall);
        await flights.launched((milliseconds) => cutter.done({ from: 0, to: cutter.dispatches }, (milliseconds - gpu.latency / 2) / calls.length));
      }
      first += calls.length;
      if (!record) continue;
      const read = await readBuffers(gpu, calls.flatMap((_, index) => [
        { buffer: record, offset: 2 * index * bytes, bytes },
        { buffer: record, offset: (2 * index + 1) * bytes, bytes },
      ]));
      read.forEach((part, index) => (index % 2 === 0 ? frames.states : frames.predictions).push(new Float32Array(part)));
    }
    await flights.land();
    const [end] = await readBuffers(gpu, [{ buffer: at0(compiled.states), offset: 0, bytes }]);
    frames.states.push(new Float32Array(end ?? new ArrayBuffer(0)));
    return frames;
  } finally {
    for (const buffer of own) gpu.ledger.free(buffer);
  }
}

/** @param row of the submit's table of timesteps, in which the network finds this call's */
function stepValues(call: PlanCall, row: number, { states, x0s, noise, learned }: SampleProgram, { prediction, sigmaData, guidance }: FollowOptions): StepValues {
  const x0 = toX0(prediction, call.alpha, call.sigma, sigmaData);
  const coefficients = [
    ...states.map((_, index) => call.next.states[index] ?? 0),
    ...x0s.map((_, index) => call.next.x0s[index] ?? 0),
    ...(noise ? [learned ? Math.sign(call.next.noise) : call.next.noise] : []),
  ];
  // Where nothing is learned, all elements have the same variance; without noise it does not matter which.
  const logVariance = call.next.noise > 0 ? 2 * Math.log(call.next.noise) : 0;
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0] = coefficients;
  return {
    ...ZERO_STEP, timestep: row, x0_from_state: x0.state, x0_from_output: x0.output, coefficients_a: [a, b, c, d], coefficients_b: [e, f, g, guidance(call)],
    learning_rate: call.kept?.state ?? 0, ema_decay: call.kept?.x0 ?? 1,
    moment1_correction: call.logVariances?.small ?? logVariance, moment2_correction: call.logVariances?.large ?? logVariance,
  };
}

/** Moves every entry one place back, the oldest first. */
function shift(encoder: GPUCommandEncoder, buffers: readonly GPUBuffer[], bytes: number): void {
  for (let index = buffers.length - 1; index > 0; index--) {
    const [from, to] = [buffers[index - 1], buffers[index]];
    if (from && to) encoder.copyBufferToBuffer(from, 0, to, 0, bytes);
  }
}

function copy(gpu: Gpu, from: GPUBuffer, offset: number, to: GPUBuffer, bytes: number): void {
  const encoder = gpu.device.createCommandEncoder({ label: 'noise' });
  encoder.copyBufferToBuffer(from, offset, to, 0, bytes);
  gpu.device.queue.submit([encoder.finish()]);
}

function at0(buffers: readonly GPUBuffer[]): GPUBuffer {
  const [first] = buffers;
  if (!first) throw new Error('A sampler keeps at least one state and one prediction.');
  return first;
}
