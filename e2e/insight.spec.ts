import type { Page } from 'playwright/test';
import { expectNoViolation } from './axe.ts';
import { openTab } from './bench.ts';
import { expect, test } from './fixtures.ts';
import { changedPixels, pictureOf } from './pictures.ts';
import { tinyPictures } from './tinyPictures.ts';
import { openPaused, stateOf, tinyRecipe } from './tinyRun.ts';

test.describe.configure({ timeout: 180_000 });

const WAIT = { timeout: 60_000 };
const gaussians = () => tinyRecipe({ data: { kind: 'eight-gaussians', count: 1000 } });
const section = (page: Page, title: string) => page.getByRole('region', { name: title, exact: true });
const learnt = (page: Page) => section(page, 'What it has learnt');
const choose = (page: Page, name: string) => learnt(page).getByRole('radio', { name, exact: true }).check({ force: true });
const ask = (page: Page, name: string) => learnt(page).getByRole('group', { name: 'What is asked' }).getByRole('radio', { name }).check({ force: true });
const askOf = (page: Page, name: string) => learnt(page).getByRole('group', { name: /^Of/ }).getByRole('radio', { name, exact: true }).check({ force: true });

async function type(page: Page, name: string, value: string): Promise<void> {
  await learnt(page).getByRole('textbox', { name, exact: true }).fill(value);
  await page.keyboard.press('Enter');
}

test('the loss floor lies below the loss of a young model, and both are told and drawn', async ({ page }) => {
  await openPaused(page, gaussians());
  await openTab(page, 'Insight');
  await page.evaluate(() => window.playground.step(20));
  const losses = section(page, 'Loss by noise level');
  await losses.getByRole('button', { name: 'Compare with the perfect model' }).click();
  const told = losses.getByTestId('loss-floor');
  await expect(told).toContainText('Averaged over the noise levels', WAIT);
  const [model = NaN, floor = NaN] = [...(await told.textContent() ?? '').matchAll(/(?:model is|floor) ([\d.]+\d)/g)].map(([, number]) => Number(number));
  expect(floor).toBeGreaterThan(0);
  expect(model).toBeGreaterThan(floor);
  await expect(losses).toContainText('the eight Gaussians themselves, in closed form. Model: the model after 20 steps, on 500 points that it was never trained on.');
  await expect(losses.getByRole('table', { name: 'Loss by noise level' }).getByRole('columnheader')).toHaveText(['timestep t', 'loss of training', 'model', 'floor']);
  await losses.getByRole('radio', { name: 'Logarithmic' }).check({ force: true });
  await page.evaluate(() => window.playground.step(10));
  await expect(losses).toContainText('the model after 20 steps, now at 30');
  await expect(losses.getByRole('button', { name: 'Compare again' })).toBeEnabled();
  await expectNoViolation(page);

  await page.evaluate(() => window.playground.reset());
  await expect(told, 'another model, another answer').toHaveCount(0);
});

test('the density comes from coarse to fine beside that of the data, and can be given up', async ({ page }) => {
  await openPaused(page, gaussians());
  await openTab(page, 'Insight');
  await page.evaluate(() => window.playground.step(60));
  await learnt(page).getByRole('combobox', { name: 'Fineness' }).selectOption('27 × 27 cells');
  await learnt(page).getByRole('button', { name: 'Draw the density' }).click();
  await expect(learnt(page).getByRole('img', { name: /^Density of the data: highest at / })).toBeVisible(WAIT);
  const told = learnt(page).getByTestId('density');
  await expect(told).toContainText(/Within the picture lies [\d.]+ % of the model’s probability and [\d.]+ % of the data’s; [\d.]+ % is common to both/, WAIT);
  const [mass = NaN, ofData = NaN] = [...(await told.textContent() ?? '').matchAll(/([\d.]+) %/g)].map(([, number]) => Number(number));
  // A young model has some of its probability outside.
  expect(mass).toBeGreaterThan(70);
  expect(mass).toBeLessThan(110);
  expect(Math.abs(ofData - 100)).toBeLessThan(2);
  const map = learnt(page).getByRole('img', { name: /^Density of the model: highest at / });
  const before = await pictureOf(map);
  await learnt(page).getByRole('radio', { name: 'p', exact: true }).check({ force: true });
  await expect.poll(async () => changedPixels(before, await pictureOf(map)), 'other shades').toBeGreaterThan(500);
  await learnt(page).getByRole('switch', { name: 'Data points' }).check();
  await expectNoViolation(page);

  await page.evaluate(() => window.playground.step(10));
  await expect(learnt(page)).toContainText('the model after 60 steps, now at 70');
  await learnt(page).getByRole('combobox', { name: 'Fineness' }).selectOption('135 × 135 cells');
  await learnt(page).getByRole('button', { name: 'Draw again' }).click();
  await expect(learnt(page).getByRole('progressbar', { name: 'Drawing the density' })).toBeVisible(WAIT);
  await learnt(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(learnt(page).getByRole('button', { name: 'Draw again' })).toBeEnabled(WAIT);
  await expect(learnt(page).getByRole('alert')).toHaveCount(0);
  expect((await stateOf(page)).error).toBeUndefined();
});

test('likelihood by both methods, of the model and of the perfect one', async ({ page }) => {
  await openPaused(page, gaussians());
  await openTab(page, 'Insight');
  await ask(page, 'Likelihood');
  await type(page, 'Points', '200');
  const measure = async () => {
    await learnt(page).getByRole('button', { name: 'Measure' }).click();
    await expect(learnt(page).getByRole('button', { name: 'Measure' })).toBeEnabled(WAIT);
    await expect(learnt(page).getByRole('alert')).toHaveCount(0);
  };
  const table = learnt(page).getByRole('table', { name: 'Bits a dimension, lower is better' });
  const bits = async (row: string, column: number) => Number((await table.getByRole('row', { name: row }).getByRole('cell').nth(column).textContent() ?? '').replace('−', '-').match(/-?[\d.]+/)?.[0]);
  await measure();
  await expect(learnt(page).getByTestId('likelihood-model')).toContainText('an upper bound, measured on 200 points that the model was never trained on');
  await expect(learnt(page).getByRole('table', { name: /^Terms of the variational bound/ })).toBeAttached();
  await askOf(page, 'Perfect model');
  await measure();
  await choose(page, 'Probability-flow ODE');
  await type(page, 'Tolerance', '0.001');
  await measure();
  await askOf(page, 'Model');
  await measure();
  await expect(learnt(page).getByTestId('likelihood-model')).toContainText('an estimate of the density');
  const values = { bound: [await bits('Variational bound', 0), await bits('Variational bound', 1)], ode: [await bits('Probability-flow ODE', 0), await bits('Probability-flow ODE', 1)] } as const;
  expect(values.bound[1], 'the perfect model is better than an untrained one').toBeLessThan(values.bound[0]);
  expect(values.ode[1]).toBeLessThan(values.ode[0]);
  expect(values.ode[1], 'the bound is above').toBeLessThan(values.bound[1]);
  // Eight clusters of standard deviation 0.14 that hardly overlap: 0.71 bits, measured with 200 points.
  expect(Math.abs(values.ode[1] - 0.71)).toBeLessThan(0.25);
  await choose(page, 'Hutchinson');
  await expect(learnt(page).getByRole('textbox', { name: 'Random directions' })).toHaveValue('1');
  await expectNoViolation(page);

  await type(page, 'Points', '1');
  await expect(learnt(page).getByRole('alert')).toContainText('Points must be from 2 to 10000; you typed 1.');
  await ask(page, 'Density');
  await ask(page, 'Likelihood');
  await expect(learnt(page).getByRole('textbox', { name: 'Tolerance', exact: true }), 'what was chosen is still there').toHaveValue('0.001');
});

test('the film of the perfect model starts from the same noise; the field of both lies over it', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openPaused(page, gaussians());
  await openTab(page, 'Insight');
  await page.evaluate(() => window.playground.step(20));
  const samples = page.locator('#samples');
  const theatre = page.getByTestId('theatre');
  const canvas = theatre.locator('canvas');
  await samples.getByRole('radio', { name: 'Denoise' }).check({ force: true });
  const scrubber = page.getByRole('slider', { name: 'Denoising step' });
  await scrubber.press('Home');
  await expect(theatre).toHaveAttribute('data-frame', '0');
  const noise = await pictureOf(canvas);
  await scrubber.press('End');
  await expect(theatre).toHaveAttribute('data-frame', '10');
  const end = await pictureOf(canvas);
  await samples.getByRole('radio', { name: 'Perfect model' }).check({ force: true });
  await expect(samples).toContainText('The perfect model is the distribution itself');
  await expect(canvas).toHaveAccessibleName(/of the perfect model over the training data: finished samples/, WAIT);
  expect(await changedPixels(end, await pictureOf(canvas)), 'other samples, at the same step of the film').toBeGreaterThan(300);
  await scrubber.press('Home');
  await expect(theatre).toHaveAttribute('data-frame', '0');
  expect(await changedPixels(noise, await pictureOf(canvas)), 'the same noise').toBe(0);

  await samples.getByRole('switch', { name: 'Field' }).check();
  await expect(samples.getByTestId('field')).toContainText(/predictions of both are [\d.e-]+ standard deviations apart/, WAIT);
  await expect.poll(async () => changedPixels(noise, await pictureOf(canvas))).toBeGreaterThan(1000);
  await scrubber.press('End');
  await expect(samples.getByTestId('field')).toContainText('before its last picture');
  await expectNoViolation(page);

  await ask(page, 'Perfect model');
  await learnt(page).getByRole('button', { name: 'Draw again' }).click();
  await expect(learnt(page).getByRole('img', { name: 'Samples of the perfect model over the training data' })).toBeVisible(WAIT);
  await samples.getByRole('radio', { name: 'Live' }).check({ force: true });
  await learnt(page).getByRole('link', { name: 'Watch the film of the perfect model' }).click();
  await expect(samples.getByRole('radio', { name: 'Perfect model' })).toBeChecked();
  await expect(theatre).toHaveAttribute('data-mode', 'film');
});

test('of pictures too: floor, likelihood and samples, in a narrow window too', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openPaused(page, tinyPictures());
  await openTab(page, 'Insight');
  await page.evaluate(() => window.playground.step(2));
  await expect(learnt(page).getByRole('radio', { name: 'Density' })).toHaveCount(0);
  const losses = section(page, 'Loss by noise level');
  await losses.getByRole('button', { name: 'Compare with the perfect model' }).click();
  await expect(losses).toContainText('the 60 training pictures, known by heart', WAIT);
  await expect(losses, 'training tells classes').toContainText('The bars cannot be compared with these curves');
  await expect(learnt(page)).toContainText('8 would be no better than guessing');
  await type(page, 'Pictures', '4');
  await type(page, 'Noise levels', '5');
  await learnt(page).getByRole('button', { name: 'Measure' }).click();
  await expect(learnt(page).getByTestId('likelihood-model')).toContainText('No pictures are held out', WAIT);
  await ask(page, 'Perfect model');
  await learnt(page).getByRole('button', { name: 'Draw samples of both' }).click();
  await expect(learnt(page).getByText('Samples of the perfect model')).toBeVisible(WAIT);
  await expectNoViolation(page);
  await page.setViewportSize({ width: 360, height: 740 });
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth), 'nothing is wider than the window').toBeLessThanOrEqual(360);
});

test('a question that fails says why where it was asked', async ({ page }) => {
  // Its cleanest level has no noise at all, so there is no density to follow.
  await openPaused(page, tinyRecipe({ schedule: { kind: 'hand-drawn', timesteps: 50, space: 'alpha-bar', points: [{ u: 0, value: 1 }, { u: 1, value: 0 }] } }));
  await openTab(page, 'Insight');
  await learnt(page).getByRole('button', { name: 'Draw the density' }).click();
  await expect(learnt(page).getByRole('alert')).toContainText('let the schedule begin with a little', WAIT);
  await ask(page, 'Likelihood');
  await expect(learnt(page).getByRole('alert'), 'it was not asked here').toHaveCount(0);
  await learnt(page).getByRole('button', { name: 'Measure' }).click();
  await expect(learnt(page).getByRole('alert')).toContainText('let the schedule begin with some', WAIT);
  expect((await stateOf(page)).error, 'not in the banner').toBeUndefined();
});
