import { LOSS_LEVELS } from '../ops/lossSummary.ts';
import type { NamedTensor } from './checkpoint.ts';

/** Steps between two changes of the probabilities, at most: no more than a quarter of what the ring holds. */
const INTERVAL = 50;
/** What is left of old losses after an interval: about ten intervals count. */
const KEPT = 0.9;
/** Losses that each part must have before the probabilities follow them (Nichol and Dhariwal 2021, section 3.3). */
const FEWEST = 10;

const NAMES = { known: 'importance.known', intervals: 'importance.intervals' } as const;
const ROW = 1 + 3 * LOSS_LEVELS;

/** Sums over the steps of one interval, and by what the losses of each part were multiplied. */
interface Interval {
  readonly number: number;
  readonly factors: Float32Array;
  readonly counts: Float32Array;
  readonly squares: Float32Array;
}

/** Of one step: how many rows fell into each part of the timesteps, and the sum of their squared losses. */
export interface StepMoments {
  readonly step: number;
  readonly counts: ArrayLike<number>;
  readonly squares: ArrayLike<number>;
}

/**
 * The squared losses by tenths of the timesteps, from which importance sampling takes its probabilities. These change at fixed
 * steps alone, every `interval`, and from losses that are an interval old at least, so that training need not wait for its
 * own losses and still gives the same numbers whatever the pace. All numbers are float32, so that a checkpoint keeps them as they are.
 */
export class LossesByLevel {
  readonly interval: number;
  readonly #counts = new Float32Array(LOSS_LEVELS);
  readonly #squares = new Float32Array(LOSS_LEVELS);
  #intervals: Interval[] = [];
  /** Intervals before this one are part of the sums above. */
  #known = 0;
  /** Losses of steps before this one are of no use: they were drawn and weighted by other tables. */
  #from = 0;
  /** The next step whose losses are awaited. */
  #next = 0;

  /** @param capacity steps whose losses the ring holds */
  constructor(capacity: number) {
    this.interval = Math.max(1, Math.min(INTERVAL, Math.floor(capacity / 4)));
  }

  /** Forgets everything; losses count from `step` on. */
  begin(step: number): void {
    this.#counts.fill(0);
    this.#squares.fill(0);
    this.#intervals = [];
    this.#from = this.#next = step;
    this.#known = this.#numberOf(step);
  }

  isDue(step: number): boolean {
    return step > 0 && step % this.interval === 0;
  }

  /** Steps until the probabilities may change again, at least 1. */
  room(step: number): number {
    return this.interval - step % this.interval;
  }

  /** Whether all losses are there that the probabilities of `step`, the first of an interval, are made from. */
  isReady(step: number): boolean {
    return this.#next >= Math.min(step, (this.#numberOf(step) - 1) * this.interval);
  }

  /** Takes the interval that ended one interval before `step`, the first of an interval. @returns whether anything was taken */
  advance(step: number): boolean {
    const last = this.#numberOf(step) - 2;
    const taken = this.#intervals.filter(({ number }) => number >= this.#known && number <= last);
    for (let number = this.#known; number <= last; number++) {
      const interval = taken.find((one) => one.number === number);
      for (let part = 0; part < LOSS_LEVELS; part++) {
        const factor = interval?.factors[part] ?? 1;
        this.#counts[part] = (this.#counts[part] ?? 0) * KEPT + (interval?.counts[part] ?? 0);
        this.#squares[part] = (this.#squares[part] ?? 0) * KEPT + (interval?.squares[part] ?? 0) / (factor * factor);
      }
    }
    this.#known = Math.max(this.#known, last + 1);
    this.#intervals = this.#intervals.filter(({ number }) => number >= last);
    return taken.length > 0;
  }

  /** E[L^2] of each part; NaN where too few losses are known. */
  secondMoments(): Float64Array {
    return Float64Array.from(this.#counts, (count, part) => (count < FEWEST ? Number.NaN : (this.#squares[part] ?? 0) / count));
  }

  /** What the losses of each part are multiplied with from `step` on: 1 / (T p) there. */
  multiplyFrom(step: number, factors: ArrayLike<number>): void {
    this.#intervalOf(step).factors.set(Array.from(factors));
  }

  /** What the losses of a step were multiplied with. */
  factorsAt(step: number): ArrayLike<number> | null {
    return this.#intervals.find(({ number }) => number === this.#numberOf(step))?.factors ?? null;
  }

  add({ step, counts, squares }: StepMoments): void {
    if (step < this.#from) return;
    this.#next = step + 1;
    const interval = this.#intervalOf(step);
    for (let part = 0; part < LOSS_LEVELS; part++) {
      const square = squares[part] ?? 0;
      // A loss that is no number ends training; it must not end up in the probabilities.
      if (!Number.isFinite(square)) continue;
      interval.counts[part] = (interval.counts[part] ?? 0) + (counts[part] ?? 0);
      interval.squares[part] = (interval.squares[part] ?? 0) + square;
    }
  }

  /** As tensors of a checkpoint that is taken when all losses so far are known. */
  save(): Map<string, NamedTensor> {
    const rows = this.#intervals.flatMap(({ number, factors, counts, squares }) => [number, ...factors, ...counts, ...squares]);
    return new Map([
      [NAMES.known, { shape: [2 + 2 * LOSS_LEVELS], data: Float32Array.from([this.#known, this.#from, ...this.#counts, ...this.#squares]) }],
      [NAMES.intervals, { shape: [rows.length / ROW, ROW], data: Float32Array.from(rows) }],
    ]);
  }

  /** Goes on at `step` from what `save` gave; begins anew where a checkpoint has nothing of it. */
  restore(tensors: ReadonlyMap<string, NamedTensor>, step: number): void {
    this.begin(step);
    const [known, intervals] = [tensors.get(NAMES.known)?.data, tensors.get(NAMES.intervals)?.data];
    if (known?.length !== 2 + 2 * LOSS_LEVELS || !intervals || intervals.length % ROW !== 0) return;
    const [first = 0, from = 0] = known;
    this.#known = first;
    this.#from = from;
    this.#counts.set(known.subarray(2, 2 + LOSS_LEVELS));
    this.#squares.set(known.subarray(2 + LOSS_LEVELS));
    const part = (row: number, which: number): Float32Array => intervals.slice(row * ROW + 1 + which * LOSS_LEVELS, row * ROW + 1 + (which + 1) * LOSS_LEVELS);
    this.#intervals = Array.from({ length: intervals.length / ROW }, (_, row) => ({ number: intervals[row * ROW] ?? 0, factors: part(row, 0), counts: part(row, 1), squares: part(row, 2) }));
  }

  #numberOf(step: number): number {
    return Math.floor(step / this.interval);
  }

  #intervalOf(step: number): Interval {
    const number = this.#numberOf(step);
    const found = this.#intervals.find((one) => one.number === number);
    if (found) return found;
    // Losses may come when the next interval has begun already: what they were multiplied with is that of the one before theirs.
    const before = this.#intervals.findLast((one) => one.number < number)?.factors ?? new Float32Array(LOSS_LEVELS).fill(1);
    const made = { number, factors: before.slice(), counts: new Float32Array(LOSS_LEVELS), squares: new Float32Array(LOSS_LEVELS) };
    this.#intervals = [...this.#intervals, made].toSorted((a, b) => a.number - b.number);
    return made;
  }
}
