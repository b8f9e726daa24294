import { readCsvPoints } from '../data/csvPoints.ts';
import { type Gpu, openGpu } from '../gpu/device.ts';
import type { Event, LiveSettings, PointsRead, SampleRequest, Status, Trajectory } from '../protocol/messages.ts';
import type { Recipe, ScheduleRecipe } from '../recipe/recipe.ts';
import type { Checkpoint } from '../train/checkpoint.ts';
import { Run } from '../train/run.ts';
import type { Progress } from '../train/run.ts';
import { Previews } from './previews.ts';

/** A state event at least this often while training, in milliseconds. */
const STATUS_INTERVAL = 250;
/** The CPU keeps a copy of the run no older than this, in milliseconds, for the case that the device is lost. */
const KEEP_INTERVAL = 10_000;
const MOST_RECOVERIES = 3;
const POINTS_SHOWN = 4096;
/** Steps between two looks at what the page wants: the noise-level chart moves at this pace. */
const STEPS_PER_STRETCH = 200;

/** One run at a time, steered by the page. Methods may be called at any time; those that must not overlap wait for each other. */
export class Session {
  readonly #gpuOf: () => GPU | undefined;
  readonly #emit: (event: Event) => void;
  readonly #previews: Previews;
  #gpu: Gpu | null = null;
  #run: Run | null = null;
  #status: Status = 'idle';
  #error: string | null = null;
  #wantsTraining = false;
  #stop = new AbortController();
  #training: Promise<void> = Promise.resolve();
  #sampling = new AbortController();
  #kept: Checkpoint | null = null;
  #keptAt = 0;
  #recoveries = 0;
  #toldAt = 0;

  constructor(gpuOf: () => GPU | undefined, emit: (event: Event) => void) {
    this.#gpuOf = gpuOf;
    this.#emit = emit;
    this.#previews = new Previews(emit);
  }

  async load(recipe: Recipe): Promise<void> {
    await this.#halt();
    this.#tell('compiling');
    try {
      const gpu = await this.#open();
      await this.#replace(() => Run.create({ gpu, recipe }));
      this.#recoveries = 0;
      this.#tell('paused');
    } catch (error) {
      this.#tell(this.#run ? 'paused' : 'error', sentence(error));
      throw error;
    }
  }

  async start(): Promise<void> {
    const run = this.#needRun();
    if (this.#wantsTraining) return;
    await this.#training;
    this.#wantsTraining = true;
    this.#training = this.#trainUntil((Math.floor(run.step / run.recipe.training.steps) + 1) * run.recipe.training.steps);
  }

  async pause(): Promise<void> {
    await this.#halt();
    if (this.#run) this.#tell('paused', this.#error);
  }

  async step(count: number): Promise<void> {
    const run = this.#needRun();
    if (!Number.isInteger(count) || count < 1) throw new Error(`The number of steps must be a whole number from 1 up, not ${count}.`);
    await this.#halt();
    this.#wantsTraining = true;
    this.#training = this.#trainUntil(run.step + count);
    await this.#training;
  }

  async reset(): Promise<void> {
    const run = this.#needRun();
    await this.#halt();
    run.reset();
    this.#kept = null;
    this.#tell('paused');
    this.#previews.show(run);
  }

  async change(settings: LiveSettings): Promise<void> {
    const run = this.#needRun();
    if (settings.batch === run.recipe.training.batch) return run.change(settings);
    const resume = this.#wantsTraining;
    await this.#halt();
    try {
      await run.change(settings);
    } finally {
      if (resume) await this.start();
    }
  }

  schedule(schedule: ScheduleRecipe): void {
    const run = this.#needRun();
    run.setSchedule(schedule);
    if (!this.#wantsTraining) this.#previews.show(run);
  }

  preview(request: SampleRequest | null, everySteps: number): void {
    this.#previews.want(request, everySteps);
    if (this.#run && !this.#wantsTraining) this.#previews.show(this.#run);
  }

  async sample(request: SampleRequest): Promise<Trajectory> {
    const run = this.#needRun();
    this.#sampling.abort();
    this.#sampling = new AbortController();
    return run.sample(request, this.#sampling.signal);
  }

  readPoints(name: string, text: string): PointsRead {
    const { points, description } = readCsvPoints(name, text);
    return { points: points.map(([x, y]) => [x, y]), description };
  }

  /** Takes the device away, as a driver update would. */
  loseDevice(): void {
    this.#gpu?.device.destroy();
  }

  async #trainUntil(end: number): Promise<void> {
    const run = this.#needRun();
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.#tell('training');
    let failure: string | null = null;
    try {
      while (this.#wantsTraining && run.step < end && !signal.aborted) {
        const stretch = Math.min(end - run.step, STEPS_PER_STRETCH, this.#previews.stepsUntilNext(run.step));
        await run.train(stretch, { signal, onProgress: (progress) => this.#report(run, progress) });
        this.#previews.showIfDue(run);
        await this.#keep(run);
      }
    } catch (error) {
      failure = sentence(error);
    }
    if (this.#run !== run || this.#status === 'error') return;
    this.#wantsTraining = false;
    this.#tell('paused', failure ?? this.#error);
    this.#previews.show(run);
  }

  #report(run: Run, progress: Progress): void {
    this.#emit({ type: 'losses', firstStep: progress.firstStep, losses: progress.losses });
    this.#emit({ type: 'noise-level-loss', step: run.step, losses: progress.byLevel });
    const bad = progress.losses.findIndex((loss) => !Number.isFinite(loss));
    if (bad >= 0) {
      this.#error = `The loss stopped being a number at step ${progress.firstStep + bad + 1}. Lower the learning rate or raise gradient clipping, then reset.`;
      this.#wantsTraining = false;
      this.#stop.abort();
    } else if (performance.now() - this.#toldAt >= STATUS_INTERVAL) {
      this.#tell('training');
    }
  }

  /** Ends training and sampling under way. */
  async #halt(): Promise<void> {
    this.#wantsTraining = false;
    this.#stop.abort();
    await this.#training;
  }

  async #replace(make: () => Promise<Run>): Promise<void> {
    this.#sampling.abort();
    this.#previews.forget();
    const old = this.#run;
    // The old run is freed first: two of them may not fit.
    this.#run = null;
    this.#kept = null;
    await old?.destroy();
    const run = await make();
    this.#run = run;
    this.#emit({ type: 'data', points: run.dataset.points.slice(0, 2 * POINTS_SHOWN), description: run.dataset.description });
    this.#previews.show(run);
  }

  async #open(): Promise<Gpu> {
    if (this.#gpu) return this.#gpu;
    const entry = this.#gpuOf();
    if (!entry) throw new Error('This browser has no WebGPU here. Use a recent Chrome, Edge, Firefox or Safari, over https or from localhost.');
    const gpu = await openGpu(entry);
    this.#gpu = gpu;
    const { label, software, vendor, architecture } = gpu.facts;
    this.#emit({ type: 'device', device: { label, software, vendor, architecture } });
    void gpu.lost.then((reason) => this.#recover(gpu, reason));
    return gpu;
  }

  /** After a loss: a new device, the run rebuilt from the CPU's copy, training resumed. */
  async #recover(lost: Gpu, reason: string): Promise<void> {
    if (this.#gpu !== lost) return;
    const resume = this.#wantsTraining;
    const recipe = this.#run?.recipe;
    const kept = this.#kept ?? undefined;
    this.#gpu = null;
    this.#run = null;
    this.#wantsTraining = false;
    this.#stop.abort();
    this.#previews.forget();
    this.#recoveries += 1;
    if (!recipe || this.#recoveries > MOST_RECOVERIES) {
      this.#tell('error', `${reason} It could not be brought back; reload the page, and choose a smaller model or batch if it happens again.`);
      return;
    }
    this.#tell('compiling', `${reason} Rebuilding the run…`);
    try {
      await new Promise((done) => setTimeout(done, 250 * 2 ** this.#recoveries));
      const gpu = await this.#open();
      await this.#replace(() => Run.create({ gpu, recipe, ...(kept ? { checkpoint: kept } : {}) }));
      this.#kept = kept ?? null;
      this.#tell('paused', `${reason} The run was rebuilt and goes on from step ${this.#run === null ? 0 : (kept?.step ?? 0)}.`);
      if (resume) await this.start();
    } catch (error) {
      this.#tell('error', `${reason} ${sentence(error)}`);
    }
  }

  async #keep(run: Run): Promise<void> {
    if (performance.now() - this.#keptAt < KEEP_INTERVAL) return;
    this.#keptAt = performance.now();
    const checkpoint = await run.checkpoint();
    if (this.#run === run) this.#kept = checkpoint;
  }

  #needRun(): Run {
    if (!this.#run) throw new Error(this.#error ?? 'Nothing is loaded yet. Load a preset or a recipe first.');
    return this.#run;
  }

  #tell(status: Status, error: string | null = null): void {
    const run = this.#run;
    this.#status = status;
    this.#error = error;
    this.#toldAt = performance.now();
    this.#emit({ type: 'status', status, step: run?.step ?? 0, stepsPerSecond: run?.stepsPerSecond ?? 0, facts: run?.facts ?? null, error });
  }
}

export function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

