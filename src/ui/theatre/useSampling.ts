import { useCallback, useEffect, useRef } from 'react';
import { latestWins } from '../../store/latestWins.ts';
import { sampleRequest } from '../../store/previewRequest.ts';
import { usePlayground, usePlaygroundStore } from '../playground.ts';

/**
 * Keeps the film up to date while `active`: draws samples when there are none, and again whenever the sampling settings
 * or the schedule that the model runs with change. One request is under way at a time, so a drag shows results as it
 * goes instead of superseding itself. `finished` hears of each film that was asked for with the returned function.
 */
export function useSampling(active: boolean, finished: () => void): () => void {
  const store = usePlaygroundStore();
  const sampling = usePlayground((state) => state.recipe.sampling);
  const running = usePlayground((state) => state.runningRecipe);
  const schedule = running?.schedule ?? null;
  const ready = running !== null;
  const hasFilm = usePlayground((state) => state.trajectory !== null);
  const queue = useRef<((play: boolean) => void) | null>(null);
  const onFinished = useRef(finished);

  useEffect(() => {
    onFinished.current = finished;
  }, [finished]);

  const request = useCallback((play: boolean) => {
    queue.current ??= latestWins(async (playAfter: boolean) => {
      const state = store.getState();
      await state.sample(sampleRequest(state.recipe.sampling));
      if (playAfter) onFinished.current();
    }, () => undefined);
    queue.current(play);
  }, [store]);

  const sampledWith = useRef<unknown[]>([]);
  useEffect(() => {
    if (!active || !ready) return;
    const wanted = [sampling, schedule];
    const same = hasFilm && wanted.every((part, index) => part === sampledWith.current[index]);
    if (same) return;
    sampledWith.current = wanted;
    request(!hasFilm);
  }, [active, ready, sampling, schedule, hasFilm, request]);

  return useCallback(() => request(true), [request]);
}
