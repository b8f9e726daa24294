import type { Event, SampleRequest } from '../protocol/messages.ts';
import type { Run } from '../train/run.ts';
import { Superseded } from '../train/trajectory.ts';

/** Previews may take at most this part of the time; on a slow device they come more seldom than asked for. */
const SHARE_OF_TIME = 0.3;
/** Calls of an untrained U-Net for its picture, which is noise however many they are: training should not wait for it. */
const UNTRAINED_STEPS = 4;

/** The live picture: samples from the averaged weights, drawn every so often from the same starting noise. */
export class Previews {
  readonly #emit: (event: Event) => void;
  #request: SampleRequest | null = null;
  #everySteps = 50;
  #lastStep = -1;
  #restUntil = 0;
  #drawing: AbortController | null = null;
  #drawn: Promise<void> = Promise.resolve();
  /** Asked for while one was being drawn: the newest wins. */
  #next: Run | null = null;

  constructor(emit: (event: Event) => void) {
    this.#emit = emit;
  }

  /** Settles when the preview under way is drawn or given up. */
  get drawn(): Promise<void> {
    return this.#drawn;
  }

  /** What to show from now on; null shows nothing. */
  want(request: SampleRequest | null, everySteps: number): void {
    this.#request = request;
    this.#everySteps = Math.max(1, Math.floor(everySteps));
    this.#lastStep = -1;
    this.#restUntil = 0;
  }

  /** Steps that may be trained before the next preview is due; at least 1. */
  stepsUntilNext(step: number): number {
    return Math.max(1, this.#everySteps - Math.max(0, step - Math.max(0, this.#lastStep)));
  }

  /** While training: draws a preview if one is due, beside whatever else the GPU does. */
  showIfDue(run: Run): void {
    const due = this.#lastStep < 0 || run.step - this.#lastStep >= this.#everySteps;
    if (due && performance.now() >= this.#restUntil && !this.#drawing) this.show(run);
  }

  /** Draws the run as it is now; if one is being drawn, then right after it. */
  show(run: Run): void {
    if (!this.#request) return;
    if (this.#drawing) this.#next = run;
    else this.#drawn = this.#draw(run, this.#request);
  }

  /** Puts off the preview under way until what is asked of the run now is done: somebody waits for that. */
  giveWay(run: Run): void {
    if (!this.#drawing) return;
    this.#next = run;
    this.#drawing.abort();
  }

  /** Gives up the preview under way: its run is going away. */
  forget(): void {
    this.#drawing?.abort();
    this.#next = null;
    this.#lastStep = -1;
    this.#restUntil = 0;
  }

  async #draw(run: Run, request: SampleRequest): Promise<void> {
    const drawing = new AbortController();
    this.#drawing = drawing;
    const began = performance.now();
    const step = run.step;
    this.#lastStep = step;
    try {
      const { shape, samples, labels } = await run.sampleEnd(cheapWhileUntrained(request, run), drawing.signal);
      if (!drawing.signal.aborted) this.#emit({ type: 'preview', step, shape, samples, labels });
    } catch (error) {
      // A lost device or a newer request explains itself elsewhere; a preview is never worth a message of its own.
      if (!(error instanceof Superseded)) this.#restUntil = performance.now() + 1000;
    } finally {
      const took = performance.now() - began;
      this.#restUntil = Math.max(this.#restUntil, performance.now() + took * (1 / SHARE_OF_TIME - 1));
      this.#drawing = null;
      const next = this.#next;
      this.#next = null;
      if (next) this.show(next);
    }
  }
}

function cheapWhileUntrained(request: SampleRequest, run: Run): SampleRequest {
  return run.images !== null && run.step === 0 ? { ...request, steps: Math.min(request.steps, UNTRAINED_STEPS) } : request;
}
