import { MAX_STEPS_A_SUBMIT, type Program } from '../engine/program.ts';
import type { Gpu } from '../gpu/device.ts';
import { at } from '../ops/operation.ts';
import type { StepValues } from '../ops/stepUniform.ts';
import { compileWired, type Wiring } from './wiring.ts';
import type { TrainingGraphs } from './trainProgram.ts';

/** A compiled optimizer step: the gradient of `batches` batches, then the update. Its dispatches are counted through all of them. */
export class TrainingStep {
  readonly batches: number;
  readonly #gpu: Gpu;
  readonly #gradient: Program;
  readonly #update: Program | null;

  private constructor(gpu: Gpu, batches: number, gradient: Program, update: Program | null) {
    this.#gpu = gpu;
    this.batches = batches;
    this.#gradient = gradient;
    this.#update = update;
  }

  /** @throws a sentence when memory or a shader is refused; nothing stays allocated then. */
  static async compile(gpu: Gpu, graphs: TrainingGraphs, batches: number, bufferOf: (memory: string) => GPUBuffer, halfActivations: boolean): Promise<TrainingStep> {
    const compileOne = (wiring: Wiring): Promise<Program> => compileWired(gpu, wiring, bufferOf, halfActivations);
    const gradient = await compileOne(graphs.gradient);
    try {
      return new TrainingStep(gpu, batches, gradient, graphs.update ? await compileOne(graphs.update) : null);
    } catch (error) {
      gradient.destroy();
      throw error;
    }
  }

  /** Dispatches in one step. */
  get dispatches(): number {
    return this.batches * this.#gradient.dispatches.length + (this.#update?.dispatches.length ?? 0);
  }

  /** Steps that fit into one submit. */
  get mostSteps(): number {
    return Math.floor(MAX_STEPS_A_SUBMIT / this.batches);
  }

  /** Submits whole steps at once. @param steps for each the values of its batches; at most `mostSteps` */
  submit(steps: readonly (readonly StepValues[])[]): void {
    this.#stage(steps);
    this.#inOnePass((pass) => steps.forEach((_, step) => this.#record(pass, step, 0, this.dispatches)));
  }

  /** Submits dispatches `from` to `to - 1` of one step; a step is done when all of them were submitted in order. */
  submitPart(batches: readonly StepValues[], from: number, to: number): void {
    this.#stage([batches]);
    this.#inOnePass((pass) => this.#record(pass, 0, from, to));
  }

  destroy(): void {
    this.#gradient.destroy();
    this.#update?.destroy();
  }

  #stage(steps: readonly (readonly StepValues[])[]): void {
    this.#gradient.stage(steps.flat());
    this.#update?.stage(steps.map((batches) => at(batches, 0)));
  }

  #record(pass: GPUComputePassEncoder, step: number, from: number, to: number): void {
    const length = this.#gradient.dispatches.length;
    for (let batch = 0; batch < this.batches; batch++) {
      const start = batch * length;
      if (from < start + length && to > start) this.#gradient.record(pass, step * this.batches + batch, Math.max(0, from - start), Math.min(length, to - start));
    }
    const start = this.batches * length;
    if (to > start) this.#update?.record(pass, step, Math.max(0, from - start), to - start);
  }

  #inOnePass(record: (pass: GPUComputePassEncoder) => void): void {
    const encoder = this.#gpu.device.createCommandEncoder({ label: 'steps' });
    const pass = encoder.beginComputePass({ label: 'steps' });
    record(pass);
    pass.end();
    this.#gpu.device.queue.submit([encoder.finish()]);
  }
}
