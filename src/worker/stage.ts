import type { Event, Status } from '../protocol/messages.ts';
import type { Run } from '../train/run.ts';

/** A status event at least this often while training, in milliseconds. */
const STATUS_INTERVAL = 250;

/** The run that the page sees, and what it was told of it. */
export class Stage {
  readonly #emit: (event: Event) => void;
  run: Run | null = null;
  /** The sentence that every status repeats; null when all is well. */
  error: string | null = null;
  #toldAt = 0;

  constructor(emit: (event: Event) => void) {
    this.#emit = emit;
  }

  /** The run. @throws the error that took it away, or a sentence that there is none */
  needRun(): Run {
    if (!this.run) throw new Error(this.error ?? 'Nothing is loaded yet. Load a preset or a recipe first.');
    return this.run;
  }

  tell(status: Status, error: string | null = null): void {
    const { run } = this;
    this.error = error;
    this.#toldAt = performance.now();
    this.#emit({ type: 'status', status, step: run?.step ?? 0, stepsPerSecond: status === 'training' ? run?.stepsPerSecond ?? 0 : 0, facts: run?.facts ?? null, error });
  }

  /** Tells that training goes on, unless that was told a moment ago. */
  tellTraining(): void {
    if (performance.now() - this.#toldAt >= STATUS_INTERVAL) this.tell('training', this.error);
  }
}
