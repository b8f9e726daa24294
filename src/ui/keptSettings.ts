/** Settings outlive a reload for as long as their tab, because the address does not follow what is changed. */
import type { Recipe } from '../recipe/recipe.ts';
import { parseRecipe } from '../recipe/validate.ts';

const key = 'diffusion-playground.settings';

/** @returns null for what cannot be brought back: own pictures, whose files stay where they were opened */
export function keptText(recipe: Recipe, search: string): string | null {
  return recipe.data.kind === 'images' ? null : JSON.stringify({ search, recipe });
}

/** The recipe in a stored text; null where it was kept at another address, or is none (any more). */
export function readKept(stored: string | null, search: string): Recipe | null {
  try {
    const kept: unknown = JSON.parse(stored ?? 'null');
    return typeof kept === 'object' && kept !== null && 'search' in kept && kept.search === search && 'recipe' in kept ? parseRecipe(kept.recipe) : null;
  } catch {
    return null;
  }
}

/** What was kept when this page was reloaded, or left and come back to; null on a first visit. Storage may be forbidden or full. */
export function keptSettings(search: string): Recipe | null {
  const [navigation] = performance.getEntriesByType('navigation');
  const again = navigation instanceof PerformanceNavigationTiming && (navigation.type === 'reload' || navigation.type === 'back_forward');
  try {
    return again ? readKept(sessionStorage.getItem(key), search) : null;
  } catch {
    return null;
  }
}

/** @param present the recipe when the page is left */
export function keepSettings(present: () => Recipe): void {
  window.addEventListener('pagehide', () => {
    const text = keptText(present(), location.search);
    try {
      sessionStorage.removeItem(key);
      if (text !== null) sessionStorage.setItem(key, text);
    } catch {
      return;
    }
  });
}
