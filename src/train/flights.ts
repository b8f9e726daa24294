import type { Gpu } from '../gpu/device.ts';

/** Submits under way at once, at most: one that runs, and one that waits so that the GPU has no pause. */
const MOST = 2;
const EMPTY_SUBMITS = 4;

/** Submits of one activity that are under way. */
export class Flights {
  readonly #queue: GPUQueue;
  readonly #flying: Promise<void>[] = [];
  readonly #failures: unknown[] = [];
  #lastDone = 0;

  constructor(queue: GPUQueue) {
    this.#queue = queue;
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
    this.#flying.push(this.#queue.onSubmittedWorkDone().then(finished).catch((error: unknown) => { this.#failures.push(error); }));
    if (this.#flying.length >= MOST) await this.#flying.shift();
  }

  /** Waits for all of them. @throws the first failure */
  async land(): Promise<void> {
    await Promise.all(this.#flying.splice(0));
    if (this.failed) throw this.#failures[0];
  }
}

/**
 * Milliseconds that a submit takes until its end is heard of, when it has nothing to do: some browsers look at a timer only.
 * What takes less than this cannot be measured, and submits shorter than this leave the GPU idle.
 */
export async function submitLatency(gpu: Gpu): Promise<number> {
  const { queue } = gpu.device;
  await queue.onSubmittedWorkDone();
  const flights = new Flights(queue);
  const began = performance.now();
  for (let i = 0; i < EMPTY_SUBMITS; i++) {
    queue.submit([gpu.device.createCommandEncoder({ label: 'nothing' }).finish()]);
    await flights.launched(() => undefined);
  }
  await flights.land();
  return (performance.now() - began) / EMPTY_SUBMITS;
}
