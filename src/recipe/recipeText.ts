/** A recipe as a short piece of an address: only what differs from what the rest of it brings along. */
import type { Recipe } from './recipe.ts';
import { parseRecipe } from './validate.ts';

/** Longer addresses are cut off by some programs that pass them on. */
export const LONGEST_RECIPE_TEXT = 16_000;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function stillMeans(short: unknown, whole: string): boolean {
  try {
    return JSON.stringify(parseRecipe(short)) === whole;
  } catch {
    return false;
  }
}

/** The fields of a recipe that `parseRecipe` does not fill in by itself, as a value for JSON. */
export function shortRecipe(recipe: Recipe): Record<string, unknown> {
  const whole = JSON.stringify(parseRecipe(recipe));
  let short: Record<string, unknown> = Object.fromEntries(Object.entries(recipe));
  for (const [name, part] of Object.entries(recipe)) {
    const { [name]: _, ...without } = short;
    if (stillMeans(without, whole)) {
      short = without;
      continue;
    }
    if (!isRecord(part)) continue;
    for (const field of Object.keys(part)) {
      const present = short[name];
      if (!isRecord(present)) break;
      const { [field]: __, ...rest } = present;
      if (stillMeans({ ...short, [name]: rest }, whole)) short = { ...short, [name]: rest };
    }
  }
  return short;
}

/**
 * A recipe as text for an address: base64url (RFC 4648, section 5) of JSON in UTF-8.
 * @returns null for what no address can carry: own pictures, whose files stay where they were opened, and very many own points
 */
export function recipeText(recipe: Recipe): string | null {
  if (recipe.data.kind === 'images') return null;
  // Counting first spares checking a hundred thousand numbers again and again.
  if (recipe.data.kind === 'points' && recipe.data.points.length > LONGEST_RECIPE_TEXT / 8) return null;
  const bytes = new TextEncoder().encode(JSON.stringify(shortRecipe(recipe)));
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  return text.length > LONGEST_RECIPE_TEXT ? null : text;
}

/** The recipe of a text. @throws a sentence about what is wrong with it */
export function recipeOfText(text: string): Recipe {
  let json: unknown;
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Error('It is cut off or was changed on its way.');
  }
  return parseRecipe(json);
}
