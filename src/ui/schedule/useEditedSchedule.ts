/** The schedule under the editor: the training one, or the one of detached sampling. Same calls for both. */
import { useMemo, useState } from 'react';
import type { NoiseTable } from '../../diffusion/noiseTable.ts';
import { makeNoiseTable } from '../../diffusion/schedules.ts';
import type { ScheduleRecipe } from '../../recipe/recipe.ts';
import { usePlayground, usePlaygroundStore } from '../playground.ts';
import { EMPTY_HISTORY, recordChange, redo, undo } from './history.ts';

export type Target = 'training' | 'sampling';

export interface EditedSchedule {
  target: Target;
  schedule: ScheduleRecipe;
  table: NoiseTable;
  /** The trained schedule while sampling is edited by itself, else null. */
  trained: NoiseTable | null;
  /** Why the last change was not taken, in a sentence; null when it was. */
  problem: string | null;
  change(schedule: ScheduleRecipe, commit: boolean): void;
  undo: (() => void) | null;
  redo: (() => void) | null;
}

export function useEditedSchedule(target: Target): EditedSchedule {
  const store = usePlaygroundStore();
  const training = usePlayground((state) => state.recipe.schedule);
  const own = usePlayground((state) => state.recipe.sampling.schedule);
  const trainingPast = usePlayground((state) => state.schedulePast.length);
  const trainingFuture = usePlayground((state) => state.scheduleFuture.length);
  const [history, setHistory] = useState(EMPTY_HISTORY);
  const [problem, setProblem] = useState<string | null>(null);

  const detached = target === 'sampling' && own !== null;
  const schedule = detached ? own : training;
  const table = useMemo(() => makeNoiseTable(schedule), [schedule]);
  const trained = useMemo(() => (detached ? makeNoiseTable(training) : null), [detached, training]);

  const setOwn = (next: ScheduleRecipe) => {
    const state = store.getState();
    state.setSampling({ ...state.recipe.sampling, schedule: next });
  };
  const change = (next: ScheduleRecipe, commit: boolean) => {
    try {
      makeNoiseTable(next);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
      return;
    }
    setProblem(null);
    if (detached) {
      setHistory((present) => recordChange(present, schedule, commit));
      setOwn(next);
    } else {
      store.getState().setSchedule(next, commit);
    }
  };
  const travel = (move: typeof undo) => () => {
    const moved = move(history, schedule);
    if (!moved) return;
    setHistory(moved.history);
    setOwn(moved.schedule);
  };

  if (detached) {
    return {
      target, schedule, table, trained, problem, change,
      undo: history.past.length > 0 ? travel(undo) : null,
      redo: history.future.length > 0 ? travel(redo) : null,
    };
  }
  return {
    target: 'training', schedule, table, trained: null, problem, change,
    undo: trainingPast > 0 ? () => store.getState().undoSchedule() : null,
    redo: trainingFuture > 0 ? () => store.getState().redoSchedule() : null,
  };
}
