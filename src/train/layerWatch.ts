import { allocateStorage, type Program } from '../engine/program.ts';
import type { Gpu } from '../gpu/device.ts';
import { readBuffers } from '../gpu/readback.ts';
import { at } from '../ops/operation.ts';
import { STATISTICS } from '../ops/statistics.ts';
import { type StepValues, ZERO_STEP } from '../ops/stepUniform.ts';
import type { LayerStatistics, NumberStatistics } from '../protocol/messages.ts';
import type { Recipe } from '../recipe/recipe.ts';
import { layerGraphs, OUTPUT_STRIDE, WATCH, type WatchedLayer } from './layerGraphs.ts';
import type { Learner } from './learner.ts';
import { StepCutter } from './stepCutter.ts';
import { compileWired } from './wiring.ts';

/** Milliseconds that one submit should take. */
const BUDGET = 12;

/**
 * Looks at the layers of a run's network: at its weights, at what one step changed of them, and at the gradient and the outputs in a
 * pass of its own over a few samples. Nothing that training reads is written, so it trains as if nobody looked.
 */
export class LayerWatch {
  readonly #gpu: Gpu;
  readonly #bufferOf: (memory: string) => GPUBuffer;
  readonly #layers: readonly WatchedLayer[];
  readonly #weights: Program;
  readonly #pass: Program;
  readonly #buffers: ReadonlyMap<string, GPUBuffer>;
  readonly #cutter: StepCutter;
  /** The step after which the weights lie in the scratch. */
  #remembered: number | null = null;

  private constructor(gpu: Gpu, bufferOf: (memory: string) => GPUBuffer, layers: readonly WatchedLayer[], [weights, pass]: readonly [Program, Program], buffers: ReadonlyMap<string, GPUBuffer>) {
    this.#gpu = gpu;
    this.#bufferOf = bufferOf;
    this.#layers = layers;
    this.#weights = weights;
    this.#pass = pass;
    this.#buffers = buffers;
    this.#cutter = new StepCutter(pass.dispatches.length);
    this.#cutter.budget = BUDGET;
  }

  /**
   * @param learner whose network is made of single layers
   * @param bufferOf the memories of the run
   * @throws a sentence when memory or a shader is refused; nothing stays allocated then
   */
  static async open(gpu: Gpu, learner: Learner, recipe: Recipe, bufferOf: (memory: string) => GPUBuffer): Promise<LayerWatch> {
    const { layers, tables, weights, pass } = layerGraphs(learner, recipe, gpu.facts.software);
    const answers = layers.length * 4 * STATISTICS;
    const wanted = [
      [WATCH.scratch, 4 * learner.arenaLength], [WATCH.pieces, tables.pieces.byteLength], [WATCH.ranges, tables.ranges.byteLength],
      [WATCH.weights, answers], [WATCH.updates, answers], [WATCH.gradients, answers], [WATCH.outputs, layers.length * OUTPUT_STRIDE],
    ] as const;
    const made = await allocateStorage(gpu, wanted.map(([label, bytes]) => ({ label, bytes })));
    const buffers = new Map<string, GPUBuffer>(wanted.map(([name], index) => [name, at(made, index)]));
    const own = (memory: string): GPUBuffer => buffers.get(memory) ?? bufferOf(memory);
    const programs: Program[] = [];
    try {
      gpu.device.queue.writeBuffer(own(WATCH.pieces), 0, tables.pieces);
      gpu.device.queue.writeBuffer(own(WATCH.ranges), 0, tables.ranges);
      for (const wiring of [weights, pass]) programs.push(await compileWired(gpu, wiring, own));
      return new LayerWatch(gpu, bufferOf, layers, [at(programs, 0), at(programs, 1)], buffers);
    } catch (error) {
      for (const program of programs) program.destroy();
      for (const buffer of made) gpu.ledger.free(buffer);
      throw error;
    }
  }

  /** Keeps the weights as they are after `step` steps: looked at one step later, they tell what it changed. */
  remember(step: number): void {
    const encoder = this.#gpu.device.createCommandEncoder({ label: 'remember weights' });
    const scratch = this.#buffer(WATCH.scratch);
    encoder.copyBufferToBuffer(this.#bufferOf('value'), 0, scratch, 0, scratch.size);
    this.#gpu.device.queue.submit([encoder.finish()]);
    this.#remembered = step;
  }

  /** Looks at every layer as it is after `step` steps. Not while training goes on. @param values of a step, with which samples are drawn */
  async look(step: number, values: StepValues): Promise<LayerStatistics[]> {
    const updated = this.#remembered === step - 1;
    this.#remembered = null;
    this.#weights.submit([ZERO_STEP]);
    const encoder = this.#gpu.device.createCommandEncoder({ label: 'clear the gradient of a look' });
    encoder.clearBuffer(this.#buffer(WATCH.scratch));
    this.#gpu.device.queue.submit([encoder.finish()]);
    for (let from = 0; from < this.#cutter.dispatches;) {
      const piece = this.#cutter.next(from);
      from = piece.to;
      const began = performance.now();
      this.#pass.submitPart(values, piece.from, piece.to);
      await this.#gpu.settled();
      this.#cutter.done(piece, performance.now() - began);
    }
    const read = await readBuffers(this.#gpu, [WATCH.weights, WATCH.updates, WATCH.gradients, WATCH.outputs].map((name) => ({ buffer: this.#buffer(name), offset: 0, bytes: this.#buffer(name).size })));
    const [weights, updates, gradients, outputs] = [0, 1, 2, 3].map((place) => new Float32Array(at(read, place)));
    if (!weights || !updates || !gradients || !outputs) throw new Error('A look has four answers.');
    return this.#layers.map(({ name }, index) => ({
      name, weight: statistics(weights, index * STATISTICS), gradient: statistics(gradients, index * STATISTICS),
      update: updated ? statistics(updates, index * STATISTICS) : null, output: statistics(outputs, index * OUTPUT_STRIDE / 4),
    }));
  }

  destroy(): void {
    this.#weights.destroy();
    this.#pass.destroy();
    for (const buffer of this.#buffers.values()) this.#gpu.ledger.free(buffer);
  }

  #buffer(name: string): GPUBuffer {
    const found = this.#buffers.get(name);
    if (!found) throw new Error(`Looking at layers needs no memory "${name}".`);
    return found;
  }
}

function statistics(from: Float32Array, place: number): NumberStatistics {
  const [finite = 0, mean = 0, variance = 0, smallest = 0, largest = 0, zeros = 0, nearZeros = 0, notFinite = 0] = from.subarray(place, place + STATISTICS);
  const none = finite === 0;
  return { count: finite + notFinite, mean, deviation: Math.sqrt(variance), rms: Math.sqrt(mean * mean + variance), smallest: none ? 0 : smallest, largest: none ? 0 : largest, zeros, nearZeros, notFinite };
}
