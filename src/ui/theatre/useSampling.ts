import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Asked } from '../../protocol/messages.ts';
import { failureText } from '../../store/failureText.ts';
import { latestInTime, type LatestInTime } from '../../store/latestInTime.ts';
import { sampleRequest } from '../../store/previewRequest.ts';
import { usePlayground, usePlaygroundStore } from '../playground.ts';
import { heldSampling } from '../sampling/heldSampling.ts';
import { filmOf } from './trajectoryFrames.ts';

export interface Sampling {
  /** Draws samples now and plays them from the start. */
  again(): void;
  /** Draws samples in place of those shown, if the model has learnt since and nothing else is being drawn. */
  refresh(): void;
}

/** Milliseconds that a film may take before one with newer settings takes its place: with quick ones a drag shows results as it goes. */
const PATIENCE = 800;

/**
 * Keeps the film of the model or of the perfect model up to date while `active`: draws samples when there are none, and again
 * whenever the sampling settings or the schedule that the model runs with change. A film that was drawn before is there at once.
 * `finished` hears of each film that should play from its start.
 */
export function useSampling(active: boolean, of: Asked, finished: () => void): Sampling {
  const store = usePlaygroundStore();
  const sampling = usePlayground((state) => state.recipe.sampling);
  const running = usePlayground((state) => state.runningRecipe);
  const schedule = running?.schedule ?? null;
  const ready = usePlayground((state) => state.runningRecipe !== null && state.status !== 'compiling');
  const recipe = usePlayground((state) => state.recipe);
  const noProblems = usePlayground((state) => state.problems.length === 0);
  const sound = useMemo(() => active && noProblems && heldSampling(running, recipe).length === 0, [active, noProblems, running, recipe]);
  const hasFilm = usePlayground((state) => filmOf(state, of) !== null);
  const queues = useRef<Partial<Record<Asked, LatestInTime<boolean>>>>({});
  const onFinished = useRef(finished);
  /** Counts the first films that ended with the weights they were of, such as those of a run that was reset. */
  const [ended, setEnded] = useState(0);

  useEffect(() => {
    onFinished.current = finished;
  }, [finished]);

  const request = useCallback((play: boolean) => {
    const queue = queues.current[of] ?? latestInTime(async (playAfter: boolean) => {
      const state = store.getState();
      if (state.problems.length > 0 || heldSampling(state.runningRecipe, state.recipe).length > 0) return;
      await (of === 'ideal' ? state.sampleIdeal : state.sample)(sampleRequest(state.recipe));
      if (playAfter) onFinished.current();
    }, PATIENCE, (error) => {
      const state = store.getState();
      // The perfect model's film is given up by people only.
      if (of === 'model' && failureText(error) === null && !state.sampling && filmOf(state, of) === null) setEnded((count) => count + 1);
    });
    queues.current[of] = queue;
    const { recallFilm, recipe: wanted } = store.getState();
    if (!recallFilm(of, sampleRequest(wanted))) return queue.push(play);
    queue.drop();
    if (play) onFinished.current();
  }, [store, of]);

  const sampledWith = useRef<Partial<Record<Asked, readonly unknown[]>>>({});
  useEffect(() => {
    if (!active || !ready || !sound) return;
    const wanted = [sampling, schedule];
    const same = hasFilm && wanted.every((part, index) => part === sampledWith.current[of]?.[index]);
    if (same) return;
    sampledWith.current[of] = wanted;
    // Beside a film that is there already, the other one is looked at in the same place.
    const { trajectory, idealTrajectory } = store.getState();
    request(trajectory === null && idealTrajectory === null);
  }, [active, ready, sound, sampling, schedule, hasFilm, ended, of, store, request]);

  const again = useCallback(() => request(true), [request]);
  const refresh = useCallback(() => {
    const { sampling: busy, trajectory, step } = store.getState();
    if (of === 'model' && !busy && trajectory && step > trajectory.trainedSteps) request(false);
  }, [store, of, request]);
  return { again, refresh };
}
