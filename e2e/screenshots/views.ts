import type { Page } from 'playwright/test';
import type { Recipe } from '../../src/recipe/recipe.ts';
import { parseRecipe } from '../../src/recipe/validate.ts';
import { openTab } from '../bench.ts';
import { tinyPictures } from '../tinyPictures.ts';
import { looks, projector, type Look } from './looks.ts';

export interface View {
  /** Of its files. */
  name: string;
  title: string;
  /** Address, after the name of the page; the run waits in all of them. */
  search?: string;
  /** The run that is loaded and trained a little; null for the address's own, untrained. */
  recipe?: Recipe | null;
  /** Id of the part that is brought into sight. */
  at?: string;
  looks?: readonly Look[];
  prepare?(page: Page): Promise<void>;
}

/** Learns two moons well enough to look at within seconds, without a graphics card. */
export const moons = parseRecipe({
  name: 'moons', data: { kind: 'two-moons', count: 4000 }, schedule: { kind: 'cosine', timesteps: 100 },
  model: { width: 32, depth: 2, fourierFeatures: 16, timeEmbedding: 16 }, training: { steps: 1200, batch: 256 }, sampling: { steps: 20, count: 600 },
});
export const TRAINED_STEPS = 400;

async function film(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'Denoise' }).check({ force: true });
  await page.getByRole('slider', { name: 'Denoising step' }).fill('8');
}

const help = (page: Page) => page.getByRole('button', { name: 'Help and keyboard shortcuts' }).click();
const tab = (name: Parameters<typeof openTab>[1], at = 'bench'): View => ({ name: name.toLowerCase(), title: name, at, prepare: (page) => openTab(page, name) });

export const views: readonly View[] = [
  { name: 'opening', title: 'As it opens', recipe: null },
  { name: 'live', title: 'Live samples' },
  { name: 'film', title: 'The film', at: 'samples', prepare: film },
  { name: 'schedule', title: 'Schedule', at: 'time', prepare: (page) => page.getByRole('slider', { name: /^Point 4 of/ }).press('Shift+ArrowUp') },
  tab('Data'),
  { ...tab('Data'), name: 'drawing', title: 'Drawing data', prepare: async (page) => {
    await page.getByRole('radio', { name: 'Drawing', exact: true }).check({ force: true });
    await page.getByRole('button', { name: 'Heart' }).click();
  } },
  tab('Network'), tab('Objective'), tab('Optimizer'), tab('Sampling'), tab('Insight'),
  { name: 'pictures', title: 'Pictures, live', recipe: tinyPictures() },
  { name: 'lessons', title: 'List of lessons', prepare: (page) => page.getByRole('button', { name: 'Lessons', exact: true }).click() },
  { name: 'lesson', title: 'A lesson', search: '&lesson=schedule', recipe: null },
  { name: 'gallery', title: 'Gallery', prepare: (page) => page.getByRole('button', { name: 'Gallery', exact: true }).click() },
  { name: 'compare', title: 'Compare', prepare: (page) => page.getByRole('button', { name: 'Compare', exact: true }).click() },
  { name: 'help', title: 'Help', prepare: help },
  { name: 'keys', title: 'All keys', prepare: (page) => page.keyboard.press('?') },
  { name: 'link', title: 'Link for a class', prepare: async (page) => {
    await help(page);
    await page.getByRole('button', { name: 'Link to this run' }).click();
    await page.getByRole('switch', { name: 'Inside another page' }).check();
  } },
  { name: 'glossary', title: 'Glossary', prepare: async (page) => {
    await help(page);
    await page.getByRole('button', { name: 'Glossary of terms' }).click();
  } },
  { name: 'german', title: 'German', search: '&lang=de' },
  { name: 'german-tab', title: 'German, a tab', search: '&lang=de', at: 'bench', prepare: (page) => page.getByRole('tab').nth(2).click() },
  { name: 'embed', title: 'Inside another page', search: '&embed=1', prepare: film },
  { name: 'hidden', title: 'With few panels', search: '&show=schedule,training' },
  { name: 'alone', title: 'The picture alone', looks: [...looks.slice(0, 2), ...projector], prepare: async (page) => {
    await film(page);
    await page.evaluate(() => { document.documentElement.requestFullscreen = () => Promise.reject(new Error('The window is resized here.')); });
    await page.keyboard.press('f');
  } },
  { name: 'projector', title: 'On a projector', looks: projector },
];
