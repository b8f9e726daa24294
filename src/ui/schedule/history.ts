/** Undo and redo of a schedule that the store keeps no history for: the one of detached sampling. */
import type { ScheduleRecipe } from '../../recipe/recipe.ts';

export interface History {
  past: readonly ScheduleRecipe[];
  future: readonly ScheduleRecipe[];
  /** What the drag that is going on started from. */
  before: ScheduleRecipe | null;
}

export const EMPTY_HISTORY: History = { past: [], future: [], before: null };
const LIMIT = 100;

/** `current` is the schedule that `next` replaces; a drag that ends where it began leaves no entry. */
export function recordChange(history: History, current: ScheduleRecipe, next: ScheduleRecipe, commit: boolean): History {
  const before = history.before ?? current;
  if (!commit) return { ...history, before };
  if (JSON.stringify(before) === JSON.stringify(next)) return { ...history, before: null };
  return { past: [...history.past, before].slice(-LIMIT), future: [], before: null };
}

export function undo(history: History, current: ScheduleRecipe): { history: History; schedule: ScheduleRecipe } | null {
  const schedule = history.past.at(-1);
  if (!schedule) return null;
  return { schedule, history: { past: history.past.slice(0, -1), future: [current, ...history.future], before: null } };
}

export function redo(history: History, current: ScheduleRecipe): { history: History; schedule: ScheduleRecipe } | null {
  const schedule = history.future[0];
  if (!schedule) return null;
  return { schedule, history: { past: [...history.past, current], future: history.future.slice(1), before: null } };
}
