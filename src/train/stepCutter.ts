/** How much of what was measured so far still counts after one more measurement. */
const MEMORY = 0.5;
/** Where a piece takes so small a part of what was measured, that was compiling, which the first time includes: it is forgotten. */
const OUTLIER = 0.1;
/** Dispatches in a piece of which nothing is known yet, at most. */
const MOST_UNKNOWN = 64;

/** Dispatches `from` to `to - 1`. */
export interface Piece {
  readonly from: number;
  readonly to: number;
}

/**
 * Cuts a long list of dispatches into pieces that each take about `budget` milliseconds. It learns what a dispatch takes
 * from how long pieces took: what is unknown goes in single dispatches first, then in pieces that double while they stay
 * within the budget. Pieces are never smaller than one dispatch.
 */
export class StepCutter {
  /** Milliseconds that one piece should take. */
  budget = 12;
  readonly #costs: Float64Array;
  /** What an unknown dispatch is taken for: the dearest of the last few, fading. */
  #guess = Infinity;
  #growth = 1;

  /** @param dispatches in the whole list */
  constructor(dispatches: number) {
    this.#costs = new Float64Array(dispatches).fill(Number.NaN);
  }

  get dispatches(): number {
    return this.#costs.length;
  }

  /** Milliseconds of the whole list; null until each dispatch was measured. */
  get milliseconds(): number | null {
    const sum = this.#costs.reduce((total, cost) => total + cost, 0);
    return Number.isNaN(sum) ? null : sum;
  }

  /** The piece that begins with dispatch `from`, which must be in the list. */
  next(from: number): Piece {
    let to = from;
    let sum = 0;
    let unknown = 0;
    while (to < this.#costs.length) {
      const known = this.#costs[to] ?? Number.NaN;
      const isUnknown = Number.isNaN(known);
      const cost = isUnknown ? this.#guess : known;
      if (to > from && (sum + cost > this.budget || (isUnknown && unknown >= this.#growth))) break;
      sum += cost;
      if (isUnknown) unknown += 1;
      to += 1;
    }
    return { from, to };
  }

  /** Call when a piece is done. @param milliseconds that it took by itself */
  done({ from, to }: Piece, milliseconds: number): void {
    const piece = this.#costs.subarray(from, to);
    const expected = piece.reduce((total, cost) => total + cost, 0);
    if (!(expected > 0)) {
      const each = Math.max(0, milliseconds) / piece.length;
      if (Number.isNaN(expected)) {
        this.#guess = Math.max(each, this.#guess === Infinity ? 0 : this.#guess / 2);
        this.#growth = Math.min(MOST_UNKNOWN, 2 * this.#growth);
      }
      piece.forEach((cost, index) => { if (Number.isNaN(cost) || expected === 0) piece[index] = each; });
      return;
    }
    const ratio = Math.max(0, milliseconds) / expected;
    const memory = ratio < OUTLIER ? 0 : MEMORY;
    piece.forEach((cost, index) => { piece[index] = cost * (memory + (1 - memory) * ratio); });
  }
}
