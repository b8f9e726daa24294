import { Array64 } from './array64.ts';

/** The sum of all squares. */
export function squaredNorm(_: null, x: Array64): Array64[] {
  return [new Array64([1], [x.data.reduce((sum, value) => sum + value * value, 0)])];
}
