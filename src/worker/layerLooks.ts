import type { Event } from '../protocol/messages.ts';
import type { Run } from '../train/run.ts';

/** Milliseconds between two looks, at least. */
const INTERVAL = 1500;
/** Looks may take at most this part of the time; on a slow device they come more seldom. */
const SHARE_OF_TIME = 0.03;

/** Looks at the layers of a run now and then while somebody watches; nothing is computed or held for it otherwise. */
export class LayerLooks {
  readonly #emit: (event: Event) => void;
  #watched = false;
  #restUntil = 0;
  /** The weights were kept: the look is due after one step. */
  #remembered = false;
  /** Drivers finish compiling when a shader first runs, which is no measure of later looks. */
  #isWarm = false;

  constructor(emit: (event: Event) => void) {
    this.#emit = emit;
  }

  /** Whether somebody watches from now on; the caller then looks, or has the run forget what looking takes. */
  watch(on: boolean): void {
    this.#watched = on;
    this.#remembered = false;
    this.#isWarm = false;
    this.#restUntil = 0;
  }

  get watched(): boolean {
    return this.#watched;
  }

  /** Compiles what looking takes, beside training. @returns whether there is memory for it */
  prepare(run: Run): Promise<boolean> {
    return this.#trying(() => run.prepareLayers());
  }

  /** Steps that may be trained before a look may be due; at least 1. */
  stepsUntilNext({ stepsPerSecond }: Run): number {
    if (!this.#watched) return Infinity;
    return this.#remembered ? 1 : Math.max(1, Math.ceil(stepsPerSecond));
  }

  /** Between two stretches of training: keeps the weights when a look is due, and looks one step later. */
  async lookIfDue(run: Run): Promise<void> {
    if (!this.#watched || performance.now() < this.#restUntil) return;
    if (this.#remembered) {
      await this.look(run);
      return;
    }
    this.#remembered = await this.#trying(() => run.rememberLayers());
  }

  /** Looks at the run as it is now, which must not be training. */
  async look(run: Run): Promise<void> {
    if (!this.#watched) return;
    const began = performance.now();
    await this.#trying(async () => {
      const { step } = run;
      const layers = await run.lookAtLayers();
      if (this.#watched) this.#emit({ type: 'layers', step, layers });
    });
    this.#remembered = false;
    const took = this.#isWarm ? performance.now() - began : 0;
    this.#isWarm = true;
    this.#restUntil = performance.now() + Math.max(INTERVAL, took * (1 / SHARE_OF_TIME - 1));
  }

  /** A look is never worth an end of training: where there is no memory for it, there is none. */
  async #trying(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch {
      this.#watched = false;
      this.#emit({ type: 'layers', step: 0, layers: [] });
      return false;
    }
  }
}
