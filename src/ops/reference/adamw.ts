import type { AdamWAttributes } from '../adamw.ts';
import type { StepValues } from '../stepUniform.ts';
import type { Array64 } from './array64.ts';

/** Added to the norm before dividing by it, as PyTorch's clip_grad_norm_ does. */
const CLIP_EPSILON = 1e-6;

type AdamWStep = Pick<StepValues, 'learning_rate' | 'moment1_correction' | 'moment2_correction' | 'ema_decay'>;

/** Loshchilov and Hutter 2019, algorithm 2, on the clipped gradient; then the moving average; the gradient becomes zero, and nothing else happens where its norm is to be finite and is not. */
export function adamw({ beta1, beta2, epsilon, weightDecay, clipNorm, skipBadSteps, step }: AdamWAttributes & { step: AdamWStep },
  value: Array64, gradient: Array64, moment1: Array64, moment2: Array64, average: Array64): Array64[] {
  const norm = Math.sqrt(gradient.data.reduce((sum, g) => sum + g * g, 0));
  if (skipBadSteps === true && !Number.isFinite(norm)) return [value, gradient.map(() => 0), moment1, moment2, average];
  const clip = clipNorm === 0 ? 1 : Math.min(1, clipNorm / (norm + CLIP_EPSILON));
  const m = moment1.zip(gradient, (before, g) => beta1 * before + (1 - beta1) * clip * g);
  const v = moment2.zip(gradient, (before, g) => beta2 * before + (1 - beta2) * (clip * g) ** 2);
  const update = m.zip(v, (first, second) => first * step.moment1_correction / (Math.sqrt(second * step.moment2_correction) + epsilon));
  const next = value.zip(update, (before, change) => before - step.learning_rate * (weightDecay * before + change));
  return [next, gradient.map(() => 0), m, v, average.zip(next, (before, now) => step.ema_decay * before + (1 - step.ema_decay) * now)];
}
