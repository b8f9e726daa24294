import type { UpdateAttributes } from '../optimizer.ts';
import type { StepValues } from '../stepUniform.ts';
import { Array64 } from './array64.ts';

/** Added to the norm before dividing by it, as PyTorch's clip_grad_norm_ does. */
const CLIP_EPSILON = 1e-6;

/** What optimizers read of the step. */
export type UpdateStep = Pick<StepValues, 'learning_rate' | 'moment1_correction' | 'moment2_correction' | 'ema_decay'> & Partial<Pick<StepValues, 'coefficients_a'>>;

/** The factor of a gradient of this squared norm that brings its norm down to `clipNorm`; null where the step is to be skipped. */
export function clipOfSquared({ clipNorm, skipBadSteps }: Pick<UpdateAttributes, 'clipNorm' | 'skipBadSteps'>, squared: number): number | null {
  const norm = Math.sqrt(squared);
  if (skipBadSteps === true && !Number.isFinite(norm)) return null;
  return clipNorm === 0 ? 1 : Math.min(1, clipNorm / (norm + CLIP_EPSILON));
}

/** The moving averages after a step: the first by ema_decay, the others by the numbers of coefficients_a at their places. */
export function movedAverages(step: UpdateStep, averages: readonly Array64[], value: Array64): Array64[] {
  return averages.map((average, place) => {
    const decay = place === 0 ? step.ema_decay : step.coefficients_a?.[place] ?? Number.NaN;
    return average.zip(value, (before, now) => decay * before + (1 - decay) * now);
  });
}

/** One number's part of a step: the clipped gradient, the value and the moments before; the value and the moments after. */
export type NumberRule = (gradient: number, value: number, moments: readonly number[]) => readonly [value: number, ...moments: number[]];

/**
 * A step of an optimizer that works on each number by itself: clip, update, average; the gradient becomes zero.
 * @param arenas value, gradient, `moments` moments, averages; the result in the same order
 */
export function updateArenas(attributes: UpdateAttributes & { step: UpdateStep }, moments: number, arenas: readonly Array64[], rule: NumberRule): Array64[] {
  const [value, gradient, ...state] = arenas;
  if (!value || !gradient) throw new Error('An optimizer needs a value and a gradient.');
  const clip = clipOfSquared(attributes, gradient.data.reduce((sum, g) => sum + g * g, 0));
  const cleared = new Array64(gradient.shape);
  if (clip === null) return [value, cleared, ...state];
  const after = value.zip(gradient, () => 0);
  const remembered = state.slice(0, moments).map((moment) => new Array64(moment.shape));
  value.data.forEach((before, i) => {
    const [now, ...kept] = rule(clip * (gradient.data[i] ?? Number.NaN), before, state.slice(0, moments).map((moment) => moment.data[i] ?? Number.NaN));
    after.data[i] = now;
    remembered.forEach((moment, place) => { moment.data[i] = kept[place] ?? Number.NaN; });
  });
  return [after, cleared, ...remembered, ...movedAverages(attributes.step, state.slice(moments), after)];
}
