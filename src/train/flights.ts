import type { Gpu } from '../gpu/device.ts';

/** Submits under way at once, at most: one that runs, and one that waits so that the GPU has no pause. */
const MOST = 2;

/** Submits of one activity that are under way. */
export class Flights {
  readonly #gpu: Gpu;
  readonly #flying: Promise<void>[] = [];
  readonly #failures: unknown[] = [];
  #lastDone = 0;

  constructor(gpu: Gpu) {
    this.#gpu = gpu;
  }

  get failed(): boolean {
    return this.#failures.length > 0;
  }

  /**
   * Call right after a submit; settles when the next one may follow.
   * @param done gets the milliseconds from the later of this submit and the end of the one before to its own end.
   */
  async launched(done: (milliseconds: number) => void): Promise<void> {
    const began = performance.now();
    const finished = (): void => {
      const now = performance.now();
      const milliseconds = now - Math.max(began, this.#lastDone);
      this.#lastDone = now;
      done(milliseconds);
    };
    this.#flying.push(this.#gpu.settled().then(finished).catch((error: unknown) => { this.#failures.push(error); }));
    if (this.#flying.length >= MOST) await this.#flying.shift();
  }

  /** Waits for all of them. @throws the first failure */
  async land(): Promise<void> {
    await Promise.all(this.#flying.splice(0));
    if (this.failed) throw this.#failures[0];
  }
}
