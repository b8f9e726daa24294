/** How much of what was measured so far still counts after one more submit. */
const MEMORY = 0.9;

/**
 * How many steps go into one submit. A submit should take `budget` milliseconds: long enough to hide the cost of
 * submitting, short enough that the screen and the person get their turn. Measured, not guessed: steps and milliseconds
 * are averaged apart, so that two submits reported in one breath, as browsers do, do not look like a burst of speed.
 */
export class Pacer {
  /** Milliseconds that one submit should take. */
  budget = 12;
  readonly #most: number;
  #steps = 0;
  #elapsed = 0;
  #lastDone = 0;

  /** @param most steps in one submit */
  constructor(most: number) {
    this.#most = most;
  }

  /** Steps of the next submit; 1 until something was measured. */
  get steps(): number {
    if (this.#elapsed === 0) return 1;
    return Math.max(1, Math.min(this.#most, Math.floor(this.budget * this.#steps / this.#elapsed)));
  }

  /** Steps a second, smoothed; 0 until something was measured. */
  get stepsPerSecond(): number {
    return this.#elapsed === 0 ? 0 : 1000 * this.#steps / this.#elapsed;
  }

  /** What was measured does not hold any more: the steps have become other steps. */
  forget(): void {
    this.#steps = 0;
    this.#elapsed = 0;
  }

  /** Call when training begins or goes on: the pause before is no measurement. */
  begin(now: number): void {
    this.#lastDone = now;
  }

  /** Call when a submit of `steps` is done. */
  done(steps: number, now: number): void {
    this.#steps = MEMORY * this.#steps + steps;
    this.#elapsed = MEMORY * this.#elapsed + Math.max(0, now - this.#lastDone);
    this.#lastDone = now;
  }
}
