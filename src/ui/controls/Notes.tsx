import { useDeferredValue, type ReactNode } from 'react';
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

export interface NotesProps {
  /** The parts, for instance `sampling`. */
  of: readonly string[];
  /** What mends it, for instance a button. */
  action?(note: Note): ReactNode;
}

/** What of a part of the recipe runs but does not do what it seems to, and what to do about it. */
export function Notes({ of, action }: NotesProps) {
  // Notes may come a frame late; what is under the finger may not.
  const recipe = useDeferredValue(usePlayground((state) => state.recipe));
  return notesOf(recipe).filter(isOfPart(of)).map((note) => <Status key={note.path + note.message} tone="warn" action={action?.(note)}>{problemText(note)}</Status>);
}
