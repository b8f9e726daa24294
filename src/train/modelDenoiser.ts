import type { LearnedPrediction } from '../diffusion/run.ts';
import type { Level } from '../diffusion/levels.ts';
import { toX0 } from '../diffusion/predictions.ts';
import { allocateStorage, type Program } from '../engine/program.ts';
import type { Gpu } from '../gpu/device.ts';
import { readBuffers } from '../gpu/readback.ts';
import { slice } from '../ops/concat.ts';
import { at, elements } from '../ops/operation.ts';
import { fillTimestep, predictX0 } from '../ops/sampler.ts';
import { type StepValues, ZERO_STEP } from '../ops/stepUniform.ts';
import type { Learner } from './learner.ts';
import type { Moment } from './sampler.ts';
import { StepCutter } from './stepCutter.ts';
import { parameterTensors } from './trainProgram.ts';
import { compileWired, Wiring } from './wiring.ts';

const STATE = 'state';
const X0 = 'x0';
const PLACE = 'place of the variance';
const TABLE = 'timestep';
const LABELS = 'classes';
const ESTIMATE = 'no estimate';
const WEIGHTS = 'frozen weights';

/** Milliseconds that one submit should take. */
const BUDGET = 12;

/**
 * The network of a run with the averaged weights of one moment, as likelihoods and loss curves ask it: for x0 at a noise level,
 * batch by batch. Of models that know classes, that of none is asked; a network that is shown its own estimate sees none.
 */
export class ModelDenoiser {
  /** Points or pictures asked for at once. */
  readonly batch: number;
  readonly #gpu: Gpu;
  readonly #learner: Learner;
  readonly #moment: Moment;
  readonly #program: Program;
  readonly #cutter: StepCutter;
  readonly #buffers: ReadonlyMap<string, GPUBuffer>;

  private constructor(gpu: Gpu, learner: Learner, moment: Moment, batch: number, program: Program, buffers: ReadonlyMap<string, GPUBuffer>) {
    this.#gpu = gpu;
    this.#learner = learner;
    this.#moment = moment;
    this.batch = batch;
    this.#program = program;
    this.#cutter = new StepCutter(program.dispatches.length);
    this.#cutter.budget = BUDGET;
    this.#buffers = buffers;
  }

  /**
   * Copies the averaged weights as they are now.
   * @param bufferOf the memories of the run
   * @throws a sentence when memory or a shader is refused; nothing stays allocated then
   */
  static async open(gpu: Gpu, learner: Learner, moment: Moment, batch: number, bufferOf: (memory: string) => GPUBuffer): Promise<ModelDenoiser> {
    const average = bufferOf('average');
    const bytes = 4 * batch * elements(learner.sampleShape);
    const wanted = [
      { name: STATE, bytes }, { name: X0, bytes }, { name: TABLE, bytes: 4 * learner.tableWidth }, { name: WEIGHTS, bytes: average.size },
      ...(learner.learnsVariance ? [{ name: PLACE, bytes }] : []), ...(learner.selfConditioned ? [{ name: ESTIMATE, bytes }] : []),
      ...(learner.classes === null ? [] : [{ name: LABELS, bytes: 4 * batch }]),
    ];
    const made = await allocateStorage(gpu, wanted.map(({ name, bytes: size }) => ({ label: `asking: ${name}`, bytes: size })));
    const buffers = new Map(wanted.map(({ name }, index) => [name, at(made, index)] as const));
    const buffer = (name: string): GPUBuffer => buffers.get(name) ?? bufferOf(name);
    const encoder = gpu.device.createCommandEncoder({ label: 'freeze weights' });
    encoder.copyBufferToBuffer(average, 0, buffer(WEIGHTS), 0, average.size);
    gpu.device.queue.submit([encoder.finish()]);
    if (learner.classes !== null) gpu.device.queue.writeBuffer(buffer(LABELS), 0, new Uint32Array(batch).fill(learner.classes));
    try {
      const program = await compileWired(gpu, askingGraph(learner, batch), buffer, moment.halfActivations);
      return new ModelDenoiser(gpu, learner, moment, batch, program, buffers);
    } catch (error) {
      for (const one of made) gpu.ledger.free(one);
      throw error;
    }
  }

  /** x0 for each of the points of x, [n, ...] flattened; with the place of its variance where the network learned it. One question at a time. */
  async ask(x: Float64Array, level: Level, signal?: AbortSignal): Promise<LearnedPrediction> {
    const floats = this.batch * elements(this.#learner.sampleShape);
    const [x0, fraction] = [new Float64Array(x.length), new Float64Array(this.#learner.learnsVariance ? x.length : 0)];
    const { queue } = this.#gpu.device;
    queue.writeBuffer(this.#buffer(TABLE), 0, Float32Array.from(this.#learner.timestepRows([level.timestep], this.#moment.trained.timesteps)));
    for (let begin = 0; begin < x.length; begin += floats) {
      signal?.throwIfAborted();
      const part = x.subarray(begin, begin + floats);
      queue.writeBuffer(this.#buffer(STATE), 0, Float32Array.from(part));
      await this.#run(this.#values(level));
      const [answer, places] = await readBuffers(this.#gpu, [X0, ...(fraction.length > 0 ? [PLACE] : [])].map((name) => ({ buffer: this.#buffer(name), offset: 0, bytes: 4 * part.length })));
      x0.set(new Float32Array(answer ?? new ArrayBuffer(0)), begin);
      // v from -1 to 1 is a fraction from 0 to 1.
      if (places) fraction.set(new Float32Array(places).map((v) => (v + 1) / 2), begin);
    }
    return { x0, fraction };
  }

  destroy(): void {
    this.#program.destroy();
    for (const one of this.#buffers.values()) this.#gpu.ledger.free(one);
  }

  #buffer(name: string): GPUBuffer {
    const found = this.#buffers.get(name);
    if (!found) throw new Error(`Asking the model needs no memory "${name}".`);
    return found;
  }

  #values({ alpha, sigma }: Level): StepValues {
    const { objective, sigmaData } = this.#moment;
    const { state, output } = toX0(objective.prediction, alpha, sigma, sigmaData);
    return { ...ZERO_STEP, x0_from_state: state, x0_from_output: output };
  }

  /** In pieces that leave the device to others between them. */
  async #run(values: StepValues): Promise<void> {
    for (let from = 0; from < this.#cutter.dispatches;) {
      const piece = this.#cutter.next(from);
      from = piece.to;
      const began = performance.now();
      this.#program.submitPart(values, piece.from, piece.to);
      await this.#gpu.settled();
      this.#cutter.done(piece, performance.now() - began);
    }
  }
}

/** The network at one noise level: x0 and, where it is learned, the place of its variance. */
function askingGraph(learner: Learner, batch: number): Wiring {
  const wiring = new Wiring();
  const { graph } = wiring;
  const shape = [batch, ...learner.sampleShape];
  const channels = at(shape, shape.length - 1);
  const state = wiring.input(STATE, shape);
  const output = learner.network(wiring, {
    x: state, timesteps: graph.one(fillTimestep, [], { count: batch }), table: wiring.input(TABLE, [1, learner.tableWidth]),
    labels: learner.classes === null ? null : wiring.input(LABELS, [batch], 'u32'), ...(learner.selfConditioned ? { estimate: wiring.input(ESTIMATE, shape) } : {}),
  }, parameterTensors(wiring, learner, WEIGHTS), false);
  const prediction = learner.learnsVariance ? graph.one(slice, [output], { start: 0, width: channels }) : output;
  graph.write(predictX0, [state, prediction], null, [wiring.input(X0, shape)]);
  if (learner.learnsVariance) graph.write(slice, [output], { start: channels, width: channels }, [wiring.input(PLACE, shape)]);
  return wiring;
}
