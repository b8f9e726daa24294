import type { Event } from '../protocol/messages.ts';
import type { Run } from '../train/run.ts';

/** Milliseconds between two measurements, at least. */
const INTERVAL = 700;
/** Measurements may take at most this part of the time. */
const SHARE_OF_TIME = 0.02;

/** Tells now and then how far the averaged weights are from the present ones. */
export class Gaps {
  readonly #emit: (event: Event) => void;
  #restUntil = 0;
  #measuring = false;

  constructor(emit: (event: Event) => void) {
    this.#emit = emit;
  }

  /** Measures beside whatever else the GPU does, unless that was done a moment ago. */
  measureIfDue(run: Run): void {
    if (this.#measuring || performance.now() < this.#restUntil) return;
    void this.#measure(run);
  }

  async #measure(run: Run): Promise<void> {
    const [began, { step }] = [performance.now(), run];
    this.#measuring = true;
    try {
      const gap = await run.averageGap();
      // A run whose weights are no numbers says so elsewhere.
      if (Number.isFinite(gap)) this.#emit({ type: 'average-gap', step, gap });
    } catch {
      // A lost device explains itself elsewhere.
    } finally {
      const took = performance.now() - began;
      this.#restUntil = performance.now() + Math.max(INTERVAL, took * (1 / SHARE_OF_TIME - 1));
      this.#measuring = false;
    }
  }
}
