import type { Gpu } from '../gpu/device.ts';

/** Submits under way at once, at most: one that runs, and one that waits so that the GPU has no pause. */
const MOST = 2;
const EMPTY_SUBMITS = 3;

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

const latencies = new WeakMap<Gpu, Promise<number>>();

/**
 * Milliseconds from a submit that has nothing to do until its end is heard of: some browsers look at a timer only. With two
 * submits under way, half of it cannot be told from work, and steps shorter than it must share a submit. Measured once a device.
 */
export function submitLatency(gpu: Gpu): Promise<number> {
  const known = latencies.get(gpu);
  if (known) return known;
  const measured = measureLatency(gpu.device);
  latencies.set(gpu, measured);
  return measured;
}

async function measureLatency(device: GPUDevice): Promise<number> {
  await device.queue.onSubmittedWorkDone();
  let least = Infinity;
  for (let i = 0; i < EMPTY_SUBMITS; i++) {
    const began = performance.now();
    device.queue.submit([device.createCommandEncoder({ label: 'nothing' }).finish()]);
    await device.queue.onSubmittedWorkDone();
    least = Math.min(least, performance.now() - began);
  }
  return least;
}
