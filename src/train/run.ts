import type { Dataset } from '../data/dataset.ts';
import type { ImageDataset } from '../data/images/imageDataset.ts';
import { makeNoiseTable } from '../diffusion/schedules.ts';
import { deviceTraits } from '../engine/compile.ts';
import type { Gpu } from '../gpu/device.ts';
import { ParameterArena } from '../nn/parameterArena.ts';
import { at } from '../ops/operation.ts';
import { type StepValues, ZERO_STEP } from '../ops/stepUniform.ts';
import type { LayerStatistics, LiveSettings, SampleRequest, TrainingFacts, Trajectory } from '../protocol/messages.ts';
import type { Recipe, ScheduleRecipe } from '../recipe/recipe.ts';
import { AverageGap } from './averageGap.ts';
import type { Checkpoint } from './checkpoint.ts';
import { Insight } from './insight.ts';
import type { Learner } from './learner.ts';
import { estimateLearner, tooBig } from './estimate.ts';
import { emaDecayAt, learningRateAt } from '../recipe/learningRate.ts';
import { LayerWatch } from './layerWatch.ts';
import { LossRing } from './lossRing.ts';
import { NoiseLevels } from './noiseLevels.ts';
import { optimizerArenas } from './optimizers.ts';
import { RunMemory } from './runMemory.ts';
import { type Moment, Sampler } from './sampler.ts';
import { type Subject, subjectOf } from './subject.ts';
import { Trainer, type TrainOptions } from './trainer.ts';
import { TrainingStep } from './trainingStep.ts';
import { averagesOf, compiledInto, storageOf, trainingGraphs } from './trainProgram.ts';
import { beginWith, restoreWeights, saveWeights } from './weights.ts';

export interface RunOptions {
  readonly gpu: Gpu;
  readonly recipe: Recipe;
  /** Where the run goes on. Without a state in it, its weights are finished ones: the average too, with fresh moments. */
  readonly checkpoint?: Checkpoint;
  /** The pictures of the recipe's data; where they can be made without help they may be left out. */
  readonly images?: ImageDataset;
  /** Compile the training step when training begins, not now: for runs of which samples are wanted first. */
  readonly samplesFirst?: boolean;
}

/** The end of a trajectory. */
export interface Samples {
  /** [count, ...] */
  readonly shape: readonly number[];
  readonly samples: Float32Array;
  /** As in a trajectory. */
  readonly labels: Uint16Array | null;
}

/** What a run is made of. */
interface Parts extends Subject {
  readonly arena: ParameterArena;
  readonly memory: RunMemory;
}

/** A run: trains, samples, checkpoints. Knows nothing of pages or messages. */
export class Run {
  readonly gpu: Gpu;
  /** The pictures it learns; null where it learns points. */
  readonly images: ImageDataset | null;
  readonly #points: Dataset | null;
  readonly #learner: Learner;
  readonly #arena: ParameterArena;
  readonly #memory: RunMemory;
  readonly #ring: LossRing;
  readonly #trainer: Trainer;
  readonly #sampler: Sampler;
  readonly #levels: NoiseLevels;
  /** Questions about what it has learnt. */
  readonly insight: Insight;
  /** Opened when it is asked for first. */
  #gap: Promise<AverageGap> | null = null;
  /** While layers are looked at, and what it was made for. */
  #watch: { readonly made: string; readonly layers: LayerWatch } | null = null;
  #recipe: Recipe;

  private constructor(gpu: Gpu, recipe: Recipe, { learner, points, images, arena, memory }: Parts) {
    this.gpu = gpu;
    this.images = images;
    this.#points = points;
    this.#recipe = recipe;
    this.#learner = learner;
    this.#arena = arena;
    this.#memory = memory;
    this.#ring = new LossRing(gpu, memory.buffer('ring'), recipe.training.accumulate);
    this.#trainer = new Trainer(gpu, () => this.#compileStep(this.#recipe), this.#ring, (number) => this.#stepValues(number), () => arena.clear('gradient'),
      () => (this.#levels.byLoss ? this.#levels : null),
      learner.renewal?.((name, offset, contents) => gpu.device.queue.writeBuffer(memory.buffer(name), offset, contents)) ?? null);
    const moment = (): Moment => ({
      trained: this.#levels.noise, objective: this.#recipe.objective, sigmaData: this.#recipe.schedule.sigmaData, step: this.step, halfActivations: storageOf(this.#recipe) === 'f16',
    });
    this.#sampler = new Sampler(gpu, learner, this.#bufferOf, moment);
    this.insight = new Insight({ gpu, learner, data: recipe.data, points, images, moment, bufferOf: this.#bufferOf });
    this.#levels = new NoiseLevels(gpu.device.queue, memory, learner, recipe, this.#ring.capacity);
  }

  /**
   * Makes the data, allocates and compiles; with a checkpoint, goes on where it stopped.
   * @throws a sentence when the recipe, the data or the device does not allow it; nothing stays allocated then.
   */
  static async create({ gpu, recipe, checkpoint, images, samplesFirst = false }: RunOptions): Promise<Run> {
    const subject = subjectOf(recipe, checkpoint?.model ?? null, images);
    const { learner } = subject;
    makeNoiseTable(recipe.schedule);
    refuseTooBig(gpu, learner, recipe);
    const made: (() => void)[] = [];
    try {
      const arena = await ParameterArena.allocate(gpu, learner.parameters, learner.arenaLength, optimizerArenas(recipe.optimizer, averagesOf(recipe)));
      made.push(() => arena.destroy());
      const memory = await RunMemory.allocate(gpu, learner);
      made.push(() => memory.destroy());
      const run = new Run(gpu, recipe, { ...subject, arena, memory });
      made.push(() => run.#trainer.program?.destroy());
      if (!samplesFirst) await run.#trainer.ready();
      if (checkpoint) {
        run.goTo(checkpoint);
      } else {
        run.reset();
      }
      return run;
    } catch (error) {
      for (const undo of made.reverse()) undo();
      throw error;
    }
  }

  get recipe(): Recipe { return this.#recipe; }
  /** Steps done. */
  get step(): number { return this.#trainer.step; }
  get stepsPerSecond(): number { return this.#trainer.stepsPerSecond; }

  /** The points it learns. @throws where it learns pictures */
  get dataset(): Dataset {
    if (!this.#points) throw new Error('This run learns pictures, not points.');
    return this.#points;
  }

  get facts(): TrainingFacts {
    const { ledger } = this.gpu;
    return {
      parameters: this.#arena.parameterCount, dispatchesPerStep: this.#trainer.program?.dispatches ?? 0,
      bytes: ledger.bytes, peakBytes: ledger.peakBytes, buffers: ledger.count,
    };
  }

  /** New weights from the seed; step 0. */
  reset(): void {
    beginWith(this.#arena, this.#learner.initialWeights());
    this.#trainer.moveTo(0);
    this.#levels.start(0);
  }

  /** Goes on from a checkpoint of the same model, with the settings of now. Not to be called while training goes on. */
  goTo({ step, model, state }: Checkpoint): void {
    restoreWeights(this.#arena, this.#learner, { model, state });
    this.#trainer.moveTo(step);
    this.#levels.restore(state, step);
  }

  /**
   * Trains `steps` steps, or fewer if the signal is aborted; then all losses have been reported.
   * Submits are cut by measured time, at most two are in flight, and losses are read in batches.
   */
  async train(steps: number, options: TrainOptions = {}): Promise<void> {
    try {
      await this.#trainer.train(steps, options);
    } finally {
      // What was changed during the last step counts from the next one on, although none may come.
      this.#levels.take(this.step);
    }
  }

  /** Whether other settings are part of the step's program, so that `change` compiles it anew and must not be called while training goes on. */
  compilesAnew(settings: LiveSettings): boolean {
    return compiledInto({ ...this.#recipe, ...settings }) !== compiledInto(this.#recipe);
  }

  /**
   * Applies settings that need no restart, from the next step on.
   * @throws a sentence when they do not go together or do not fit the device; then nothing changes
   */
  async change(settings: LiveSettings): Promise<void> {
    const before = this.#recipe;
    const wanted: Recipe = { ...before, ...settings };
    if (this.compilesAnew(settings)) {
      refuseTooBig(this.gpu, this.#learner, wanted);
      this.#levels.check(wanted);
      const program = this.#trainer.program;
      if (program) this.#trainer.use(await this.#compileStep(wanted));
      program?.destroy();
    }
    this.#setLevels(wanted);
    this.#recipe = wanted;
  }

  /** Noises with another schedule from the next step on; the weights are kept. @throws a sentence when the schedule is bad. */
  setSchedule(schedule: ScheduleRecipe): void {
    const wanted = { ...this.#recipe, schedule };
    this.#setLevels(wanted);
    this.#recipe = wanted;
  }

  /**
   * Draws samples with the averaged weights of this moment; may be called while training goes on. Requests run one after another.
   * @throws Superseded when the signal is aborted on the way, and sentences for bad requests.
   */
  sample(request: SampleRequest, signal?: AbortSignal): Promise<Trajectory> {
    return this.#sampler.sample(request, true, signal);
  }

  /** As `sample`, but reads back only the end. */
  async sampleEnd(request: SampleRequest, signal?: AbortSignal): Promise<Samples> {
    const { shape, states, labels } = await this.#sampler.sample(request, false, signal);
    return { shape, samples: states[0] ?? new Float32Array(0), labels };
  }

  /** How far the averaged weights are from the present ones, as a share of these; may be called while training goes on. */
  async averageGap(): Promise<number> {
    this.#gap ??= AverageGap.open(this.gpu, this.#learner.arenaLength, this.#bufferOf);
    return (await this.#gap).measure();
  }

  /** Allocates and compiles what looking at layers takes; may be called while training goes on. @throws a sentence when memory is refused */
  async prepareLayers(): Promise<void> {
    await this.#openWatch();
  }

  /** Keeps the weights, so that a look one step later tells what the step changed. Not while training goes on. */
  async rememberLayers(): Promise<void> {
    (await this.#openWatch()).remember(this.step);
  }

  /** What every layer is like: its weights, its gradient, its outputs. Changes nothing. Not while training goes on. */
  async lookAtLayers(): Promise<LayerStatistics[]> {
    return (await this.#openWatch()).look(this.step, at(this.#stepValues(this.step), 0));
  }

  /** Frees what looking at layers takes. Not during a look. */
  forgetLayers(): void {
    this.#watch?.layers.destroy();
    this.#watch = null;
  }

  /** Copies everything to the CPU from which the run can go on. */
  async checkpoint(): Promise<Checkpoint> {
    const { step } = this;
    const recipe = this.#recipe;
    const drawn = this.#levels.save();
    const { model, state } = await saveWeights(this.#arena, this.#learner);
    return { recipe, step, model, state: new Map([...state, ...drawn]) };
  }

  /** Waits for sampling under way, then frees every buffer of the run. */
  async destroy(): Promise<void> {
    await Promise.all([this.#sampler.destroy(), this.insight.destroy(), this.#gap?.then((gap) => gap.destroy(), () => undefined)]);
    this.forgetLayers();
    this.#trainer.program?.destroy();
    this.#arena.destroy();
    this.#memory.destroy();
  }

  /** What of the settings is part of its programs makes it anew. */
  async #openWatch(): Promise<LayerWatch> {
    const made = compiledInto(this.#recipe);
    if (this.#watch?.made === made) return this.#watch.layers;
    this.forgetLayers();
    const layers = await LayerWatch.open(this.gpu, this.#learner.layered?.() ?? this.#learner, this.#recipe, this.#bufferOf);
    this.#watch = { made, layers };
    return layers;
  }

  #compileStep(recipe: Recipe): Promise<TrainingStep> {
    const halfActivations = storageOf(recipe) === 'f16';
    return TrainingStep.compile(this.gpu, trainingGraphs(this.#learner, recipe, halfActivations), recipe.training.accumulate, this.#bufferOf, halfActivations);
  }

  readonly #bufferOf = (name: string): GPUBuffer => bufferIn(this.#arena, this.#memory)(name);

  /** The values of a step's batches, as the step begins. */
  #stepValues(step: number): StepValues[] {
    this.#levels.take(step);
    const { optimizer, training } = this.#recipe;
    const { accumulate } = training;
    const [second = 0, third = 0] = training.furtherEmas.map((decay) => emaDecayAt(decay, step));
    return Array.from({ length: accumulate }, (_, batch) => ({
      ...ZERO_STEP, step: step * accumulate + batch, seed: training.seed >>> 0, timesteps: this.#levels.noise.timesteps, rows: this.#learner.rows, slot: this.#ring.slot(step, batch),
      learning_rate: learningRateAt(optimizer, step, training.steps),
      moment1_correction: 1 / (1 - optimizer.beta1 ** (step + 1)),
      moment2_correction: 1 / (1 - optimizer.beta2 ** (step + 1)),
      ema_decay: emaDecayAt(training.emaDecay, step), coefficients_a: [0, second, third, 0],
    }));
  }

  /** A step that is half submitted is finished with the levels that it began with. */
  #setLevels(recipe: Recipe): void {
    const { schedule, objective } = this.#recipe;
    if (JSON.stringify([schedule, objective]) === JSON.stringify([recipe.schedule, recipe.objective])) return;
    this.#levels.change(recipe);
    if (!this.#trainer.midStep) this.#levels.take(this.step);
  }
}

function bufferIn(arena: ParameterArena, memory: RunMemory): (name: string) => GPUBuffer {
  return (name) => {
    const known = arena.names.find((candidate) => candidate === name);
    return known ? arena.buffer(known) : memory.buffer(name);
  };
}

/** @throws a sentence with the remedy when a run cannot fit the device */
function refuseTooBig(gpu: Gpu, learner: Learner, recipe: Recipe): void {
  const refusal = tooBig(recipe, estimateLearner(learner, recipe, deviceTraits(gpu)), gpu.device.limits);
  if (refusal !== null) throw new Error(refusal);
}
