/** Milliseconds between two rings. */
const RING_EVERY = 4;
/** A browser that tells the end of a submit with nothing in it within this time, in milliseconds, needs no bell. */
const PROMPT = 20;
/** Two without a bell, as something else may be under way; one with it, as on a slow device the rings would pile up. */
const MEASURED = { silent: 2, rung: 1 };

type Queue = Pick<GPUQueue, 'submit' | 'onSubmittedWorkDone'>;

/**
 * Hears of finished work at once, also from browsers that look for it on a timer only (Firefox: ten times a second) but
 * whenever something is submitted: while anybody waits, it submits nothing, again and again. Measured and not guessed;
 * silent where it does not help, as on devices on which even nothing takes long.
 */
export class Doorbell {
  readonly #queue: Queue;
  #latency = Infinity;
  #rings = false;
  #waiting = 0;
  /** Whether the next ring is on its way. */
  #ringing = false;

  private constructor(queue: Queue) {
    this.#queue = queue;
  }

  /** Measures the queue, on which nothing else should be under way. */
  static async hang(queue: Queue): Promise<Doorbell> {
    const bell = new Doorbell(queue);
    const silent = await bell.#measure(MEASURED.silent);
    bell.#latency = silent;
    if (silent <= PROMPT) return bell;
    bell.#rings = true;
    const rung = await bell.#measure(MEASURED.rung);
    bell.#rings = rung < silent / 2;
    bell.#latency = bell.#rings ? rung : silent;
    return bell;
  }

  /** Milliseconds from a submit that has nothing to do until its end is heard of. */
  get latency(): number {
    return this.#latency;
  }

  /** Settles as `promise` does, which waits for work of this queue. */
  async heard<T>(promise: Promise<T>): Promise<T> {
    this.#waiting += 1;
    if (!this.#ringing) this.#ringLater();
    try {
      return await promise;
    } finally {
      this.#waiting -= 1;
    }
  }

  #ringLater(): void {
    this.#ringing = this.#rings && this.#waiting > 0;
    if (!this.#ringing) return;
    setTimeout(() => {
      if (this.#waiting > 0) this.#queue.submit([]);
      this.#ringLater();
    }, RING_EVERY);
  }

  async #measure(submits: number): Promise<number> {
    let least = Infinity;
    for (let i = 0; i < submits && least > PROMPT; i++) {
      const began = performance.now();
      this.#queue.submit([]);
      await this.heard(this.#queue.onSubmittedWorkDone());
      least = Math.min(least, performance.now() - began);
    }
    return least;
  }
}
