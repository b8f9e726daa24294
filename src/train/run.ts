import { type Dataset, makeDataset } from '../data/dataset.ts';
import { makePlan } from '../diffusion/makePlan.ts';
import { alpha, type NoiseTable, sigma } from '../diffusion/noiseTable.ts';
import { planHistory } from '../diffusion/plan.ts';
import { target } from '../diffusion/predictions.ts';
import { makeNoiseTable, TIMESTEPS_RANGE } from '../diffusion/schedules.ts';
import { allocateStorage, type BufferRange, MAX_STEPS_A_SUBMIT, type Program } from '../engine/program.ts';
import type { Gpu } from '../gpu/device.ts';
import { MlpModel } from '../nn/mlp.ts';
import { ParameterArena } from '../nn/parameterArena.ts';
import { SLOT_FLOATS } from '../ops/lossSummary.ts';
import { at } from '../ops/operation.ts';
import { type StepValues, ZERO_STEP } from '../ops/stepUniform.ts';
import type { LiveSettings, SampleRequest, TrainingFacts, Trajectory } from '../protocol/messages.ts';
import type { Recipe, ScheduleRecipe } from '../recipe/recipe.ts';
import type { Checkpoint, NamedTensor } from './checkpoint.ts';
import { emaDecayAt, learningRateAt } from './learningRate.ts';
import { LossRing, type LossesRead } from './lossRing.ts';
import { Pacer } from './pacer.ts';
import { compileSampling, type SampleProgram } from './sampleProgram.ts';
import { compileTraining, RING_SLOTS, type TrainBuffers } from './trainProgram.ts';
import { followPlan, Superseded } from './trajectory.ts';

const MAX_TIMESTEPS = TIMESTEPS_RANGE[1];
/** Losses are read this often (milliseconds), not once a step. */
const READ_INTERVAL = 150;
/** Sampling programs kept compiled. */
const KEPT_SAMPLERS = 3;
/** Bytes of a trajectory, states and predictions together, that a page can be expected to hold. */
const MOST_TRAJECTORY_BYTES = 2 ** 28;
const FREQUENCIES = 'fourier.frequencies';

export interface Progress extends LossesRead {
  readonly stepsPerSecond: number;
}

export interface TrainOptions {
  onProgress?: (progress: Progress) => void;
  signal?: AbortSignal;
  /** Milliseconds that one submit should take. */
  budget?: number;
}

/** What a trajectory is drawn with from its start to its end, whatever training and the schedule do meanwhile. */
interface Frozen {
  readonly weights: BufferRange;
  readonly table: BufferRange;
}

/** A run: trains, samples, checkpoints. Knows nothing of pages or messages. */
export class Run {
  readonly gpu: Gpu;
  readonly dataset: Dataset;
  readonly #model: MlpModel;
  readonly #arena: ParameterArena;
  readonly #buffers: TrainBuffers;
  readonly #frozen: Frozen;
  readonly #ring: LossRing;
  readonly #samplers = new Map<string, SampleProgram>();
  #recipe: Recipe;
  #table: NoiseTable;
  #program: Program;
  /** Those of the seed, or of the checkpoint that the run goes on from. */
  #frequencies: Float32Array;
  #step = 0;
  readonly #pacer = new Pacer(MAX_STEPS_A_SUBMIT);
  #sampling: Promise<unknown> = Promise.resolve();

  private constructor(gpu: Gpu, recipe: Recipe, dataset: Dataset, model: MlpModel, arena: ParameterArena, buffers: TrainBuffers, frozen: Frozen, program: Program) {
    this.gpu = gpu;
    this.dataset = dataset;
    this.#recipe = recipe;
    this.#model = model;
    this.#frequencies = model.frequencies;
    this.#arena = arena;
    this.#buffers = buffers;
    this.#frozen = frozen;
    this.#program = program;
    this.#ring = new LossRing(gpu, buffers.ring.buffer);
    this.#table = this.#writeSchedule(recipe.schedule);
  }

  /**
   * Makes the data, allocates and compiles; with a checkpoint, goes on where it stopped.
   * @throws a sentence when the recipe, the data or the device does not allow it; nothing stays allocated then.
   */
  static async create({ gpu, recipe, checkpoint }: { gpu: Gpu; recipe: Recipe; checkpoint?: Checkpoint }): Promise<Run> {
    const dataset = makeDataset(recipe.data);
    makeNoiseTable(recipe.schedule);
    const { width, depth, fourierFeatures, fourierScale, timeEmbedding } = recipe.model;
    const model = new MlpModel({ width, depth, frequencies: fourierFeatures, embedding: timeEmbedding, frequencyScale: fourierScale, seed: recipe.training.seed });
    const made: (() => void)[] = [];
    try {
      const arena = await ParameterArena.allocate(gpu, model.specs, model.layout.total);
      made.push(() => arena.destroy());
      const sizes = {
        data: dataset.points.byteLength, levels: MAX_TIMESTEPS * 16, weights: MAX_TIMESTEPS * 4, frequencies: model.frequencies.byteLength,
        table: MAX_TIMESTEPS * timeEmbedding * 4, ring: RING_SLOTS * SLOT_FLOATS * 4,
        frozen: arena.length * 4, frozenTable: MAX_TIMESTEPS * timeEmbedding * 4,
      };
      const names = Object.keys(sizes) as (keyof typeof sizes)[];
      const allocated = await allocateStorage(gpu, names.map((name) => ({ label: name, bytes: sizes[name] })));
      made.push(() => allocated.forEach((buffer) => gpu.ledger.free(buffer)));
      const range = (name: keyof typeof sizes): BufferRange => ({ buffer: at(allocated, names.indexOf(name)), offset: 0, bytes: sizes[name] });
      const buffers: TrainBuffers = { data: range('data'), levels: range('levels'), weights: range('weights'), frequencies: range('frequencies'), table: range('table'), ring: range('ring') };
      const program = await compileTraining(gpu, model, arena, buffers, recipe.training.batch, recipe.optimizer);
      made.push(() => program.destroy());
      const run = new Run(gpu, recipe, dataset, model, arena, buffers, { weights: range('frozen'), table: range('frozenTable') }, program);
      const queue = gpu.device.queue;
      queue.writeBuffer(buffers.data.buffer, 0, dataset.points);
      queue.writeBuffer(buffers.weights.buffer, 0, new Float32Array(MAX_TIMESTEPS).fill(1));
      queue.writeBuffer(buffers.frequencies.buffer, 0, model.frequencies);
      if (checkpoint) run.#restore(checkpoint);
      else run.reset();
      return run;
    } catch (error) {
      for (const undo of made.reverse()) undo();
      throw error;
    }
  }

  get recipe(): Recipe { return this.#recipe; }
  /** Steps done. */
  get step(): number { return this.#step; }
  get stepsPerSecond(): number { return this.#pacer.stepsPerSecond; }

  get facts(): TrainingFacts {
    const { ledger } = this.gpu;
    return {
      parameters: this.#arena.parameterCount, dispatchesPerStep: this.#program.facts.dispatches,
      bytes: ledger.bytes, peakBytes: ledger.peakBytes, buffers: ledger.count,
    };
  }

  /** New weights from the seed; step 0. */
  reset(): void {
    const initial = this.#model.initialParameters();
    this.#arena.write('value', initial);
    this.#arena.write('average', initial);
    for (const arena of ['gradient', 'moment1', 'moment2'] as const) this.#arena.clear(arena);
    this.#step = 0;
    this.#ring.skipTo(0);
  }

  /**
   * Trains `steps` steps, or fewer if the signal is aborted; then all losses have been reported.
   * Chunks of steps are cut by measured time, at most two are in flight, and losses are read in batches.
   */
  async train(steps: number, { onProgress, signal, budget = 12 }: TrainOptions = {}): Promise<void> {
    const end = this.#step + steps;
    const pacer = this.#pacer;
    pacer.budget = budget;
    const flying: Promise<void>[] = [];
    const { queue } = this.gpu.device;
    let reading: Promise<void> | null = null;
    const failures: unknown[] = [];
    let lastRead = performance.now();
    const read = async (): Promise<void> => {
      const losses = await this.#ring.read(this.#step);
      if (losses) onProgress?.({ ...losses, stepsPerSecond: this.stepsPerSecond });
    };
    pacer.begin(performance.now());
    while (this.#step < end && !signal?.aborted && failures.length === 0) {
      const count = Math.min(pacer.steps, end - this.#step, this.#ring.room(this.#step));
      this.#program.submit(Array.from({ length: count }, (_, index) => this.#stepValues(this.#step + index)));
      this.#step += count;
      flying.push(queue.onSubmittedWorkDone().then(() => pacer.done(count, performance.now())).catch((error: unknown) => { failures.push(error); }));
      if (flying.length >= 2) await flying.shift();
      const due = performance.now() - lastRead >= READ_INTERVAL || this.#ring.unread(this.#step) >= RING_SLOTS / 2;
      if (due) {
        // One readback at a time; the next chunk is submitted while it is on its way, unless the ring is filling up.
        if (reading && this.#ring.room(this.#step) <= MAX_STEPS_A_SUBMIT) await reading;
        if (!reading) {
          lastRead = performance.now();
          reading = read().catch((error: unknown) => { failures.push(error); }).finally(() => { reading = null; });
        }
      }
    }
    await Promise.all(flying);
    await reading;
    if (failures.length > 0) throw failures[0];
    await read();
  }

  /** Applies settings that need no restart; call it between two calls of `train`. Another batch size compiles the step anew. */
  async change(settings: LiveSettings): Promise<void> {
    const { training, optimizer } = this.#recipe;
    if (settings.batch !== training.batch) {
      const program = await compileTraining(this.gpu, this.#model, this.#arena, this.#buffers, settings.batch, optimizer);
      this.#program.destroy();
      this.#program = program;
      this.#pacer.forget();
    }
    this.#recipe = {
      ...this.#recipe,
      optimizer: { ...optimizer, learningRate: settings.learningRate },
      training: { ...training, batch: settings.batch, emaDecay: settings.emaDecay },
    };
  }

  /** Noises with another schedule from the next step on; the weights are kept. @throws a sentence when the schedule is bad. */
  setSchedule(schedule: ScheduleRecipe): void {
    this.#table = this.#writeSchedule(schedule);
    this.#recipe = { ...this.#recipe, schedule };
  }

  /**
   * Draws samples with the averaged weights of this moment; may be called while training goes on. Requests run one after another.
   * @throws Superseded when the signal is aborted on the way, and sentences for bad requests.
   */
  async sample(request: SampleRequest, signal?: AbortSignal): Promise<Trajectory> {
    return this.#follow(request, true, signal);
  }

  /** As `sample`, but reads back only the end: [count, 2]. */
  async sampleEnd(request: SampleRequest, signal?: AbortSignal): Promise<Float32Array> {
    const { states } = await this.#follow(request, false, signal);
    return states[0] ?? new Float32Array(0);
  }

  /** Copies everything to the CPU from which the run can go on. */
  async checkpoint(): Promise<Checkpoint> {
    const [value, moment1, moment2, average] = await this.#arena.read(['value', 'moment1', 'moment2', 'average']);
    const shaped = (values: Map<string, Float32Array> | undefined, prefix: string): [string, NamedTensor][] =>
      this.#model.specs.map(({ name, shape }) => [prefix + name, { shape, data: values?.get(name) ?? new Float32Array(0) }]);
    const frequencies: NamedTensor = { shape: [this.#model.sizes.frequencies, 2], data: this.#frequencies };
    return {
      recipe: this.#recipe,
      step: this.#step,
      model: new Map([...shaped(value, ''), [FREQUENCIES, frequencies]]),
      state: new Map([...shaped(moment1, 'moment1.'), ...shaped(moment2, 'moment2.'), ...shaped(average, 'average.')]),
    };
  }

  /** Waits for sampling under way, then frees every buffer of the run. */
  async destroy(): Promise<void> {
    await this.#sampling.catch(() => undefined);
    for (const sampler of this.#samplers.values()) sampler.destroy();
    this.#samplers.clear();
    this.#program.destroy();
    this.#arena.destroy();
    const { data, levels, weights, frequencies, table, ring } = this.#buffers;
    for (const { buffer } of [data, levels, weights, frequencies, table, ring, this.#frozen.weights, this.#frozen.table]) this.gpu.ledger.free(buffer);
  }

  #restore(checkpoint: Checkpoint): void {
    const fitting = (from: ReadonlyMap<string, NamedTensor>, name: string, shape: readonly number[]): Float32Array => {
      const tensor = from.get(name);
      if (!tensor) throw new Error(`The checkpoint has no "${name}"; it belongs to another model or is incomplete.`);
      if (tensor.shape.join() !== shape.join()) throw new Error(`"${name}" in the checkpoint is [${tensor.shape.join(', ')}], but the recipe's model needs [${shape.join(', ')}].`);
      return tensor.data;
    };
    const named = (from: ReadonlyMap<string, NamedTensor>, prefix: string): Map<string, Float32Array> =>
      new Map(this.#model.specs.map(({ name, shape }) => [name, fitting(from, prefix + name, shape)] as const));
    this.#arena.write('value', named(checkpoint.model, ''));
    this.#frequencies = fitting(checkpoint.model, FREQUENCIES, [this.#model.sizes.frequencies, 2]);
    this.gpu.device.queue.writeBuffer(this.#buffers.frequencies.buffer, 0, this.#frequencies);
    for (const arena of ['moment1', 'moment2', 'average'] as const) this.#arena.write(arena, named(checkpoint.state, `${arena}.`));
    this.#arena.clear('gradient');
    this.#step = checkpoint.step;
    this.#ring.skipTo(checkpoint.step);
  }

  #stepValues(step: number): StepValues {
    const { optimizer, training } = this.#recipe;
    return {
      ...ZERO_STEP, step, seed: training.seed >>> 0, timesteps: this.#table.timesteps, rows: this.dataset.points.length / 2, slot: step % RING_SLOTS,
      learning_rate: learningRateAt(optimizer, step, training.steps),
      moment1_correction: 1 / (1 - optimizer.beta1 ** (step + 1)),
      moment2_correction: 1 / (1 - optimizer.beta2 ** (step + 1)),
      ema_decay: emaDecayAt(training.emaDecay, step),
    };
  }

  #writeSchedule(schedule: ScheduleRecipe): NoiseTable {
    const table = makeNoiseTable(schedule);
    const levels = Float32Array.from({ length: table.timesteps * 4 }, (_, index) => {
      const t = Math.floor(index / 4);
      const [a, s] = [alpha(table, t), sigma(table, t)];
      const goal = target(this.#recipe.objective.prediction, a, s);
      return [a, s, goal.x0, goal.epsilon][index % 4] ?? 0;
    });
    this.gpu.device.queue.writeBuffer(this.#buffers.levels.buffer, 0, levels);
    this.gpu.device.queue.writeBuffer(this.#buffers.table.buffer, 0, this.#model.timestepTable(table.timesteps));
    return table;
  }

  #follow(request: SampleRequest, keepFrames: boolean, signal?: AbortSignal): Promise<Trajectory> {
    const turn = this.#sampling.catch(() => undefined).then(() => this.#sampleNow(request, keepFrames, signal));
    this.#sampling = turn;
    return turn;
  }

  async #sampleNow(request: SampleRequest, keepFrames: boolean, signal?: AbortSignal): Promise<Trajectory> {
    if (signal?.aborted) throw new Superseded();
    const began = performance.now();
    const trained = this.#table;
    const sampling = request.schedule ? makeNoiseTable(request.schedule) : trained;
    if (keepFrames && (2 * request.steps + 1) * request.count * 8 > MOST_TRAJECTORY_BYTES) {
      throw new Error(`${request.count} samples in ${request.steps} steps are too much to keep every step of. Ask for fewer samples or steps: together at most ${Math.floor(MOST_TRAJECTORY_BYTES / 16 / 1e6)} million.`);
    }
    const plan = makePlan({ sampler: request.sampler, steps: request.steps, eta: request.eta, trained, sampling });
    // Before the first wait: the plan and the table belong together.
    const trainedSteps = this.#freeze();
    const compiled = await this.#samplerFor(request.count, planHistory(plan));
    const frames = await followPlan(this.gpu, compiled, plan, this.#recipe.objective.prediction, request.seed, keepFrames, signal);
    return {
      shape: [request.count, 2], ...frames, trainedSteps,
      timesteps: Float64Array.from([...plan.calls.map((call) => call.timestep), 0]),
      alphaBars: Float64Array.from([...plan.calls.map((call) => call.alpha ** 2), 1]),
      milliseconds: performance.now() - began,
    };
  }

  /** Copies what sampling needs and training changes. Returns the steps that the weights have been trained. */
  #freeze(): number {
    const { weights, table } = this.#frozen;
    const encoder = this.gpu.device.createCommandEncoder({ label: 'freeze weights' });
    encoder.copyBufferToBuffer(this.#arena.buffer('average'), 0, weights.buffer, 0, weights.bytes);
    encoder.copyBufferToBuffer(this.#buffers.table.buffer, 0, table.buffer, 0, table.bytes);
    this.gpu.device.queue.submit([encoder.finish()]);
    return this.#step;
  }

  async #samplerFor(count: number, history: { states: number; x0s: number }): Promise<SampleProgram> {
    const key = `${count}/${history.states}/${history.x0s}`;
    const known = this.#samplers.get(key);
    if (known) {
      this.#samplers.delete(key);
      this.#samplers.set(key, known);
      return known;
    }
    const sources = { ...this.#frozen, frequencies: this.#buffers.frequencies };
    const made = await compileSampling(this.gpu, this.#model, this.#arena.length, sources, count, history);
    this.#samplers.set(key, made);
    const [oldest] = this.#samplers.keys();
    if (this.#samplers.size > KEPT_SAMPLERS && oldest !== undefined) {
      this.#samplers.get(oldest)?.destroy();
      this.#samplers.delete(oldest);
    }
    return made;
  }
}
