import { allocateStorage } from '../engine/program.ts';
import { toX0 } from '../diffusion/predictions.ts';
import type { PlanCall, SamplerPlan } from '../diffusion/plan.ts';
import type { Gpu } from '../gpu/device.ts';
import { readBuffers } from '../gpu/readback.ts';
import { type StepValues, ZERO_STEP } from '../ops/stepUniform.ts';
import { randomStream } from '../random/randomStream.ts';
import type { Prediction } from '../recipe/recipe.ts';
import type { SampleProgram } from './sampleProgram.ts';

/** Streams of the sampling seed. */
const START_STREAM = 0x5a;
const FRESH_STREAM = 0x5b;
/** Calls in one submit: few, so that training and the screen get their turn between. */
const CALLS_PER_SUBMIT = 5;

/** A newer request took this one's place. */
export class Superseded extends Error {
  override readonly name = 'Superseded';
  constructor() {
    super('A newer sampling request took the place of this one.');
  }
}

export interface FramesRead {
  /** x_t before each call, and the end: calls + 1 arrays [count, 2]. */
  readonly states: Float32Array[];
  /** Predicted x0 of each call. */
  readonly predictions: Float32Array[];
}

/**
 * Follows a plan on the GPU. The starting noise and all fresh noise are made on the CPU from the seed, so that a seed means
 * the same picture on every device.
 * @param keepFrames false: only the last state is read back, and the lists hold just that (states) and nothing (predictions).
 * @throws Superseded when `signal` is aborted between two submits.
 */
export async function followPlan(gpu: Gpu, compiled: SampleProgram, plan: SamplerPlan, prediction: Prediction, seed: number, keepFrames: boolean, signal?: AbortSignal): Promise<FramesRead> {
  const { program, bytes } = compiled;
  const floats = bytes / 4;
  const start = randomStream(seed, START_STREAM).fillNormal(new Float32Array(floats)).map((value) => value * plan.startScale);
  const fresh = randomStream(seed, FRESH_STREAM);
  const queue = gpu.device.queue;
  queue.writeBuffer(at0(compiled.states), 0, start);
  const needsNoise = plan.calls.some((call) => call.next.noise > 0);
  if (!needsNoise) queue.writeBuffer(compiled.noise, 0, new Float32Array(floats));
  const perSubmit = Math.min(CALLS_PER_SUBMIT, plan.calls.length);
  const [record, noises] = await allocateStorage(gpu, [
    { label: 'sampling: frames', bytes: keepFrames ? 2 * bytes * perSubmit : 16 },
    { label: 'sampling: noises', bytes: needsNoise ? bytes * perSubmit : 16 },
  ]);
  const frames: FramesRead = { states: [], predictions: [] };
  try {
    if (!record || !noises) throw new Error('Buffers for sampling are missing.');
    for (let first = 0; first < plan.calls.length; first += perSubmit) {
      if (signal?.aborted) throw new Superseded();
      const calls = plan.calls.slice(first, first + perSubmit);
      if (needsNoise) {
        queue.writeBuffer(noises, 0, fresh.fillNormal(new Float32Array(floats * calls.length)));
        copy(gpu, noises, 0, compiled.noise, bytes);
      }
      program.submit(calls.map((call) => stepValues(call, compiled, prediction)), (encoder, index) => {
        if (keepFrames) {
          encoder.copyBufferToBuffer(at0(compiled.states), 0, record, 2 * index * bytes, bytes);
          encoder.copyBufferToBuffer(at0(compiled.x0s), 0, record, (2 * index + 1) * bytes, bytes);
        }
        shift(encoder, compiled.x0s, bytes);
        shift(encoder, compiled.states, bytes);
        encoder.copyBufferToBuffer(compiled.next, 0, at0(compiled.states), 0, bytes);
        if (needsNoise && index + 1 < calls.length) encoder.copyBufferToBuffer(noises, (index + 1) * bytes, compiled.noise, 0, bytes);
      });
      if (!keepFrames) {
        await queue.onSubmittedWorkDone();
        continue;
      }
      const read = await readBuffers(gpu, calls.flatMap((_, index) => [
        { buffer: record, offset: 2 * index * bytes, bytes },
        { buffer: record, offset: (2 * index + 1) * bytes, bytes },
      ]));
      read.forEach((part, index) => (index % 2 === 0 ? frames.states : frames.predictions).push(new Float32Array(part)));
    }
    const [end] = await readBuffers(gpu, [{ buffer: at0(compiled.states), offset: 0, bytes }]);
    frames.states.push(new Float32Array(end ?? new ArrayBuffer(0)));
    return frames;
  } finally {
    for (const buffer of [record, noises]) if (buffer) gpu.ledger.free(buffer);
  }
}

function stepValues(call: PlanCall, { states, x0s }: SampleProgram, prediction: Prediction): StepValues {
  const x0 = toX0(prediction, call.alpha, call.sigma);
  const coefficients = [
    ...states.map((_, index) => call.next.states[index] ?? 0),
    ...x0s.map((_, index) => call.next.x0s[index] ?? 0),
    call.next.noise,
  ];
  const four = (from: number): [number, number, number, number] =>
    [coefficients[from] ?? 0, coefficients[from + 1] ?? 0, coefficients[from + 2] ?? 0, coefficients[from + 3] ?? 0];
  return { ...ZERO_STEP, timestep: call.timestep, x0_from_state: x0.state, x0_from_output: x0.output, coefficients_a: four(0), coefficients_b: four(4) };
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
