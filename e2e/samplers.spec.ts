import type { Page } from 'playwright/test';
import { gridNames, grids } from '../src/diffusion/grids.ts';
import { requestedPlan } from '../src/diffusion/requestedPlan.ts';
import { samplerEntry, samplerNames } from '../src/diffusion/samplerTable.ts';
import { makeNoiseTable } from '../src/diffusion/schedules.ts';
import { expectNoViolation } from './axe.ts';
import { openTab } from './bench.ts';
import { expect, test } from './fixtures.ts';
import { changedPixels, pictureOf } from './pictures.ts';
import { tinyPictures } from './tinyPictures.ts';
import { openPaused, recipeOf, stateOf, tinyRecipe } from './tinyRun.ts';

const settings = (page: Page) => page.getByRole('region', { name: 'Sampling', exact: true });
const scrubber = (page: Page) => page.getByRole('slider', { name: 'Denoising step' });
const choose = (page: Page, name: string, label: string) => settings(page).getByRole('combobox', { name, exact: true }).selectOption({ label });
const table = makeNoiseTable(tinyRecipe().schedule);

async function openFilm(page: Page, steps = 20): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.evaluate((count) => window.playground.step(count), steps);
  await page.getByRole('radio', { name: 'Denoise' }).check({ force: true });
  await expect(scrubber(page)).toBeVisible();
}

async function type(page: Page, name: string, value: string): Promise<void> {
  await settings(page).getByRole('textbox', { name, exact: true }).fill(value);
  await page.keyboard.press('Enter');
}

/** Waits for a film of as many calls as the recipe's plan has. */
async function expectFilm(page: Page, what: string): Promise<number> {
  const { sampling } = await recipeOf(page);
  const { calls } = requestedPlan(sampling, table, table, false);
  await expect(scrubber(page), what).toHaveAttribute('max', String(calls.length));
  await expect(settings(page)).toContainText(`${sampling.steps} steps, ${calls.length} calls of the network.`);
  await expect(page.getByRole('alert'), what).toHaveCount(0);
  return calls.length;
}

test('every sampler and every spacing of the page draws a film, and is called by its names elsewhere', async ({ page }) => {
  await openPaused(page);
  await openTab(page, 'Sampling');
  await openFilm(page);
  for (const [index, name] of samplerNames.entries()) {
    const { label, kDiffusion, diffusers, settings: own } = samplerEntry(name);
    await choose(page, 'Sampler', label);
    await type(page, 'Sampling steps, as a number', String(7 + (index % 2)));
    await expectFilm(page, label);
    const names = settings(page).locator('p', { hasText: /^(k-diffusion|diffusers|Neither)/ }).first();
    for (const elsewhere of [kDiffusion, diffusers]) if (elsewhere !== null) await expect(names).toContainText(elsewhere);
    await expect(settings(page).getByRole('slider', { name: 'eta' })).toHaveCount(own.includes('eta') ? 1 : 0);
    expect((await recipeOf(page)).sampling.sampler).toBe(name);
  }
  await choose(page, 'Sampler', 'DDIM');
  for (const [index, spacing] of gridNames.entries()) {
    await choose(page, 'Spacing', grids[spacing].label);
    if (spacing !== 'hand-placed') await type(page, 'Sampling steps, as a number', String(9 + (index % 2)));
    await expectFilm(page, spacing);
    await expect(settings(page).getByRole('slider', { name: 'rho of the grid' })).toHaveCount(spacing === 'karras' ? 1 : 0);
  }
  expect((await stateOf(page)).error).toBeUndefined();
});

test('settings of a sampler change its film', async ({ page }) => {
  await openPaused(page);
  await openTab(page, 'Sampling');
  await openFilm(page, 50);
  await scrubber(page).press('End');
  const canvas = page.getByTestId('theatre').locator('canvas');
  await settings(page).getByText('More sampling settings').click();
  for (const [sampler, name, value] of [['DDIM', 'eta', '1'], ['Heun', 'Churn', '20'], ['UniPC', 'Order', '3'], ['Predictor-corrector (Langevin)', 'Signal to noise', '0.4'], ['Restart', 'Noise scale', '1.1']] as const) {
    await choose(page, 'Sampler', sampler);
    await expectFilm(page, sampler);
    await scrubber(page).press('End');
    const before = await pictureOf(canvas);
    await type(page, `${name}, as a number`, value);
    await expect.poll(async () => changedPixels(before, await pictureOf(canvas)), `${sampler}: ${name}`).toBeGreaterThan(20);
  }
  await choose(page, 'Sampler', 'Predictor-corrector (Langevin)');
  await type(page, 'Corrections, as a number', '3');
  expect(await expectFilm(page, 'corrections')).toBe(10 + 3 * 9);
  await choose(page, 'Sampler', 'DDIM');
  await expectFilm(page, 'DDIM');
  await scrubber(page).press('End');
  const free = await pictureOf(canvas);
  await settings(page).getByRole('radio', { name: 'Static' }).check({ force: true });
  await type(page, 'Clip at, as a number', '0.5');
  await expect.poll(async () => changedPixels(free, await pictureOf(canvas)), 'clipping').toBeGreaterThan(200);
  await settings(page).getByRole('radio', { name: 'Dynamic' }).check({ force: true });
  await expect(settings(page).getByRole('slider', { name: 'Quantile' })).toBeVisible();
});

test('what does not go together is told, and mended without losing anything', async ({ page }) => {
  await openPaused(page);
  await openTab(page, 'Sampling');
  await openFilm(page);
  await choose(page, 'Spacing', 'Exponential');
  await type(page, 'Sampling steps, as a number', '60');
  await expectFilm(page, 'more steps than timesteps');
  await choose(page, 'Spacing', 'Leading');
  await expect(settings(page).getByRole('alert')).toContainText('Sampling steps is 60; it takes at most the number of timesteps of its schedule, 50.');
  await expect(scrubber(page), 'the film stays').toHaveAttribute('max', '60');
  expect((await recipeOf(page)).sampling).toMatchObject({ spacing: 'leading', steps: 60 });
  await type(page, 'Sampling steps, as a number', '12');
  await expectFilm(page, 'mended');

  await choose(page, 'Sampler', 'DDPM');
  await settings(page).getByRole('radio', { name: 'Learned', exact: true }).check({ force: true });
  await expect(settings(page).getByRole('alert')).toContainText('the model has learned none');
  await settings(page).getByRole('radio', { name: 'Large', exact: true }).check({ force: true });
  await expectFilm(page, 'large variance');

  await choose(page, 'Sampler', 'Restart');
  await settings(page).getByText('More sampling settings').click();
  await type(page, 'Restart at noise, as a number', '0.7');
  await expect(settings(page).getByRole('alert')).toContainText('the level to go back to must be the noisier one');
  await openTab(page, 'Data');
  await page.getByRole('radio', { name: 'Spiral' }).check({ force: true });
  await expect(page.getByTestId('theatre'), 'other data need a film of their own').toContainText('Not all settings go together yet.');
  await expect(page.getByRole('tab', { name: /^Sampling ?, has a message$/ })).toBeVisible();
  await page.getByRole('tab', { name: /^Sampling/ }).click();
  await type(page, 'Restart at noise, as a number', '0.2');
  await expectFilm(page, 'restart');
});

test('steps are placed by hand: begun, moved, added, removed, typed, and kept', async ({ page }) => {
  await openPaused(page);
  await openTab(page, 'Sampling');
  await openFilm(page);
  const places = async () => (await recipeOf(page)).sampling.places;
  const step = (index: number, of: number) => settings(page).getByRole('slider', { name: `Step ${index} of ${of}`, exact: true });
  await choose(page, 'Spacing', 'By hand');
  await expect(settings(page).getByRole('slider', { name: /^Step \d+ of 10$/ })).toHaveCount(10);
  expect(await places()).toEqual([49, 44, 39, 34, 29, 24, 19, 14, 9, 4]);
  await step(1, 10).focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(step(1, 10)).toHaveAttribute('aria-valuetext', /^timestep 47, log-SNR −/);
  await page.keyboard.press('PageDown');
  await expect(step(2, 10)).toBeFocused();
  await page.keyboard.press('Shift+ArrowRight');
  expect((await places()).slice(0, 2), 'a step stops at its neighbour').toEqual([47, 46]);
  await page.keyboard.press('Enter');
  await expect(step(3, 11)).toBeFocused();
  expect((await recipeOf(page)).sampling.steps).toBe(11);
  await page.keyboard.press('Delete');
  await page.keyboard.press('Delete');
  await expect(step(3, 9)).toBeFocused();
  await settings(page).getByRole('button', { name: 'Undo the last change of the steps' }).click();
  await expect(step(3, 10)).toBeVisible();
  await expectFilm(page, 'by keyboard');

  const handle = step(10, 10);
  await handle.scrollIntoViewIfNeeded();
  const box = await handle.locator('circle').last().boundingBox();
  if (!box) throw new Error('The last step has no handle to drag.');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 200, y, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => (await places()).at(-1), 'dragged to the cleanest timestep').toBe(0);

  const text = settings(page).getByRole('textbox', { name: 'Timesteps of the steps' });
  await text.fill('10, 49, 30.5');
  await text.press('Enter');
  expect((await recipeOf(page)).sampling).toMatchObject({ places: [49, 30.5, 10], steps: 3 });
  await expectFilm(page, 'as typed');
  await text.fill('10, 60');
  await expect(settings(page).getByRole('alert')).toContainText('60 lies outside the schedule; its timesteps go from 0 to 49.');
  await text.press('Escape');
  await expect(settings(page).getByRole('alert')).toHaveCount(0);
  await expectNoViolation(page, { within: '#samples' });

  await choose(page, 'Spacing', 'Karras');
  await type(page, 'Sampling steps, as a number', '8');
  await expectFilm(page, 'Karras');
  await choose(page, 'Spacing', 'By hand');
  expect((await recipeOf(page)).sampling, 'they are where they were left').toMatchObject({ places: [49, 30.5, 10], steps: 3 });

  await page.getByRole('textbox', { name: 'Timesteps T, as a number' }).fill('30');
  await page.keyboard.press('Enter');
  await expect(settings(page).getByRole('alert')).toContainText('Step 1 is placed at timestep 49');
  await settings(page).getByRole('button', { name: 'Fit them to the schedule' }).click();
  await expect(settings(page).getByRole('alert')).toHaveCount(0);
  expect((await places()).map(Math.round)).toEqual([29, 18, 6]);
  await settings(page).getByRole('button', { name: 'log-SNR', exact: true }).click();
  await expect.poll(async () => (await places())[0]).toBe(29);
  await expect(scrubber(page)).toHaveAttribute('max', '3');
});

test('the weights of another average draw after a restart, and are told where they are not kept', async ({ page }) => {
  await openPaused(page);
  await openTab(page, 'Sampling');
  const panel = page.getByRole('region', { name: 'Optimizer' });
  await openFilm(page, 5);
  await settings(page).getByText('More sampling settings').click();
  const weights = settings(page).getByRole('combobox', { name: 'Weights' });
  await openTab(page, 'Optimizer');
  await panel.getByText('More optimizer settings').click();
  await panel.getByRole('button', { name: 'Add 0.9', exact: true }).click();
  await openTab(page, 'Sampling');
  await expect(weights.getByRole('option')).toHaveText(['Average, decay 0.99', 'Last step']);
  await page.getByRole('button', { name: 'Restart with these changes' }).click();
  await expect(weights.getByRole('option')).toHaveText(['Average, decay 0.99', '2nd average, decay 0.9', 'Last step']);
  await expect.poll(async () => (await stateOf(page)).status).toBe('paused');
  await page.evaluate(() => window.playground.step(300));
  await page.getByRole('button', { name: 'Sample again' }).click();
  await expect(page.getByTestId('theatre')).toContainText(/Model after 300 steps(?!, now)/);
  await scrubber(page).press('End');
  const canvas = page.getByTestId('theatre').locator('canvas');
  let before = await pictureOf(canvas);
  for (const label of ['2nd average, decay 0.9', 'Last step']) {
    await weights.selectOption(label);
    await expect.poll(async () => changedPixels(before, await pictureOf(canvas)), label).toBeGreaterThan(50);
    before = await pictureOf(canvas);
  }
  await weights.selectOption('2nd average, decay 0.9');
  await openTab(page, 'Optimizer');
  await panel.getByRole('button', { name: 'Remove the 2nd average' }).click();
  await page.getByRole('tab', { name: /^Sampling/ }).click();
  await expect(settings(page).getByRole('alert')).toContainText('Weights is "2nd average", but training keeps one average; add a decay to Further averages');
  await expect(weights).toHaveValue('average2');
  await openTab(page, 'Optimizer');
  await panel.getByRole('button', { name: 'Add 0.9', exact: true }).click();
  await openTab(page, 'Sampling');
  await expect(settings(page).getByRole('alert')).toHaveCount(0);
  expect((await stateOf(page)).error).toBeUndefined();
});

test('guidance of pictures has an interval and a rescale, and a wrong interval is told', async ({ page }) => {
  await openPaused(page, tinyPictures());
  await openTab(page, 'Sampling');
  await openFilm(page, 4);
  await settings(page).getByText('More sampling settings').click();
  await expect(settings(page).getByRole('slider', { name: 'Guidance from' })).toHaveCount(0);
  await type(page, 'Guidance, as a number', '3');
  await expect(settings(page)).toContainText('8 steps, 8 calls of the network, each with and without the class.');
  await type(page, 'Guidance rescale, as a number', '0.7');
  await type(page, 'Guidance to, as a number', '0.5');
  await type(page, 'Guidance from, as a number', '0.8');
  await expect(settings(page).getByRole('alert')).toContainText('Guidance from is 0.8; it takes at most Guidance to, which is 0.5.');
  await type(page, 'Guidance from, as a number', '0.2');
  await expect(settings(page).getByRole('alert')).toHaveCount(0);
  await choose(page, 'Spacing', 'By hand');
  await expect(settings(page).getByRole('slider', { name: /^Step \d+ of 8$/ })).toHaveCount(8);
  await settings(page).getByRole('slider', { name: 'Step 4 of 8', exact: true }).press('PageDown');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(scrubber(page)).toHaveAttribute('max', '9');
  expect((await stateOf(page)).error).toBeUndefined();
});
