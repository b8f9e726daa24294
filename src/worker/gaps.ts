import type { Event } from '../protocol/messages.ts';
import type { Run } from '../train/run.ts';

/** Milliseconds between two measurements, at least. */
const INTERVAL = 700;
/** Steps between them, at least: one reads both arenas, a small part of what a step does. */
const STEPS = 4;

/** Tells now and then how far the averaged weights are from the present ones. */
export class Gaps {
  readonly #emit: (event: Event) => void;
  #measuredAt = -Infinity;
  #step = -Infinity;
  #measuring = false;

  constructor(emit: (event: Event) => void) {
    this.#emit = emit;
  }

  /** Measures beside whatever else the GPU does, unless that was done a moment ago. */
  measureIfDue(run: Run): void {
    // A run that has gone back begins anew.
    const waits = run.step >= this.#step && run.step < this.#step + STEPS;
    if (this.#measuring || waits || performance.now() < this.#measuredAt + INTERVAL) return;
    this.#measuredAt = performance.now();
    this.#step = run.step;
    void this.#measure(run, run.step);
  }

  async #measure(run: Run, step: number): Promise<void> {
    this.#measuring = true;
    try {
      const gap = await run.averageGap();
      // A run whose weights are no numbers says so elsewhere.
      if (Number.isFinite(gap)) this.#emit({ type: 'average-gap', step, gap });
    } catch {
      // A lost device explains itself elsewhere.
    } finally {
      this.#measuring = false;
    }
  }
}
