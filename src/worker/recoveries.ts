const MOST_RECOVERIES = 3;
/** Losses further apart than this, in milliseconds, are not one trouble: a computer that sleeps now and then is none. */
const CALM_INTERVAL = 300_000;
/** Before the first attempt to bring a lost device back, in milliseconds; doubled each time. */
const FIRST_PAUSE = 250;

/** How often a lost device was brought back, and whether to try once more. */
export class Recoveries {
  #count = 0;
  #lostAt = 0;

  /** A loss at a time in milliseconds. @returns milliseconds to wait before the next attempt, or null when it is to be given up */
  next(now: number): number | null {
    if (now - this.#lostAt > CALM_INTERVAL) this.#count = 0;
    this.#lostAt = now;
    this.#count += 1;
    return this.#count > MOST_RECOVERIES ? null : FIRST_PAUSE * 2 ** (this.#count - 1);
  }

  /** All is well: the next loss is the first again. */
  forget(): void {
    this.#count = 0;
  }
}
