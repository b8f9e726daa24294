import { differences } from '../recipe/differences.ts';
import type { Recipe } from '../recipe/recipe.ts';

/** A setting that was changed while it ran: from `step` on it trained with another recipe. */
export interface RunChange {
  readonly step: number;
  readonly before: Recipe;
  readonly after: Recipe;
  /** When, in milliseconds of the page's clock. */
  readonly at: number;
}

/** The part of a recipe that a path names: a schedule that is drawn changes in many places. */
const partsOf = (before: Recipe, after: Recipe): string => [...new Set(differences(before, after).map((path) => (path.startsWith('schedule') ? 'schedule' : path)))].join();

/** Changes of the same settings that follow each other within this time are one: a slider is dragged. */
const DRAG_MS = 1500;
const MOST_CHANGES = 100;

/** Appends a change, or adds it to the last one where both are one; what is taken back before a step was trained with it is none. */
export function withChange(changes: readonly RunChange[], change: RunChange): readonly RunChange[] {
  const last = changes.at(-1);
  const { step, before, after, at } = change;
  const one = last && (last.step === step || (at - last.at < DRAG_MS && partsOf(last.before, last.after) === partsOf(before, after)));
  const whole = one ? { ...change, before: last.before } : change;
  const rest = one ? changes.slice(0, -1) : changes;
  if (differences(whole.before, after).length === 0) return rest;
  return [...rest, whole].slice(-MOST_CHANGES);
}

/** After a run went back to an earlier step: what was changed since holds from there on. */
export function changesUpTo(changes: readonly RunChange[], step: number): readonly RunChange[] {
  return changes.some((change) => change.step > step) ? changes.map((change) => (change.step > step ? { ...change, step } : change)) : changes;
}
