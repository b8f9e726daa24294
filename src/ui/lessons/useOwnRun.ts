import { useCallback, useEffect, useRef } from 'react';
import { usePlayground, usePlaygroundStore } from '../playground.ts';
import { quietly } from '../quietly.ts';
import { beginningRecipe } from './beginning.ts';
import type { Lesson } from './lesson.ts';
import { isOwnRun } from './ownRun.ts';

export interface OwnRun {
  /** The page shows another run than the lesson's. */
  other: boolean;
  /** Begins the lesson's run anew, with the settings that it had. */
  goBack(): void;
}

/** Watches over what a lesson is about: a run of the gallery or other data may take its place. */
export function useOwnRun({ begins }: Lesson): OwnRun {
  const store = usePlaygroundStore();
  const recipe = usePlayground((state) => state.recipe);
  const other = !isOwnRun(begins, recipe);
  const own = useRef(recipe);
  useEffect(() => {
    if (!other) own.current = recipe;
  }, [other, recipe]);
  const goBack = useCallback(() => {
    const left = own.current;
    quietly(store.getState().load(isOwnRun(begins, left) ? left : beginningRecipe(begins)));
  }, [store, begins]);
  return { other, goBack };
}
