import type { Checkpoint } from '../train/checkpoint.ts';
import type { Run } from '../train/run.ts';
import { isSound, isRunaway } from './soundCopies.ts';

/** The CPU keeps a copy of the run no older than this, in milliseconds, for the case that the device is lost. */
const KEEP_INTERVAL = 10_000;
/** Copies of a large model may take at most this part of the time: then they come more seldom. */
const SHARE_OF_TIME = 0.05;

/** Keeps the last copy of a run from which it can be rebuilt. */
export class Keeper {
  #kept: Checkpoint | null = null;
  /** The mean loss when it was taken. */
  #loss: number | null = null;
  #keptAt = -Infinity;
  #interval = KEEP_INTERVAL;
  /** Counts what was forgotten: a copy begun before is of another run. */
  #age = 0;

  get kept(): Checkpoint | null {
    return this.#kept;
  }

  /** Takes a checkpoint as the copy, or none where there is none yet. */
  hold(checkpoint: Checkpoint | null): void {
    this.#kept = checkpoint;
    this.#loss = null;
    this.#keptAt = -Infinity;
    this.#interval = KEEP_INTERVAL;
    this.#age += 1;
  }

  /** Copies the run unless that was done lately. @param loss its mean of late */
  async keepIfDue(run: Run, loss: number): Promise<void> {
    if (performance.now() - this.#keptAt >= this.#interval) await this.keep(run, loss);
  }

  /** Copies the run, unless it is about to break: then the copy before is the better one to go back to. */
  async keep(run: Run, loss: number): Promise<void> {
    if (this.#kept && this.#loss !== null && isRunaway(this.#kept.recipe, this.#loss, run.recipe, loss)) return;
    const [began, age] = [performance.now(), this.#age];
    const checkpoint = await run.checkpoint();
    if (age !== this.#age || !isSound(checkpoint)) return;
    this.#kept = checkpoint;
    this.#loss = loss;
    this.#keptAt = performance.now();
    this.#interval = intervalFor(this.#keptAt - began);
  }
}

/** Milliseconds between two copies when one takes this long. */
export function intervalFor(took: number): number {
  return Math.max(KEEP_INTERVAL, took / SHARE_OF_TIME);
}
