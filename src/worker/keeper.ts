import type { Checkpoint } from '../train/checkpoint.ts';
import type { Run } from '../train/run.ts';

/** The CPU keeps a copy of the run no older than this, in milliseconds, for the case that the device is lost. */
const KEEP_INTERVAL = 10_000;
/** Copies of a large model may take at most this part of the time: then they come more seldom. */
const SHARE_OF_TIME = 0.05;

/** Keeps the last copy of a run from which it can be rebuilt. */
export class Keeper {
  #kept: Checkpoint | null = null;
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
    this.#keptAt = -Infinity;
    this.#interval = KEEP_INTERVAL;
    this.#age += 1;
  }

  /** Copies the run unless that was done lately. */
  async keepIfDue(run: Run): Promise<void> {
    if (performance.now() - this.#keptAt >= this.#interval) await this.keep(run);
  }

  async keep(run: Run): Promise<void> {
    const [began, age] = [performance.now(), this.#age];
    const checkpoint = await run.checkpoint();
    if (age !== this.#age) return;
    this.#kept = checkpoint;
    this.#keptAt = performance.now();
    this.#interval = intervalFor(this.#keptAt - began);
  }
}

/** Milliseconds between two copies when one takes this long. */
export function intervalFor(took: number): number {
  return Math.max(KEEP_INTERVAL, took / SHARE_OF_TIME);
}
