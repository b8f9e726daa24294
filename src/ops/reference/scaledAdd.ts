import type { ScaledAddAttributes } from '../scaledAdd.ts';
import type { Array64 } from './array64.ts';

/** out = (a + b) scale. */
export function scaledAdd({ scale }: ScaledAddAttributes, a: Array64, b: Array64): Array64[] {
  return [a.zip(b, (left, right) => (left + right) * scale)];
}

/** d_x = d_out scale. */
export function scaledAddBackward({ scale }: ScaledAddAttributes, gradient: Array64): Array64[] {
  return [gradient.map((value) => value * scale)];
}

/** d_a = d_b = d_out scale. */
export function scaledAddGradient(attributes: ScaledAddAttributes, _a: Array64, _b: Array64, gradient: Array64): Array64[] {
  return [...scaledAddBackward(attributes, gradient), ...scaledAddBackward(attributes, gradient)];
}
