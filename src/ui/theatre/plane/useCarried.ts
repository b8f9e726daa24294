import { useEffect, useRef, useState } from 'react';
import type { Asked, CarriedFor, Trajectory } from '../../../protocol/messages.ts';
import { usePlayground, usePlaygroundStore } from '../../playground.ts';
import { quietly } from '../../quietly.ts';
import { carriedRequest } from './carriedRequest.ts';

/** Points that were carried from their own noise, beside the film that they belong to. */
export interface Carried { film: Trajectory; of: Asked; noise: Float32Array; path: Trajectory }

/**
 * The way of points from noise of their own by the model whose film it is; asked for once a film, and so once for its weights. Until
 * the answer is there, that for the film before stays; null while nothing is wanted or known.
 * @param noise float32 [count, 2] in standard deviations of the starting noise, the same array while it is the same noise; null asks nothing
 */
export function useCarried(use: CarriedFor, of: Asked, film: Trajectory | null, noise: Float32Array | null): Carried | null {
  const store = usePlaygroundStore();
  const sound = usePlayground((state) => state.problems.length === 0 && state.noWebGpu === null);
  const [shown, setShown] = useState<Carried | null>(null);
  const known = useRef(new WeakMap<Trajectory, Carried>());
  const busy = useRef(0);

  useEffect(() => {
    if (!film || !noise || !sound) return undefined;
    const before = known.current.get(film);
    if (before?.noise === noise) {
      setShown(before);
      return undefined;
    }
    let wanted = true;
    busy.current += 1;
    store.getState().carry(use, of, carriedRequest(store.getState().recipe, noise)).then((path) => {
      const answer = { film, of, noise, path };
      known.current.set(film, answer);
      if (wanted) setShown(answer);
    }, () => undefined).finally(() => { busy.current -= 1; });
    return () => {
      wanted = false;
      if (busy.current > 0) quietly(store.getState().cancelQuestion(use));
    };
  }, [store, use, of, film, noise, sound]);

  return film && noise && shown?.of === of && shown.noise === noise ? shown : null;
}
