/** A dense row-major array of float64: what the references compute with. */
export class Array64 {
  readonly shape: readonly number[];
  readonly data: Float64Array;
  /** Size of the last axis. */
  readonly columns: number;
  /** Product of all axes but the last. */
  readonly rows: number;

  /** @param data one number an element; zeros when left out. @throws if their count does not fit the shape. */
  constructor(shape: readonly number[], data?: ArrayLike<number>) {
    const count = shape.reduce((product, size) => product * size, 1);
    if (data && data.length !== count) throw new RangeError(`An array of shape [${shape.join(', ')}] holds ${count} numbers, not ${data.length}.`);
    this.shape = [...shape];
    this.data = data ? new Float64Array(data) : new Float64Array(count);
    this.columns = shape.at(-1) ?? 1;
    this.rows = this.columns === 0 ? 0 : count / this.columns;
  }

  /** The element at a row and column of the matrix [rows, columns]. @throws outside of it. */
  get(row: number, column: number): number {
    const value = column < this.columns ? this.data[row * this.columns + column] : undefined;
    if (value === undefined) throw new RangeError(`There is no element (${row}, ${column}) in [${this.rows}, ${this.columns}].`);
    return value;
  }

  /** Writes one element. @throws outside of the array. */
  set(row: number, column: number, value: number): void {
    if (!(row >= 0 && row < this.rows && column >= 0 && column < this.columns)) throw new RangeError(`There is no element (${row}, ${column}) in [${this.rows}, ${this.columns}].`);
    this.data[row * this.columns + column] = value;
  }

  /** A new array of the same shape, element by element. */
  map(change: (value: number, index: number) => number): Array64 {
    return new Array64(this.shape, this.data.map(change));
  }

  /** A new array of the same shape from the elements of both. @throws when the shapes differ. */
  zip(other: Array64, join: (mine: number, theirs: number) => number): Array64 {
    if (other.shape.join() !== this.shape.join()) throw new RangeError(`Shapes [${this.shape.join(', ')}] and [${other.shape.join(', ')}] differ.`);
    return this.map((value, index) => join(value, other.data[index] ?? Number.NaN));
  }
}

/** The definition of what an operation computes: attributes, then inputs, in the operation's order; outputs in its order. */
export type Reference<A> = (attributes: A, ...inputs: Array64[]) => readonly Array64[];

/**
 * The analytic backward pass: attributes, the inputs, then the gradient of the loss with respect to each output.
 * Gives one gradient for each input, null where there is none.
 */
export type ReferenceGradient<A> = (attributes: A, ...inputsAndOutputGradients: Array64[]) => readonly (Array64 | null)[];
