import { useStore } from 'zustand';
import { usePlayground, usePlaygroundStore } from '../playground.ts';
import { deskOf, type ComparedFilm, type Desk, type DeskState } from './desk.ts';
import type { Column } from './columns.ts';

export function useCompareDesk(): Desk {
  return deskOf(usePlaygroundStore());
}

/** Part of what lies on the desk; the selector must return the same object while nothing changed. */
export function useDeskState<T>(selector: (state: DeskState) => T): T {
  return useStore(useCompareDesk(), selector);
}

/** The films of the columns as they are there by now; null where one is still to be drawn. */
export function useFilms(): (column: Column) => ComparedFilm | null {
  const desk = useCompareDesk();
  // What a column wants depends on these: a change of any of them draws anew.
  useDeskState((state) => state.films);
  useDeskState((state) => state.kept);
  useDeskState((state) => state.run);
  useDeskState((state) => state.moment);
  usePlayground((state) => state.recipe.sampling);
  usePlayground((state) => state.runningRecipe);
  return desk.filmOf;
}
