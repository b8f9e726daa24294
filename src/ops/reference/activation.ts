import type { ActivationAttributes, ActivationKind } from '../activation.ts';
import type { Array64 } from './array64.ts';

/** Of the tanh form of GELU: u = sqrt(2/pi) (x + 0.044715 x^3). */
const SQRT_2_OVER_PI = Math.sqrt(2 / Math.PI);
const GELU_CUBIC = 0.044715;

function geluArgument(x: number): number {
  return SQRT_2_OVER_PI * (x + GELU_CUBIC * x ** 3);
}

function logistic(v: number): number {
  return 1 / (1 + Math.exp(-v));
}

const FUNCTIONS: Record<ActivationKind, (x: number) => number> = {
  silu: (x) => x * logistic(x),
  relu: (x) => Math.max(x, 0),
  // (1 + tanh u) / 2 is the logistic function of 2u; written so, nothing cancels where u is very negative.
  gelu: (x) => x * logistic(2 * geluArgument(x)),
  tanh: (x) => Math.tanh(x),
};

const SLOPES: Record<ActivationKind, (x: number) => number> = {
  silu: (x) => logistic(x) * (1 + x * logistic(-x)),
  relu: (x) => (x > 0 ? 1 : 0),
  gelu: (x) => {
    const v = 2 * geluArgument(x);
    return logistic(v) + x * logistic(v) * logistic(-v) * 2 * SQRT_2_OVER_PI * (1 + 3 * GELU_CUBIC * x ** 2);
  },
  // 1 - tanh^2 = 1 / cosh^2, without cancellation.
  tanh: (x) => 1 / Math.cosh(x) ** 2,
};

/** out = f(x). */
export function activation({ kind }: ActivationAttributes, x: Array64): Array64[] {
  return [x.map(FUNCTIONS[kind])];
}

/** d_x = d_out f'(x). */
export function activationBackward({ kind }: ActivationAttributes, x: Array64, gradient: Array64): Array64[] {
  return [x.zip(gradient, (value, outgoing) => outgoing * SLOPES[kind](value))];
}

/** The whole rule: d_x. */
export function activationGradient(attributes: ActivationAttributes, x: Array64, gradient: Array64): Array64[] {
  return activationBackward(attributes, x, gradient);
}
