/** From what the person chose to the recipe's data, keeping number of points and seed. */
import { numberOption } from '../../recipe/options.ts';
import { firstPreset, preset } from '../../recipe/presets.ts';
import type { DistributionName, PointDataRecipe, Recipe } from '../../recipe/recipe.ts';
import { isImageData } from '../../recipe/recipeKind.ts';
import { say } from '../../words/say.ts';
import type { Stroke } from './strokes.ts';

export type Source = 'built-in' | 'word' | 'drawing' | 'points';

export function sourceOf(data: PointDataRecipe): Source {
  return data.kind === 'word' || data.kind === 'drawing' || data.kind === 'points' ? data.kind : 'built-in';
}

function drawn(present: PointDataRecipe): { count: number; seed: number } {
  return { count: 'count' in present ? present.count : numberOption('data.count').default, seed: present.seed };
}

export function builtIn(kind: DistributionName, present: PointDataRecipe): PointDataRecipe {
  return { kind, ...drawn(present) };
}

export function word(text: string, present: PointDataRecipe): PointDataRecipe {
  return { kind: 'word', text, ...drawn(present) };
}

export function drawing(strokes: readonly Stroke[], penWidth: number, present: PointDataRecipe): PointDataRecipe {
  return { kind: 'drawing', strokes, penWidth, ...drawn(present) };
}

export function ownPoints(name: string, points: readonly (readonly [number, number])[], present: PointDataRecipe): PointDataRecipe {
  return { kind: 'points', name, points, seed: present.seed };
}

/** The points offered to a person who has learnt pictures so far. */
export function firstPoints(): PointDataRecipe {
  const { data } = preset(firstPreset);
  if (isImageData(data)) throw new Error(`The preset "${firstPreset}" learns pictures.`);
  return data;
}

/** A recipe that learns these points, for a page whose recipe learns pictures. */
export function recipeForPoints(data: PointDataRecipe): Recipe {
  return { ...preset(firstPreset), name: data.kind === 'points' ? data.name : data.kind, data };
}

/** What the stroke font of src/data writes, once accents are off and typographic quotes and dashes are plain. */
const WRITABLE = /^[A-Za-z0-9 .,!?+'&-]$/;

/** A sentence about a word that cannot be learnt, or null. */
export function wordProblem(text: string, maxLength: number): string | null {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[\u2018\u2019\u02bc]/g, "'").replace(/[\u2010-\u2015]/g, '-').trim();
  const letters = [...plain];
  if (letters.length === 0) return say`Type at least one letter or digit.`;
  const missing = [...new Set(letters.filter((letter) => !WRITABLE.test(letter)))];
  if (missing.length > 0) return say`The pen cannot write ${missing.map((letter) => `“${letter}”`).join(', ')}; use the letters A to Z, digits, spaces and . , ! ? - + ' &`;
  if (letters.length > maxLength) return say`“${text.trim()}” has ${letters.length} characters; use at most ${maxLength} so that each stays legible.`;
  return null;
}
