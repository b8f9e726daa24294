import type { ScheduleRecipe } from '../recipe/recipe.ts';
import type { PlaygroundState } from './state.ts';

const longestHistory = 100;

type ScheduleActions = Pick<PlaygroundState, 'setSchedule' | 'undoSchedule' | 'redoSchedule'>;

/** Undo and redo of the training schedule: a whole drag is one entry, and undoing is sent to the worker like an edit. */
export function scheduleHistory(
  get: () => PlaygroundState,
  set: (change: Partial<PlaygroundState>) => void,
  apply: (schedule: ScheduleRecipe) => void,
): ScheduleActions {
  let dragStart: ScheduleRecipe | null = null;
  return {
    setSchedule(schedule, commit) {
      const before = dragStart ?? get().recipe.schedule;
      dragStart = commit ? null : before;
      apply(schedule);
      if (!commit || JSON.stringify(before) === JSON.stringify(schedule)) return;
      set({ schedulePast: [...get().schedulePast, before].slice(-longestHistory), scheduleFuture: [] });
    },
    undoSchedule() {
      const { schedulePast, scheduleFuture, recipe } = get();
      const schedule = schedulePast.at(-1);
      if (!schedule) return;
      dragStart = null;
      set({ schedulePast: schedulePast.slice(0, -1), scheduleFuture: [recipe.schedule, ...scheduleFuture] });
      apply(schedule);
    },
    redoSchedule() {
      const { schedulePast, scheduleFuture, recipe } = get();
      const schedule = scheduleFuture[0];
      if (!schedule) return;
      dragStart = null;
      set({ schedulePast: [...schedulePast, recipe.schedule], scheduleFuture: scheduleFuture.slice(1) });
      apply(schedule);
    },
  };
}
