import type { Event } from '../protocol/messages.ts';
import type { Run } from '../train/run.ts';
import type { Progress } from '../train/trainer.ts';
import { Gaps } from './gaps.ts';
import type { Keeper } from './keeper.ts';
import type { LayerLooks } from './layerLooks.ts';
import type { Previews } from './previews.ts';
import type { Stage } from './stage.ts';
import { sentence } from './withdrawn.ts';

/** Steps between two looks at what the page wants: the noise-level chart moves at this pace. */
const STEPS_PER_STRETCH = 200;
/** A failure may be the first sign of a lost device; the browser says so within this time, in milliseconds. */
const LOSS_NOTICE = 200;

/** Trains the run of the stage until its end, a pause or a failure. Waits for nothing but the GPU: a hidden page slows it down not at all. */
export class TrainingLoop {
  readonly #emit: (event: Event) => void;
  readonly #stage: Stage;
  readonly #previews: Previews;
  readonly #keeper: Keeper;
  readonly #gaps: Gaps;
  readonly #looks: LayerLooks;
  #wanted = false;
  #end = 0;
  /** The step whose loss was the first that is no number since training began. */
  #brokenAt: number | null = null;
  /** Losses since the last copy was thought of: their sum, and how many. */
  #heard = { sum: 0, steps: 0 };
  #stop = new AbortController();
  #training: Promise<void> = Promise.resolve();
  /** Training pauses for a moment only, of which the page need not hear. */
  #pausesBriefly = false;

  constructor(emit: (event: Event) => void, stage: Stage, previews: Previews, keeper: Keeper, looks: LayerLooks) {
    this.#emit = emit;
    this.#stage = stage;
    this.#previews = previews;
    this.#keeper = keeper;
    this.#gaps = new Gaps(emit);
    this.#looks = looks;
  }

  /** Whether training goes on, or would if the device were there. */
  get wanted(): boolean {
    return this.#wanted;
  }

  /** Step at which training pauses by itself. */
  get end(): number {
    return this.#end;
  }

  /** Settles when training is over. */
  get over(): Promise<void> {
    return this.#training;
  }

  /** Why the last training ended before its end, where the loss was no number; null otherwise. */
  get trouble(): string | null {
    return this.#brokenAt === null ? null : `The loss stopped being a number at step ${this.#brokenAt}, so the run went back to step ${this.#stage.needRun().step}. Lower the learning rate, then go on.`;
  }

  begin(end: number): void {
    this.#end = end;
    this.#brokenAt = null;
    this.#heard = { sum: 0, steps: 0 };
    this.#wanted = true;
    this.#training = this.#train(this.#stage.needRun(), end);
  }

  /** Tells training to end at the next possible moment. */
  interrupt(): void {
    this.#stop.abort();
  }

  /** Ends training and waits for it. */
  async halt(): Promise<void> {
    this.interrupt();
    await this.#training;
    this.#wanted = false;
  }

  /** Does something between two steps; training goes on afterwards if it was going on. */
  async meanwhile<T>(work: () => Promise<T>): Promise<T> {
    const resume = this.#wanted;
    const end = this.#end;
    this.#pausesBriefly = resume;
    try {
      await this.halt();
      return await work();
    } finally {
      this.#pausesBriefly = false;
      if (resume && this.#brokenAt === null) this.begin(end);
    }
  }

  /** NaN where nothing was heard: then nothing is compared with it. */
  get #meanLoss(): number {
    return this.#heard.sum / this.#heard.steps;
  }

  async #train(run: Run, end: number): Promise<void> {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    const { gpu } = run;
    this.#stage.tell('training', this.#stage.error);
    let failure: string | null = null;
    try {
      while (run.step < end && !signal.aborted) {
        const stretch = Math.min(end - run.step, STEPS_PER_STRETCH, this.#previews.stepsUntilNext(run.step), this.#looks.stepsUntilNext(run));
        await run.train(stretch, { signal, onProgress: (progress) => this.#report(run, progress) });
        const [refused] = gpu.takeErrors();
        if (refused !== undefined) throw new Error(`The graphics device reported an error, so what follows would be wrong: ${refused} Reset, and choose a smaller model or batch if it happens again.`);
        // A run whose loss is no number is not worth showing or keeping.
        if (this.#brokenAt !== null) break;
        this.#previews.showIfDue(run);
        await this.#keeper.keepIfDue(run, this.#meanLoss);
        await this.#looks.lookIfDue(run);
        this.#heard = { sum: 0, steps: 0 };
      }
      if (this.#brokenAt !== null) this.#goBack(run, this.#brokenAt);
      else if (!this.#pausesBriefly) await this.#keeper.keep(run, this.#meanLoss);
    } catch (error) {
      failure = sentence(error);
      const isLost = await Promise.race([gpu.lost.then(() => true), new Promise<false>((done) => setTimeout(() => done(false), LOSS_NOTICE))]);
      // Then the recovery goes on from here, and starts training again if it was wanted.
      if (isLost) return;
    }
    this.#wanted = false;
    if (this.#stage.run !== run || (this.#pausesBriefly && this.#brokenAt === null)) return;
    this.#stage.tell('paused', failure ?? this.#stage.error);
    this.#previews.show(run);
    await this.#looks.look(run);
  }

  /** Weights that are no numbers learn nothing more: the run goes on from the last good ones, or from the beginning. */
  #goBack(run: Run, at: number): void {
    const { kept } = this.#keeper;
    if (kept) run.goTo(kept);
    else run.reset();
    this.#emit({ type: 'diverged', at, step: run.step });
  }

  #report(run: Run, progress: Progress): void {
    this.#emit({ type: 'losses', firstStep: progress.firstStep + 1, losses: progress.losses, norms: progress.norms });
    this.#emit({ type: 'noise-level-loss', step: run.step, losses: progress.byLevel });
    const bad = progress.losses.findIndex((loss) => !Number.isFinite(loss));
    if (bad >= 0) {
      // Later batches are bad too; the first one tells where it began.
      this.#brokenAt ??= progress.firstStep + bad + 1;
      this.interrupt();
    } else {
      this.#heard = progress.losses.reduce(({ sum, steps }, loss) => ({ sum: sum + loss, steps: steps + 1 }), this.#heard);
      this.#stage.tellTraining();
      this.#gaps.measureIfDue(run);
    }
  }
}
