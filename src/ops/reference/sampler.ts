import type { StepValues } from '../stepUniform.ts';
import { Array64 } from './array64.ts';

/** out = sum over k of coefficient[k] term[k]. */
export function weightedSum({ step }: { step: Pick<StepValues, 'coefficients_a' | 'coefficients_b'> }, ...terms: Array64[]): Array64[] {
  const coefficients = [...step.coefficients_a, ...step.coefficients_b];
  const [first] = terms;
  if (!first) throw new RangeError('There is nothing to add.');
  return [terms.reduce((sum, term, k) => sum.zip(term, (total, value) => total + (coefficients[k] ?? 0) * value), new Array64(first.shape))];
}

/** x0 = x0_from_state x_t + x0_from_output prediction, clipped to [-limit, limit] where there is one. */
export function predictX0({ step, limit = Infinity }: { step: Pick<StepValues, 'x0_from_state' | 'x0_from_output'>; limit?: number }, x: Array64, prediction: Array64): Array64[] {
  return [x.zip(prediction, (state, output) => Math.max(-limit, Math.min(limit, step.x0_from_state * state + step.x0_from_output * output)))];
}

/** kept = kept.state x_t + kept.x0 x0. */
export function keepPrediction({ step }: { step: Pick<StepValues, 'learning_rate' | 'ema_decay'> }, x: Array64, x0: Array64): Array64[] {
  return [x.zip(x0, (state, predicted) => step.learning_rate * state + step.ema_decay * predicted)];
}

/** noise exp(log-variance / 2), the log-variance between small and large at the place (v + 1) / 2. */
export function learnedNoise({ step }: { step: Pick<StepValues, 'moment1_correction' | 'moment2_correction'> }, noise: Array64, prediction: Array64): Array64[] {
  const [small, large] = [step.moment1_correction, step.moment2_correction];
  return [noise.map((value, i) => {
    const fraction = (prediction.get(Math.floor(i / noise.columns), noise.columns + i % noise.columns) + 1) / 2;
    return value * Math.exp((fraction * large + (1 - fraction) * small) / 2);
  })];
}

/** timesteps[b] = step.timestep. */
export function fillTimestep({ count, step }: { count: number; step: Pick<StepValues, 'timestep'> }): Array64[] {
  return [new Array64([count]).map(() => step.timestep)];
}
