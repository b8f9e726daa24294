/** Opens the page with a run so small that a software device trains it quickly. */
import type { Page } from 'playwright/test';
import type { PlaygroundApiState } from '../src/store/playgroundApi.ts';
import type { Recipe } from '../src/recipe/recipe.ts';
import { parseRecipe } from '../src/recipe/validate.ts';

const tiny = {
  name: 'tiny',
  data: { kind: 'two-moons', count: 1000, seed: 1 },
  schedule: { kind: 'cosine', timesteps: 50 },
  model: { width: 16, depth: 1, fourierFeatures: 4, timeEmbedding: 8 },
  optimizer: { warmupSteps: 0, decay: 'constant' },
  training: { steps: 1_000_000, batch: 64 },
  sampling: { sampler: 'ddim', steps: 10, count: 200, seed: 3 },
};

type Part = Exclude<keyof typeof tiny, 'name'> | 'objective';

/** The tiny recipe; each part given replaces fields of that part. */
export function tinyRecipe(changes: Partial<Record<Part, object>> = {}): Recipe {
  const usual: Partial<Record<string, object>> = { ...tiny, name: undefined };
  const changed = Object.entries(changes).map(([part, fields]) => [part, { ...usual[part], ...fields }]);
  return parseRecipe({ ...tiny, ...Object.fromEntries(changed) });
}

/** Opens the page without training and loads `recipe`; the run is then paused at step 0. */
export async function openPaused(page: Page, recipe: Recipe = tinyRecipe(), address = './?autostart=0'): Promise<void> {
  await page.goto(address);
  await page.evaluate(async (wanted) => {
    await window.playground.ready;
    await window.playground.load(wanted);
  }, recipe);
}

export function stateOf(page: Page): Promise<PlaygroundApiState> {
  return page.evaluate(() => window.playground.state());
}

export function recipeOf(page: Page): Promise<Recipe> {
  return page.evaluate(() => window.playground.recipe());
}
