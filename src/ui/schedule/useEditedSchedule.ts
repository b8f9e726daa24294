/** The schedule under the editor: the training one, or the one of detached sampling. Same calls for both. */
import { useMemo, useState } from 'react';
import type { NoiseTable } from '../../diffusion/noiseTable.ts';
import { makeNoiseTable } from '../../diffusion/schedules.ts';
import type { ScheduleRecipe } from '../../recipe/recipe.ts';
import { usePlayground, usePlaygroundStore } from '../playground.ts';
import { EMPTY_HISTORY, recordChange, redo, undo, type History } from './history.ts';

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
  /** Gives sampling a copy of the training schedule of its own, or takes it away. */
  detach(own: boolean): void;
}

export function useEditedSchedule(target: Target): EditedSchedule {
  const store = usePlaygroundStore();
  const training = usePlayground((state) => state.recipe.schedule);
  const own = usePlayground((state) => state.recipe.sampling.schedule);
  const trainingPast = usePlayground((state) => state.schedulePast.length);
  const trainingFuture = usePlayground((state) => state.scheduleFuture.length);
  /** Of the schedule to which it leads: of one that came from elsewhere, such as another run, there is none. */
  const [kept, setKept] = useState<{ history: History; of: ScheduleRecipe | null }>({ history: EMPTY_HISTORY, of: null });
  const [problem, setProblem] = useState<string | null>(null);

  const detached = target === 'sampling' && own !== null;
  const schedule = detached ? own : training;
  const history = kept.of === own ? kept.history : EMPTY_HISTORY;
  const table = useMemo(() => makeNoiseTable(schedule), [schedule]);
  const trained = useMemo(() => (detached ? makeNoiseTable(training) : null), [detached, training]);

  const setOwn = (next: ScheduleRecipe) => {
    const { recipe, setSampling } = store.getState();
    setSampling({ ...recipe.sampling, schedule: next });
  };
  /** A sampler cannot take more steps than its schedule has timesteps. */
  const fitSteps = () => {
    const { recipe, setSampling } = store.getState();
    const { timesteps } = recipe.sampling.schedule ?? recipe.schedule;
    if (recipe.sampling.steps > timesteps) setSampling({ ...recipe.sampling, steps: timesteps });
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
      // A pointer may move several times between two renders.
      const now = store.getState().recipe.sampling.schedule ?? schedule;
      setKept((present) => ({ history: recordChange(present.of === now ? present.history : EMPTY_HISTORY, now, next, commit), of: next }));
      setOwn(next);
    } else {
      store.getState().setSchedule(next, commit);
    }
    if (commit) fitSteps();
  };
  const travel = (move: typeof undo) => () => {
    const moved = move(history, schedule);
    if (!moved) return;
    setKept({ history: moved.history, of: moved.schedule });
    setOwn(moved.schedule);
    fitSteps();
  };
  const travelTraining = (move: () => void) => () => {
    move();
    fitSteps();
  };

  const detach = (wanted: boolean) => {
    const { recipe, setSampling } = store.getState();
    setKept({ history: EMPTY_HISTORY, of: null });
    setSampling({ ...recipe.sampling, schedule: wanted ? recipe.schedule : null });
    fitSteps();
  };

  if (detached) {
    return {
      detach, target, schedule, table, trained, problem, change,
      undo: history.past.length > 0 ? travel(undo) : null,
      redo: history.future.length > 0 ? travel(redo) : null,
    };
  }
  return {
    detach, target: 'training', schedule, table, trained: null, problem, change,
    undo: trainingPast > 0 ? travelTraining(store.getState().undoSchedule) : null,
    redo: trainingFuture > 0 ? travelTraining(store.getState().redoSchedule) : null,
  };
}
