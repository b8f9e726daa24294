import type { AdamWAttributes } from '../adamw.ts';
import { adamwRule } from './adamw.ts';
import { Array64 } from './array64.ts';
import { clipOfSquared, movedAverages, updateArenas, type UpdateStep } from './optimizer.ts';

/** AdamW, and where moment2 is negative the direction in the gradient. In: squared norm, value, gradient, moment1, moment2, averages. */
export function muon(attributes: AdamWAttributes & { step: UpdateStep }, squared: Array64, ...arenas: Array64[]): Array64[] {
  const { weightDecay, step } = attributes;
  const [value, gradient, moment1, moment2, ...averages] = arenas;
  if (!value || !gradient || !moment1 || !moment2) throw new Error('Muon needs a value, a gradient and two moments.');
  const clip = clipOfSquared(attributes, squared.data[0] ?? Number.NaN);
  if (clip === null) return [value, new Array64(gradient.shape), moment1, moment2, ...averages];
  const rule = adamwRule(attributes);
  const unclipped = { ...attributes, clipNorm: 0 };
  const [after = value, cleared = gradient, ...moments] = updateArenas(unclipped, 2, [value, gradient, moment1, moment2], (g, old, before) => {
    const [first = 0, second = 0] = before;
    return second < 0 ? [old - step.learning_rate * (weightDecay * old + g), first, second] : rule(clip * g, old, before);
  });
  return [after, cleared, ...moments, ...movedAverages(step, averages, after)];
}
