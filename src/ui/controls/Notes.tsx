import { useDeferredValue } from 'react';
import { recipeNotes, type Note } from '../../recipe/notes.ts';
import type { Recipe } from '../../recipe/recipe.ts';
import { usePlayground } from '../playground.ts';
import { Status } from '../primitives/Status.tsx';
import { problemText } from './problemText.ts';
import { isOfPart } from './parts.ts';

/** Several panels ask about the same recipe. */
const known = new WeakMap<Recipe, readonly Note[]>();

function notesOf(recipe: Recipe): readonly Note[] {
  const notes = known.get(recipe) ?? recipeNotes(recipe);
  known.set(recipe, notes);
  return notes;
}

/** What of a part of the recipe runs but does not do what it seems to, and what to do about it. @param of the parts, for instance `sampling` */
export function Notes({ of }: { of: readonly string[] }) {
  // Notes may come a frame late; what is under the finger may not.
  const recipe = useDeferredValue(usePlayground((state) => state.recipe));
  return notesOf(recipe).filter(isOfPart(of)).map((note) => <Status key={note.path + note.message} tone="warn">{problemText(note)}</Status>);
}
