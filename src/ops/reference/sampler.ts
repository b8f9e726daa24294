import type { StepValues } from '../stepUniform.ts';
import { Array64 } from './array64.ts';

/** out = sum over k of coefficient[k] term[k]. */
export function weightedSum({ step }: { step: Pick<StepValues, 'coefficients_a' | 'coefficients_b'> }, ...terms: Array64[]): Array64[] {
  const coefficients = [...step.coefficients_a, ...step.coefficients_b];
  const [first] = terms;
  if (!first) throw new RangeError('There is nothing to add.');
  return [terms.reduce((sum, term, k) => sum.zip(term, (total, value) => total + (coefficients[k] ?? 0) * value), new Array64(first.shape))];
}

/** x0 = x0_from_state x_t + x0_from_output prediction. */
export function predictX0({ step }: { step: Pick<StepValues, 'x0_from_state' | 'x0_from_output'> }, x: Array64, prediction: Array64): Array64[] {
  return [x.zip(prediction, (state, output) => step.x0_from_state * state + step.x0_from_output * output)];
}

/** timesteps[b] = step.timestep. */
export function fillTimestep({ count, step }: { count: number; step: Pick<StepValues, 'timestep'> }): Array64[] {
  return [new Array64([count]).map(() => step.timestep)];
}

/** out = unconditional + scale (conditional - unconditional). */
export function guide(_: null, conditional: Array64, unconditional: Array64, scale: Array64): Array64[] {
  return [conditional.zip(unconditional, (wanted, free) => free + scale.get(0, 0) * (wanted - free))];
}
