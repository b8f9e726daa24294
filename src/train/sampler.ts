import type { NoiseTable } from '../diffusion/noiseTable.ts';
import { planLevels, type PlanCall } from '../diffusion/plan.ts';
import { requestedPlan } from '../diffusion/requestedPlan.ts';
import { makeNoiseTable } from '../diffusion/schedules.ts';
import type { Gpu } from '../gpu/device.ts';
import { elements } from '../ops/operation.ts';
import type { SampleRequest, Trajectory } from '../protocol/messages.ts';
import type { ObjectiveRecipe } from '../recipe/recipe.ts';
import type { Learner } from './learner.ts';
import { compileSampling, type SampleProgram, type SamplingSizes } from './sampleProgram.ts';
import { checkStart } from './startingNoise.ts';
import { samplingSizes } from './samplingSizes.ts';
import { followPlan, Superseded } from './trajectory.ts';

/** Sampling programs kept compiled: of points the film's, the live picture's, a grid's, a particle's and those of a comparison, all small; of pictures fewer. */
const KEPT_PROGRAMS = { points: 6, pictures: 4 } as const;
/** Bytes of a trajectory, states and predictions together, that a page can be expected to hold. */
const MOST_TRAJECTORY_BYTES = 2 ** 28;

/** The run as sampling finds it at one moment. */
export interface Moment {
  readonly trained: NoiseTable;
  readonly objective: ObjectiveRecipe;
  /** Standard deviation of the data. */
  readonly sigmaData: number;
  /** Steps done. */
  readonly step: number;
  /** Whether activations are kept in 16 bits. */
  readonly halfActivations: boolean;
}

/** Draws samples with weights of one moment, while training may go on. Requests run one after another. */
export class Sampler {
  readonly #gpu: Gpu;
  readonly #learner: Learner;
  readonly #bufferOf: (memory: string) => GPUBuffer;
  readonly #moment: () => Moment;
  readonly #programs = new Map<string, SampleProgram>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(gpu: Gpu, learner: Learner, bufferOf: (memory: string) => GPUBuffer, moment: () => Moment) {
    this.#gpu = gpu;
    this.#learner = learner;
    this.#bufferOf = bufferOf;
    this.#moment = moment;
  }

  /** @throws Superseded when the signal is aborted on the way, and sentences for bad requests. */
  sample(request: SampleRequest, keepFrames: boolean, signal?: AbortSignal): Promise<Trajectory> {
    const turn = this.#last.catch(() => undefined).then(() => this.#sampleNow(request, keepFrames, signal));
    this.#last = turn;
    return turn;
  }

  /** Waits for sampling under way, then frees what it has. */
  async destroy(): Promise<void> {
    await this.#last.catch(() => undefined);
    for (const program of this.#programs.values()) program.destroy();
    this.#programs.clear();
  }

  async #sampleNow(request: SampleRequest, keepFrames: boolean, signal?: AbortSignal): Promise<Trajectory> {
    if (signal?.aborted) throw new Superseded();
    const { sampleShape, classes } = this.#learner;
    const { count, seed, noise } = request;
    checkStart(request, sampleShape);
    const { trained, objective, sigmaData, step, halfActivations } = this.#moment();
    const sampling = request.schedule ? makeNoiseTable(request.schedule) : trained;
    const plan = requestedPlan(request, trained, sampling, objective.variance === 'learned');
    const [bytes, calls] = [4 * elements(sampleShape), plan.calls.length];
    if (keepFrames && (2 * calls + 1) * count * bytes > MOST_TRAJECTORY_BYTES) {
      throw new Error(`${count} samples in ${calls} ${calls === request.steps ? 'steps' : 'calls of the model'} are too much to keep every step of. Ask for fewer samples or steps: samples times ${calls === request.steps ? 'steps' : 'calls'} at most ${Math.floor(MOST_TRAJECTORY_BYTES / bytes / 2).toLocaleString('en')}.`);
    }
    if (classes !== null) checkClasses(request, classes);
    // Before the first wait: the plan and the weights belong together.
    this.#freeze(request.weights ?? 'average');
    const compiled = await this.#programFor(samplingSizes(request, plan, classes), halfActivations);
    const began = performance.now();
    const labels = classes === null ? null : this.#tellClasses(compiled, request, classes);
    const timestepRows = (places: readonly number[]): Float32Array => this.#learner.timestepRows(places, trained.timesteps);
    const frames = await followPlan(this.#gpu, compiled, plan, { prediction: objective.prediction, sigmaData, seed, noise, guidance: guidanceOf(request, trained.timesteps), timestepRows, keepFrames, signal });
    return {
      shape: [count, ...sampleShape], ...frames, labels, trainedSteps: step,
      ...planLevels(plan),
      milliseconds: performance.now() - began,
    };
  }

  /** Copies what sampling needs and training changes. */
  #freeze(weights: NonNullable<SampleRequest['weights']>): void {
    const encoder = this.#gpu.device.createCommandEncoder({ label: 'freeze weights' });
    const frozen = this.#bufferOf('frozen weights');
    encoder.copyBufferToBuffer(this.#bufferOf(weights), 0, frozen, 0, frozen.size);
    this.#gpu.device.queue.submit([encoder.finish()]);
  }

  /** Writes each sample's class and returns the classes. */
  #tellClasses({ labels: buffer, noLabels }: SampleProgram, { count, label }: SampleRequest, classes: number): Uint16Array {
    const labels = Uint16Array.from({ length: count }, (_, index) => (label === 'none' ? classes : label === 'each' ? index % classes : label));
    const { queue } = this.#gpu.device;
    if (buffer) queue.writeBuffer(buffer, 0, Uint32Array.from(labels));
    if (noLabels) queue.writeBuffer(noLabels, 0, new Uint32Array(count).fill(classes));
    return labels;
  }

  async #programFor(sizes: SamplingSizes, halfActivations: boolean): Promise<SampleProgram> {
    const key = JSON.stringify(sizes);
    const known = this.#programs.get(key);
    if (known) {
      this.#programs.delete(key);
      this.#programs.set(key, known);
      return known;
    }
    const made = await compileSampling(this.#gpu, this.#learner, sizes, this.#bufferOf, halfActivations);
    this.#programs.set(key, made);
    const [oldest] = this.#programs.keys();
    const most = this.#learner.sampleShape.length === 1 ? KEPT_PROGRAMS.points : KEPT_PROGRAMS.pictures;
    if (this.#programs.size > most && oldest !== undefined) {
      this.#programs.get(oldest)?.destroy();
      this.#programs.delete(oldest);
    }
    return made;
  }
}

/** The scale of a call: guidance works in its part of the schedule only. */
function guidanceOf({ guidance, guidanceFrom = 0, guidanceTo = 1 }: SampleRequest, timesteps: number): (call: PlanCall) => number {
  return ({ timestep }) => {
    const place = timestep / (timesteps - 1);
    return place >= guidanceFrom && place <= guidanceTo ? guidance : 1;
  };
}

/** @throws a sentence when the class or the guidance scale of a request makes no sense */
function checkClasses({ label, guidance }: SampleRequest, classes: number): void {
  if (typeof label === 'number' && !(Number.isInteger(label) && label >= 0 && label < classes)) {
    throw new Error(`There is no class ${label}; the model knows ${classes}, counted from 0.`);
  }
  if (!Number.isFinite(guidance)) throw new Error(`The guidance scale is ${guidance}; give a number, 1 for none.`);
}
