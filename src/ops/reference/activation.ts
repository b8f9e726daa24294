import type { ActivationAttributes, ActivationKind } from '../activation.ts';
import type { Array64 } from './array64.ts';

const SQRT_2_OVER_PI = Math.sqrt(2 / Math.PI);
const GELU_CUBIC = 0.044715;

const FUNCTIONS: Record<ActivationKind, (x: number) => number> = {
  silu: (x) => x / (1 + Math.exp(-x)),
  relu: (x) => Math.max(x, 0),
  gelu: (x) => 0.5 * x * (1 + Math.tanh(SQRT_2_OVER_PI * (x + GELU_CUBIC * x ** 3))),
  tanh: (x) => Math.tanh(x),
};

const SLOPES: Record<ActivationKind, (x: number) => number> = {
  silu: (x) => {
    const s = 1 / (1 + Math.exp(-x));
    return s * (1 + x * (1 - s));
  },
  relu: (x) => (x > 0 ? 1 : 0),
  gelu: (x) => {
    const t = Math.tanh(SQRT_2_OVER_PI * (x + GELU_CUBIC * x ** 3));
    const complement = Math.abs(x) > 20 ? 0 : 1 - t * t;
    return 0.5 * (1 + t) + 0.5 * x * complement * SQRT_2_OVER_PI * (1 + 3 * GELU_CUBIC * x ** 2);
  },
  tanh: (x) => 1 - Math.tanh(x) ** 2,
};

/** out = f(x). */
export function activation({ kind }: ActivationAttributes, x: Array64): Array64[] {
  return [x.map(FUNCTIONS[kind])];
}

/** d_x = d_out f'(x). */
export function activationBackward({ kind }: ActivationAttributes, x: Array64, gradient: Array64): Array64[] {
  return [x.zip(gradient, (value, outgoing) => outgoing * SLOPES[kind](value))];
}
