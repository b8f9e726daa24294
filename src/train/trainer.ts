import type { Gpu } from '../gpu/device.ts';
import type { StepValues } from '../ops/stepUniform.ts';
import { Flights } from './flights.ts';
import type { LossesRead, LossRing } from './lossRing.ts';
import { Pacer } from './pacer.ts';
import { StepCutter } from './stepCutter.ts';
import type { Renewal } from './renewal.ts';
import type { TrainingStep } from './trainingStep.ts';

/** Losses are read this often (milliseconds), not once a step. */
const READ_INTERVAL = 150;
/** Steps of more dispatches than this are cut before anything was measured: one alone may take seconds. */
const WHOLE_AT_FIRST = 32;

export interface Progress extends LossesRead {
  readonly stepsPerSecond: number;
}

/** What is to be done between steps, from losses of steps before. */
export interface Between {
  /** Whether it is to be done before this step. */
  isDue(step: number): boolean;
  /** Steps until the next time, at least 1. */
  room(step: number): number;
  /** Whether the losses are there that it takes before this step. */
  isReady(step: number): boolean;
  /** Does it before this step; twice is as good as once. */
  begin(step: number): void;
  heard(losses: LossesRead): void;
  /** See `LossRing.read`. */
  factorsAt(step: number): ArrayLike<number> | null;
}

export interface TrainOptions {
  onProgress?: (progress: Progress) => void;
  signal?: AbortSignal;
  /** Milliseconds that one submit should take. */
  budget?: number;
}

/** The loop: submits steps, many at once or one in pieces, as measured time allows, and reads their losses. */
export class Trainer {
  readonly #gpu: Gpu;
  readonly #ring: LossRing;
  readonly #valuesOf: (step: number) => StepValues[];
  readonly #clearGradient: () => void;
  /** Null until training begins, where only samples were wanted so far. */
  #compiled: TrainingStep | null = null;
  readonly #compile: () => Promise<TrainingStep>;
  #pacer = new Pacer(1);
  #cutter = new StepCutter(1);
  readonly #between: () => Between | null;
  readonly #renewal: Renewal | null;
  #step = 0;
  #midStep = false;
  /** Whether the program has done a step: drivers finish compiling when a shader first runs, which is no measure of later steps. */
  #isWarm = false;

  /**
   * @param compile makes the step's program, when training first needs it
   * @param valuesOf the values of a step's batches; called as the step begins
   * @param clearGradient takes back what a part of a step has added to the gradient
   * @param between null where nothing is to be done between steps
   * @param renewal null where the data stay the same
   */
  constructor(gpu: Gpu, compile: () => Promise<TrainingStep>, ring: LossRing, valuesOf: (step: number) => StepValues[], clearGradient: () => void, between: () => Between | null, renewal: Renewal | null) {
    this.#gpu = gpu;
    this.#ring = ring;
    this.#valuesOf = valuesOf;
    this.#clearGradient = clearGradient;
    this.#between = between;
    this.#renewal = renewal;
    this.#compile = compile;
  }

  /** Steps done. */
  get step(): number { return this.#step; }
  get stepsPerSecond(): number { return this.#pacer.stepsPerSecond; }
  get program(): TrainingStep | null { return this.#compiled; }
  /** Whether a part of a step was submitted and the rest was not. */
  get midStep(): boolean { return this.#midStep; }

  /** Goes on from another step. */
  moveTo(step: number): void {
    this.#step = step;
    this.#ring.skipTo(step);
  }

  /** From the next call of `train` on, steps are done by another program; what was measured does not hold any more. */
  use(program: TrainingStep): void {
    this.#compiled = program;
    this.#pacer = new Pacer(program.mostSteps);
    this.#cutter = new StepCutter(program.dispatches);
    this.#isWarm = false;
  }

  /** Compiles the step unless that was done. @throws a sentence when memory or a shader is refused */
  async ready(): Promise<void> {
    if (!this.#compiled) this.use(await this.#compile());
  }

  /** Trains `steps` steps, or fewer if the signal is aborted; then all losses have been reported. */
  async train(steps: number, { onProgress, signal, budget = 12 }: TrainOptions): Promise<void> {
    await this.ready();
    const renewal = this.#renewal;
    await renewal?.reach(this.#step, signal);
    const end = this.#step + steps;
    const ring = this.#ring;
    const flights = new Flights(this.#gpu);
    const failures: unknown[] = [];
    let reading: Promise<void> | null = null;
    let lastRead = performance.now();
    const read = async (): Promise<void> => {
      const losses = await ring.read(this.#step, (step) => this.#between()?.factorsAt(step) ?? null);
      if (losses) this.#between()?.heard(losses);
      if (losses) onProgress?.({ ...losses, stepsPerSecond: this.stepsPerSecond });
    };
    const startReading = (): Promise<void> => {
      lastRead = performance.now();
      return read().catch((error: unknown) => { failures.push(error); }).finally(() => { reading = null; });
    };
    this.#pacer.budget = Math.max(budget, this.#gpu.latency);
    this.#cutter.budget = budget;
    this.#pacer.begin(performance.now());
    while (this.#step < end && !signal?.aborted && failures.length === 0 && !flights.failed) {
      const between = this.#between();
      if (between?.isDue(this.#step)) {
        // Asked for now, the losses up to here are there when the next time comes.
        reading ??= startReading();
        while (!between.isReady(this.#step) && failures.length === 0) {
          await (reading ??= startReading());
        }
        between.begin(this.#step);
      }
      renewal?.advance(this.#step);
      const most = Math.min(between?.room(this.#step) ?? Infinity, renewal?.stepsAlike(this.#step) ?? Infinity);
      if (this.#mustCut) await this.#submitCut(flights, signal);
      else await this.#submitWhole(Math.min(end, this.#step + most), flights);
      const due = performance.now() - lastRead >= READ_INTERVAL || ring.unread(this.#step) >= ring.capacity / 2;
      if (due) {
        // One readback at a time; the next chunk is submitted while it is on its way, unless the ring is filling up.
        if (reading && ring.room(this.#step) <= this.#program.mostSteps) await reading;
        reading ??= startReading();
      }
    }
    await flights.land().catch((error: unknown) => { failures.push(error); });
    await reading;
    if (failures.length > 0) throw failures[0];
    await read();
  }

  #measured(pacer: Pacer, steps: number): void {
    if (this.#isWarm) pacer.done(steps, performance.now());
    else pacer.begin(performance.now());
    this.#isWarm = true;
  }

  get #program(): TrainingStep {
    if (!this.#compiled) throw new Error('A step was asked for before it was compiled.');
    return this.#compiled;
  }

  get #mustCut(): boolean {
    const { stepsPerSecond, budget } = this.#pacer;
    return stepsPerSecond === 0 ? this.#program.dispatches > WHOLE_AT_FIRST : 1000 / stepsPerSecond > budget;
  }

  async #submitWhole(end: number, flights: Flights): Promise<void> {
    const pacer = this.#pacer;
    const count = Math.min(pacer.steps, end - this.#step, this.#ring.room(this.#step));
    this.#program.submit(Array.from({ length: count }, (_, index) => this.#valuesOf(this.#step + index)));
    this.#step += count;
    const launched = flights.launched(() => this.#measured(pacer, count));
    this.#renewal?.drawAhead(count);
    await launched;
  }

  /**
   * The step counts as done as soon as its last piece, which changes the weights, is submitted: whatever is submitted after
   * that sees its result. Stopped before, it has left nothing but a gradient, and is begun anew when training goes on.
   */
  async #submitCut(flights: Flights, signal: AbortSignal | undefined): Promise<void> {
    const [pacer, cutter, program] = [this.#pacer, this.#cutter, this.#program];
    const values = this.#valuesOf(this.#step);
    for (let from = 0; from < cutter.dispatches;) {
      const piece = cutter.next(from);
      from = piece.to;
      const isLast = from === cutter.dispatches;
      program.submitPart(values, piece.from, piece.to);
      this.#midStep = !isLast;
      if (isLast) this.#step += 1;
      const launched = flights.launched((milliseconds) => {
        cutter.done(piece, milliseconds - this.#gpu.latency / 2);
        if (isLast) this.#measured(pacer, 1);
      });
      if (isLast) this.#renewal?.drawAhead(1);
      await launched;
      if (isLast || !(flights.failed || signal?.aborted)) continue;
      this.#midStep = false;
      this.#clearGradient();
      return;
    }
  }
}
