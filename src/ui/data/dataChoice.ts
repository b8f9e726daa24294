/** From what the person chose to the recipe's data, keeping number of points and seed. */
import { numberOption } from '../../recipe/options.ts';
import type { DataRecipe, DistributionName } from '../../recipe/recipe.ts';
import type { Stroke } from './strokes.ts';

export type Source = 'built-in' | 'word' | 'drawing' | 'points';

export function sourceOf(data: DataRecipe): Source {
  return data.kind === 'word' || data.kind === 'drawing' || data.kind === 'points' ? data.kind : 'built-in';
}

function drawn(present: DataRecipe): { count: number; seed: number } {
  return { count: 'count' in present ? present.count : numberOption('data.count').default, seed: present.seed };
}

export function builtIn(kind: DistributionName, present: DataRecipe): DataRecipe {
  return { kind, ...drawn(present) };
}

export function word(text: string, present: DataRecipe): DataRecipe {
  return { kind: 'word', text, ...drawn(present) };
}

export function drawing(strokes: readonly Stroke[], penWidth: number, present: DataRecipe): DataRecipe {
  return { kind: 'drawing', strokes, penWidth, ...drawn(present) };
}

export function ownPoints(name: string, points: readonly (readonly [number, number])[], present: DataRecipe): DataRecipe {
  return { kind: 'points', name, points, seed: present.seed };
}

/** A sentence about a word that cannot be learnt, or null. */
export function wordProblem(text: string, maxLength: number): string | null {
  const letters = [...text.trim()];
  if (letters.length === 0) return 'Type at least one letter or digit.';
  if (letters.length > maxLength) return `“${text.trim()}” has ${letters.length} characters; use at most ${maxLength} so that each stays legible.`;
  return null;
}
