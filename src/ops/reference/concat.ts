import type { PadAttributes, SliceAttributes } from '../concat.ts';
import { Array64 } from './array64.ts';

/** Joins along the last axis. */
export function concat(_: null, ...inputs: Array64[]): Array64[] {
  const [first] = inputs;
  if (!first) throw new RangeError('There is nothing to join.');
  const out = new Array64([...first.shape.slice(0, -1), inputs.reduce((sum, input) => sum + input.columns, 0)]);
  let start = 0;
  for (const input of inputs) {
    for (let row = 0; row < input.rows; row += 1) {
      for (let column = 0; column < input.columns; column += 1) out.set(row, start + column, input.get(row, column));
    }
    start += input.columns;
  }
  return [out];
}

/** Each input's gradient is its columns of d_out, the last argument. */
export function concatGradient(_: null, ...inputsAndGradient: Array64[]): Array64[] {
  const gradient = inputsAndGradient.at(-1);
  if (!gradient) return [];
  let start = 0;
  return inputsAndGradient.slice(0, -1).flatMap((input) => {
    const part = slice({ start, width: input.columns }, gradient);
    start += input.columns;
    return part;
  });
}

/** Columns start to start + width - 1. */
export function slice({ start, width }: SliceAttributes, x: Array64): Array64[] {
  const out = new Array64([...x.shape.slice(0, -1), width]);
  for (let row = 0; row < out.rows; row += 1) {
    for (let column = 0; column < width; column += 1) out.set(row, column, x.get(row, start + column));
  }
  return [out];
}

/** d_x is d_out in its columns, zero elsewhere. */
export function sliceGradient({ start }: SliceAttributes, x: Array64, gradient: Array64): Array64[] {
  return pad({ start, width: x.columns }, gradient);
}

/** The columns of x from column `start` of the output on, zeros elsewhere. */
export function pad({ start, width }: PadAttributes, x: Array64): Array64[] {
  const out = new Array64([...x.shape.slice(0, -1), width]);
  for (let row = 0; row < out.rows; row += 1) {
    for (let column = 0; column < x.columns; column += 1) out.set(row, start + column, x.get(row, column));
  }
  return [out];
}

/** d_x is the columns of d_out at which x lay. */
export function padGradient({ start }: PadAttributes, x: Array64, gradient: Array64): Array64[] {
  return slice({ start, width: x.columns }, gradient);
}
