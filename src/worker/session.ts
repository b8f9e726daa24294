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
/** Losses further apart than this, in milliseconds, are not one trouble: a computer that sleeps now and then is none. */
const CALM_INTERVAL = 300_000;
/** Before the first attempt to bring a lost device back, in milliseconds; doubled each time. */
const FIRST_PAUSE = 250;
const POINTS_SHOWN = 4096;
/** Steps between two looks at what the page wants: the noise-level chart moves at this pace. */
const STEPS_PER_STRETCH = 200;

/** A failure may be the first sign of a lost device; the browser says so within this time, in milliseconds. */
const LOSS_NOTICE = 200;

/**
 * One run at a time, steered by the page. Methods may be called at any time: those that change the run take turns, and
 * those that end training stop it at once, before their turn comes.
 */
export class Session {
  readonly #gpuOf: () => GPU | undefined;
  readonly #emit: (event: Event) => void;
  readonly #previews: Previews;
  #gpu: Gpu | null = null;
  #run: Run | null = null;
  #error: string | null = null;
  #turn: Promise<unknown> = Promise.resolve();
  #wantsTraining = false;
  /** The loss stopped being a number since training began. */
  #broken = false;
  /** Calls of `step` that are not done. */
  #stepping = 0;
  #stop = new AbortController();
  #training: Promise<void> = Promise.resolve();
  #sampling = new AbortController();
  #kept: Checkpoint | null = null;
  #keptAt = -Infinity;
  /** Training pauses for a moment only, of which the page need not hear. */
  #pausesBriefly = false;
  #recoveries = 0;
  #lostAt = 0;
  #toldAt = 0;

  constructor(gpuOf: () => GPU | undefined, emit: (event: Event) => void) {
    this.#gpuOf = gpuOf;
    this.#emit = emit;
    this.#previews = new Previews(emit);
  }

  load(recipe: Recipe): Promise<void> {
    this.#interrupt();
    return this.#inTurn(async () => {
      await this.#halt();
      this.#tell('compiling');
      try {
        const gpu = await this.#open();
        await this.#replace(() => Run.create({ gpu, recipe }));
        this.#recoveries = 0;
        this.#tell('paused');
      } catch (error) {
        this.#tell('error', sentence(error));
        throw error;
      }
    });
  }

  start(): Promise<void> {
    return this.#inTurn(async () => {
      const run = this.#needRun();
      if (this.#wantsTraining) return;
      await this.#training;
      this.#error = null;
      this.#begin((Math.floor(run.step / run.recipe.training.steps) + 1) * run.recipe.training.steps);
    });
  }

  pause(): Promise<void> {
    this.#interrupt();
    return this.#inTurn(async () => {
      await this.#halt();
      if (this.#run) this.#tell('paused', this.#error);
    });
  }

  step(count: number): Promise<void> {
    if (!Number.isInteger(count) || count < 1) return Promise.reject(new Error(`The number of steps must be a whole number from 1 up, not ${count}.`));
    // Steps asked for before are all done first; training without end stops.
    if (this.#stepping === 0) this.#interrupt();
    this.#stepping += 1;
    return this.#inTurn(async () => {
      await this.#halt();
      this.#error = null;
      const run = this.#needRun();
      const end = run.step + count;
      this.#begin(end);
      await this.#training;
      if (run.step < end) throw new Error(this.#error ?? `Training was stopped when ${end - run.step} of the ${count} steps were still to do.`);
    }).finally(() => { this.#stepping -= 1; });
  }

  reset(): Promise<void> {
    this.#interrupt();
    return this.#inTurn(async () => {
      const run = this.#needRun();
      await this.#halt();
      run.reset();
      this.#kept = null;
      this.#keptAt = -Infinity;
      this.#tell('paused');
      this.#previews.show(run);
    });
  }

  change(settings: LiveSettings): Promise<void> {
    return this.#inTurn(async () => {
      const run = this.#needRun();
      if (settings.batch === run.recipe.training.batch) return run.change(settings);
      const resume = this.#wantsTraining;
      const end = this.#end;
      this.#pausesBriefly = resume;
      try {
        await this.#halt();
        await run.change(settings);
      } finally {
        this.#pausesBriefly = false;
        if (resume) this.#begin(end);
      }
    });
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

  /** Step at which training pauses by itself. */
  #end = 0;

  #begin(end: number): void {
    this.#end = end;
    this.#broken = false;
    this.#wantsTraining = true;
    this.#training = this.#train(this.#needRun(), end);
  }

  async #train(run: Run, end: number): Promise<void> {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    const gpu = run.gpu;
    this.#tell('training', this.#error);
    let failure: string | null = null;
    try {
      while (run.step < end && !signal.aborted) {
        const stretch = Math.min(end - run.step, STEPS_PER_STRETCH, this.#previews.stepsUntilNext(run.step));
        await run.train(stretch, { signal, onProgress: (progress) => this.#report(run, progress) });
        const [refused] = gpu.takeErrors();
        if (refused !== undefined) throw new Error(`The graphics device reported an error, so what follows would be wrong: ${refused} Reset, and choose a smaller model or batch if it happens again.`);
        this.#previews.showIfDue(run);
        await this.#keep(run, KEEP_INTERVAL);
      }
      await this.#keep(run, 0);
    } catch (error) {
      failure = sentence(error);
      const isLost = await Promise.race([gpu.lost.then(() => true), new Promise<false>((done) => setTimeout(() => done(false), LOSS_NOTICE))]);
      // Then the recovery goes on from here, and starts training again if it was wanted.
      if (isLost) return;
    }
    this.#wantsTraining = false;
    if (this.#run !== run || this.#pausesBriefly) return;
    this.#tell('paused', failure ?? this.#error);
    this.#previews.show(run);
  }

  #report(run: Run, progress: Progress): void {
    this.#emit({ type: 'losses', firstStep: progress.firstStep + 1, losses: progress.losses });
    this.#emit({ type: 'noise-level-loss', step: run.step, losses: progress.byLevel });
    const bad = progress.losses.findIndex((loss) => !Number.isFinite(loss));
    if (bad >= 0) {
      // Later batches are bad too; the first one tells where it began.
      if (!this.#broken) this.#error = `The loss stopped being a number at step ${progress.firstStep + bad + 1}. Lower the learning rate, then reset.`;
      this.#broken = true;
      this.#interrupt();
    } else if (performance.now() - this.#toldAt >= STATUS_INTERVAL) {
      this.#tell('training', this.#error);
    }
  }

  /** Tells training to end at the next possible moment. */
  #interrupt(): void {
    this.#stop.abort();
  }

  /** Ends training and waits for it. */
  async #halt(): Promise<void> {
    this.#interrupt();
    await this.#training;
    this.#wantsTraining = false;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(work);
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  async #replace(make: () => Promise<Run>): Promise<void> {
    this.#sampling.abort();
    this.#previews.forget();
    const old = this.#run;
    // The old run is freed first: two of them may not fit.
    this.#run = null;
    this.#kept = null;
    this.#keptAt = -Infinity;
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
  #recover(lost: Gpu, reason: string): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#gpu !== lost) return;
      await this.#training;
      const resume = this.#wantsTraining;
      const end = this.#end;
      const recipe = this.#run?.recipe;
      const kept = this.#kept;
      this.#gpu = null;
      this.#run = null;
      this.#wantsTraining = false;
      this.#previews.forget();
      if (performance.now() - this.#lostAt > CALM_INTERVAL) this.#recoveries = 0;
      this.#lostAt = performance.now();
      this.#recoveries += 1;
      if (!recipe || this.#recoveries > MOST_RECOVERIES) {
        this.#tell('error', `${reason} It could not be brought back. Reload the page, and choose a smaller model or batch if it happens again.`);
        return;
      }
      this.#tell('compiling', `${reason} The run is being rebuilt.`);
      try {
        await new Promise((done) => setTimeout(done, FIRST_PAUSE * 2 ** (this.#recoveries - 1)));
        const gpu = await this.#open();
        await this.#replace(() => Run.create({ gpu, recipe, ...(kept ? { checkpoint: kept } : {}) }));
        this.#kept = kept;
        this.#tell('paused', `${reason} The run was rebuilt and goes on from step ${kept?.step ?? 0}.`);
        if (resume) this.#begin(end);
      } catch (error) {
        this.#tell('error', `${reason} ${sentence(error)}`);
      }
    });
  }

  /** Copies the run to the CPU unless that was done within the interval, or the loss is no number any more. */
  async #keep(run: Run, interval: number): Promise<void> {
    if (this.#error !== null || performance.now() - this.#keptAt < interval) return;
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
    this.#error = error;
    this.#toldAt = performance.now();
    this.#emit({ type: 'status', status, step: run?.step ?? 0, stepsPerSecond: status === 'training' ? run?.stepsPerSecond ?? 0 : 0, facts: run?.facts ?? null, error });
  }
}

export function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

