import type { Page } from 'playwright/test';
import { expectNoViolation } from './axe.ts';
import { openTab } from './bench.ts';
import { expect, test } from './fixtures.ts';
import { changedPixels, pictureOf } from './pictures.ts';
import { tinyPictures } from './tinyPictures.ts';
import { openPaused, recipeOf, stateOf } from './tinyRun.ts';

const grid = (page: Page) => page.getByRole('listbox', { name: /^(Live samples|Film of denoising)\. / });
const canvasOf = (page: Page) => page.getByTestId('theatre').locator('canvas').first();

async function openFilm(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'Denoise' }).check({ force: true });
  await expect(page.getByRole('slider', { name: 'Denoising step' })).toBeVisible();
}

test('a grid of samples and the schedule’s pictures follow the model, its classes and its noise', async ({ page }) => {
  await openPaused(page, tinyPictures());
  const theatre = page.getByTestId('theatre');
  await expect(theatre).toHaveAttribute('data-step', '0');
  await expect(grid(page).getByRole('option')).toHaveCount(9);
  await expect(grid(page).getByRole('option').first()).toHaveText('Picture 1 of 9, class 1');
  const untrained = await pictureOf(canvasOf(page));
  await page.evaluate(() => window.playground.step(12));
  await expect(theatre).toHaveAttribute('data-step', '12');
  await expect(theatre).toContainText('After 12 training steps');
  expect(await changedPixels(untrained, await pictureOf(canvasOf(page)))).toBeGreaterThan(500);

  const drawnAs = async (choice: string, first: RegExp) => {
    await page.getByRole('combobox', { name: 'Class', exact: true }).selectOption(choice);
    await expect(grid(page).getByRole('option').first()).toHaveText(first);
  };
  await drawnAs('7', /class 7$/);
  expect((await recipeOf(page)).sampling.label).toBe(2);
  await drawnAs('none', /no class$/);
  await drawnAs('each in turn', /class 1$/);

  const drowning = page.getByRole('img', { name: /^The data at timestep 25: / });
  const before = await pictureOf(drowning);
  await page.getByRole('radio', { name: 'Linear', exact: true }).check({ force: true });
  await expect.poll(async () => changedPixels(before, await pictureOf(drowning)), 'the forward process at once').toBeGreaterThan(100);
  expect((await stateOf(page)).error).toBeUndefined();
});

test('the film of pictures plays, scrubs and shows what is predicted', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openPaused(page, tinyPictures());
  await openFilm(page);
  const theatre = page.getByTestId('theatre');
  const canvas = canvasOf(page);
  const scrubber = page.getByRole('slider', { name: 'Denoising step' });
  const atFrame = (index: number) => expect(theatre).toHaveAttribute('data-frame', String(index));
  await scrubber.press('Home');
  await atFrame(0);
  const noise = await pictureOf(canvas);
  await scrubber.press('ArrowRight');
  await atFrame(1);
  expect(await changedPixels(noise, await pictureOf(canvas))).toBeGreaterThan(500);
  await grid(page).focus();
  await page.keyboard.press('.');
  await atFrame(2);
  await page.keyboard.press(',');
  await atFrame(1);
  await scrubber.press('End');
  await atFrame(8);
  const end = await pictureOf(canvas);
  expect(await changedPixels(noise, end)).toBeGreaterThan(500);
  await page.getByRole('radio', { name: 'Predicted x₀' }).check({ force: true });
  await expect(theatre).toContainText('predicted clean pictures');
  expect(await changedPixels(end, await pictureOf(canvas)), 'the end of both films are the samples').toBe(0);
  await page.getByRole('radio', { name: 'Noise ε' }).check({ force: true });
  await expect(theatre).toContainText('predicted noise');
  expect(await changedPixels(end, await pictureOf(canvas)), 'no noise is left in the samples').toBeGreaterThan(500);
  await page.getByRole('radio', { name: 'Change' }).check({ force: true });
  await expect(theatre).toContainText(/change of xₜ in the last step: black is −[\d.]+, middle grey 0/);
  await page.getByRole('combobox', { name: 'Beside it' }).selectOption('the perfect model');
  await expect(theatre.locator('canvas')).toHaveCount(2);
  await expect.poll(async () => changedPixels(end, await pictureOf(theatre.locator('canvas').last())), 'the perfect model is there').toBeGreaterThan(500);
  await page.getByRole('combobox', { name: 'Beside it' }).selectOption('nothing');
  await page.getByRole('radio', { name: 'Noisy xₜ' }).check({ force: true });
  await scrubber.press('Home');
  await atFrame(0);
  expect(await changedPixels(noise, await pictureOf(canvas)), 'the same frame is the same picture').toBe(0);

  await page.getByRole('button', { name: 'Loop' }).click();
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('4×');
  await grid(page).focus();
  await page.keyboard.press('Space');
  await atFrame(8);
  await expect(page.getByRole('button', { name: 'Play the film' })).toBeVisible();
  expect((await stateOf(page)).status, 'the space bar is the film’s').toBe('paused');

  await openTab(page, 'Sampling');
  const settings = page.getByRole('region', { name: 'Sampling', exact: true });
  await settings.getByRole('textbox', { name: 'Guidance, as a number' }).fill('3');
  await page.keyboard.press('Enter');
  await expect.poll(async () => changedPixels(end, await pictureOf(canvas)), 'guidance draws the samples anew').toBeGreaterThan(0);
  await settings.getByRole('textbox', { name: 'Samples, as a number' }).fill('4');
  await page.keyboard.press('Enter');
  await expect(grid(page).getByRole('option')).toHaveCount(4);
  await expect(settings.getByRole('textbox', { name: 'Samples, as a number' })).toHaveValue('4');
});

test('one picture is enlarged by click and by keyboard, with its own strip', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openPaused(page, tinyPictures());
  await openFilm(page);
  const canvas = canvasOf(page);
  const strip = page.getByRole('group', { name: /^Film strip/ }).locator('canvas').last();
  await page.getByRole('slider', { name: 'Denoising step' }).press('End');
  const all = await pictureOf(canvas);
  const allSmall = await pictureOf(strip);
  await grid(page).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(grid(page).getByRole('option', { selected: true })).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('theatre').locator('figcaption')).toContainText('Picture 3 of 9, class 7');
  await expect(grid(page).getByRole('option', { selected: true })).toHaveText('Picture 3 of 9, class 7');
  expect(await changedPixels(all, await pictureOf(canvas))).toBeGreaterThan(1000);
  expect(await changedPixels(allSmall, await pictureOf(strip)), 'the strip shows this picture alone').toBeGreaterThan(100);
  await expect(page.getByRole('combobox', { name: 'Beside it' }), 'what the model thinks it is stands beside it').toHaveValue('predicted');
  await expect(page.getByTestId('theatre').locator('canvas')).toHaveCount(2);
  await page.keyboard.press('ArrowLeft');
  await expect(grid(page).getByRole('option', { selected: true })).toHaveText('Picture 2 of 9, class 3');
  await expectNoViolation(page, { within: '#samples' });
  await page.keyboard.press('Escape');
  await expect(grid(page).getByRole('option', { selected: true })).toHaveCount(0);
  await page.getByRole('slider', { name: 'Denoising step' }).focus();
  expect(await changedPixels(all, await pictureOf(canvas)), 'back to all of them').toBe(0);

  const box = await canvas.boundingBox();
  if (!box) throw new Error('The theatre has no canvas to click on.');
  await canvas.click({ position: { x: 0.4 * box.width, y: 0.4 * box.height } });
  await expect(grid(page).getByRole('option', { selected: true })).toHaveText(/^Picture \d of 9/);
  await page.getByRole('button', { name: 'All pictures' }).click();
  await expect(grid(page).getByRole('option', { selected: true })).toHaveCount(0);
  await page.setViewportSize({ width: 360, height: 740 });
  // Charts take the width of their columns a frame after these have changed.
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth), 'nothing is wider than the window').toBeLessThanOrEqual(360);
});
