import type { Locator, Page } from 'playwright/test';
import { openTab } from './bench.ts';
import { expect, test } from './fixtures.ts';
import { openPaused, recipeOf, stateOf, tinyRecipe } from './tinyRun.ts';
import { tinyPictures } from './tinyPictures.ts';
import { drawWithFinger, type Place } from './touch.ts';

const panel = (page: Page) => page.getByRole('region', { name: 'Objective', exact: true });
const choose = (page: Page, name: string, label: string) => panel(page).getByRole('combobox', { name, exact: true }).selectOption({ label });
const number = (page: Page, name: string) => panel(page).getByRole('textbox', { name: `${name}, as a number`, exact: true });
const points = (page: Page) => page.getByRole('slider', { name: /^Share point \d+ of/ });
const point = (page: Page, index: number) => page.getByRole('slider', { name: new RegExp(`^Share point ${index} of`) });
const objectiveOf = async (page: Page) => (await recipeOf(page)).objective;
/** What a point is in hundredths of an even share. */
const height = async (locator: Locator) => Number(await locator.getAttribute('aria-valuenow'));

async function middleOf(locator: Locator): Promise<Place> {
  await locator.scrollIntoViewIfNeeded();
  const box = await locator.boundingBox();
  if (!box) throw new Error('This element is not shown.');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Drags by so many pixels, in a few moves. */
async function drag(page: Page, from: Place, x: number, y: number): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  for (const part of [0.25, 0.5, 0.75, 1]) await page.mouse.move(from.x + x * part, from.y + y * part);
  await page.mouse.up();
}

/** The losses of five steps from the beginning. */
async function trainedLoss(page: Page): Promise<number> {
  await page.evaluate(async () => {
    await window.playground.reset();
    await window.playground.step(5);
  });
  const { loss, error } = await stateOf(page);
  expect(error).toBeUndefined();
  expect(loss).toBeGreaterThan(0);
  return loss;
}

test('every prediction has its formula, and is trained after a restart', async ({ page }) => {
  await openPaused(page);
  await openTab(page, 'Objective');
  await panel(page).getByText('Formula of v', { exact: true }).click();
  const losses = new Set<number>();
  const formulas = new Set<string>();
  for (const [label, prediction] of [['epsilon', 'epsilon'], ['x0', 'x0'], ['score', 'score'], ['flow velocity', 'flow'], ['EDM (F)', 'edm'], ['v', 'v']] as const) {
    await choose(page, 'Prediction', label);
    await expect(panel(page).getByText(`Formula of ${label}`, { exact: true })).toBeVisible();
    expect((await objectiveOf(page)).prediction).toBe(prediction);
    formulas.add((await panel(page).locator('details math[display="block"]').allTextContents()).join());
    const restart = page.getByRole('button', { name: 'Restart with these changes' });
    if (prediction === 'v') {
      await expect(restart, 'the prediction that runs').toHaveCount(0);
    } else {
      await restart.click();
      await expect(restart).toHaveCount(0);
      losses.add(await trainedLoss(page));
      await choose(page, 'Prediction', 'v');
      await restart.click();
      await expect(restart).toHaveCount(0);
    }
  }
  expect(formulas.size).toBe(6);
  expect(losses.size, 'each learns something else').toBe(5);
});

test('losses, weightings and draws bring their numbers and change the run at once', async ({ page }) => {
  await openPaused(page);
  await openTab(page, 'Objective');
  const losses = new Set([await trainedLoss(page)]);
  const changes = async (what: string) => {
    const before = losses.size;
    await expect(async () => {
      losses.add(await trainedLoss(page));
      expect(losses.size, what).toBe(before + 1);
    }).toPass();
  };
  await expect(number(page, 'delta')).toHaveCount(0);
  for (const [label, own] of [['Absolute error', null], ['Huber', '1'], ['Pseudo-Huber', '0.00054']] as const) {
    await choose(page, 'Loss', label);
    if (own === null) await expect(number(page, 'delta')).toHaveCount(0);
    else await expect(number(page, 'delta')).toHaveValue(own);
    await changes(label);
  }
  await choose(page, 'Loss', 'Squared error');

  for (const [label, numbers, formula] of [
    ['Variational bound', [], true], ['Maximum likelihood', [], true], ['Score matching', [], true], ['min-SNR', ['gamma'], true],
    ['Soft min-SNR', ['gamma'], true], ['P2', ['k', 'gamma'], true], ['Hand-drawn', [], false],
  ] as const) {
    await choose(page, 'Weighting', label);
    for (const name of ['k', 'gamma']) await expect(number(page, name)).toHaveCount(numbers.some((one) => one === name) ? 1 : 0);
    await expect(panel(page).getByText(`Formula of ${label}`, { exact: true })).toHaveCount(formula ? 1 : 0);
    if (label !== 'Hand-drawn') await changes(label);
  }
  await choose(page, 'Weighting', 'min-SNR');
  await panel(page).getByText('Formula of min-SNR', { exact: true }).click();
  await expect(panel(page).locator('dl').getByText('= 5', { exact: true })).toBeVisible();
  await number(page, 'gamma').fill('2');
  await number(page, 'gamma').press('Enter');
  await expect(panel(page).locator('dl').getByText('= 2', { exact: true })).toBeVisible();
  await changes('gamma of min-SNR');

  const legend = panel(page).locator('figcaption');
  await expect(legend).toHaveCount(0);
  await choose(page, 'Levels drawn', 'Log-normal');
  await expect(number(page, 'Mean')).toHaveValue('-1.2');
  await expect(legend).toHaveText('sharedrawsweight');
  await changes('log-normal draws');
  await choose(page, 'Levels drawn', 'By loss');
  await expect(panel(page).getByText('Draws follow the losses of the run')).toBeVisible();
  await expect(number(page, 'Uniform share')).toHaveValue('0.001');
  await changes('draws by loss');
  await panel(page).getByText('More objective settings').click();
  await choose(page, 'Batch draws', 'Low-discrepancy');
  await expect(panel(page).getByText('low-discrepancy draws')).toBeVisible();
  await changes('low-discrepancy draws');
  await expect(page.getByRole('status').filter({ hasText: 'only after a restart' })).toHaveCount(0);
});

test('a share is drawn with mouse and keyboard, and the run follows', async ({ page }) => {
  await openPaused(page, tinyRecipe({ objective: { prediction: 'v', weighting: 'min-snr' } }));
  await openTab(page, 'Objective');
  const before = await trainedLoss(page);
  await page.evaluate(() => window.playground.start());
  const fitted = await points(page).count();
  expect(fitted).toBeGreaterThanOrEqual(5);
  const start = await middleOf(point(page, fitted));
  await drag(page, start, 0, -60);
  expect(await objectiveOf(page)).toMatchObject({ weighting: 'hand-drawn', prediction: 'v' });
  await expect(panel(page).getByRole('combobox', { name: 'Weighting' })).toHaveValue('hand-drawn');
  const { share } = await objectiveOf(page);
  expect(share).toHaveLength(fitted);
  expect(share.at(-1)?.value).toBeGreaterThan(0.5);
  expect(Math.abs((await middleOf(point(page, fitted))).y - start.y + 60), 'pixels from where the mouse let go').toBeLessThan(4);

  await point(page, 2).focus();
  const low = await height(point(page, 2));
  const name = await point(page, 2).getAttribute('aria-label');
  for (let press = 0; press < 3; press++) await page.keyboard.press('Shift+ArrowUp');
  await expect.poll(() => height(point(page, 2))).toBeGreaterThan(low);
  await page.keyboard.press('Shift+ArrowRight');
  await expect(point(page, 2)).not.toHaveAccessibleName(name ?? '');
  await page.keyboard.press('Enter');
  await expect(points(page)).toHaveCount(fitted + 1);
  await page.keyboard.press('Delete');
  await expect(points(page)).toHaveCount(fitted);
  await page.getByRole('button', { name: 'Add a share point' }).click();
  await expect(points(page)).toHaveCount(fitted + 1);
  await page.getByRole('button', { name: 'Remove this share point' }).click();
  await expect(points(page)).toHaveCount(fitted);

  const { step } = await stateOf(page);
  await expect.poll(async () => (await stateOf(page)).step, 'it trains on').toBeGreaterThan(step + 20);
  await page.evaluate(() => window.playground.pause());
  expect(await trainedLoss(page), 'with what was drawn').not.toBe(before);

  const drawn = (await objectiveOf(page)).share;
  await choose(page, 'Weighting', 'Simple');
  await choose(page, 'Weighting', 'Hand-drawn');
  expect((await objectiveOf(page)).share, 'the drawing was kept').toEqual(drawn);
  await page.getByRole('button', { name: 'Back to an even share' }).click();
  await expect(panel(page).getByText('Every timestep has the same part of the loss.')).toBeVisible();
  expect((await objectiveOf(page)).share.every(({ value }) => value === 1)).toBe(true);
});

test.describe('with a touch screen', () => {
  test.use({ hasTouch: true, viewport: { width: 360, height: 800 } });

  test('a share is drawn with a finger, which does not scroll the page', async ({ page }) => {
    await openPaused(page);
    await openTab(page, 'Objective');
    await panel(page).getByRole('button', { name: 'Draw it by hand' }).tap();
    expect((await objectiveOf(page)).share.map(({ u, value }) => [u, value])).toEqual([[0, 1], [0.25, 1], [0.5, 1], [0.75, 1], [1, 1]]);
    const start = await middleOf(point(page, 3));
    const chart = page.getByRole('group', { name: /^Share of each noise level in the loss/ });
    const place = await middleOf(chart);
    await drawWithFinger(page, [start, { x: start.x, y: start.y - 10 }, { x: start.x + 4, y: start.y - 25 }, { x: start.x + 8, y: start.y - 40 }]);
    await expect.poll(async () => (await objectiveOf(page)).share[2]?.value).toBeGreaterThan(1.4);
    expect(Math.abs((await middleOf(chart)).y - place.y), 'pixels that the chart moved on the screen').toBeLessThan(2);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), 'nothing is wider than the screen').toBe(360);
  });
});

test('what does not go together is explained and mended while the run goes on', async ({ page }) => {
  await openPaused(page, tinyRecipe({ objective: { weighting: 'hand-drawn', share: [{ u: 0, value: 1 }, { u: 1, value: 0 }] } }));
  await openTab(page, 'Objective');
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await drag(page, await middleOf(point(page, 1)), 0, 300);
  const alert = panel(page).getByRole('alert');
  await expect(alert).toContainText('No noise level that training draws has a weight above 0, so nothing would be learnt');
  expect((await objectiveOf(page)).share.every(({ value }) => value === 0)).toBe(true);
  const { step } = await stateOf(page);
  await expect.poll(async () => (await stateOf(page)).step, 'the run goes on as it was').toBeGreaterThan(step + 20);
  await alert.getByRole('button', { name: 'Draw an even share' }).click();
  await expect(alert).toHaveCount(0);
  const later = await stateOf(page);
  expect(later.step).toBeGreaterThan(step);
  await expect.poll(async () => (await stateOf(page)).step).toBeGreaterThan(later.step + 20);
  expect((await stateOf(page)).error).toBeUndefined();
});

test('unwise choices are explained, with a remedy', async ({ page }) => {
  await openPaused(page, tinyRecipe({ schedule: { sigmaData: 0.3 } }));
  await openTab(page, 'Objective');
  const warning = (text: string | RegExp) => panel(page).getByRole('status').filter({ hasText: text });
  await choose(page, 'Prediction', 'EDM (F)');
  await warning('sigma_data is 0.3, but the data have a standard deviation of 1').getByRole('button', { name: 'Set sigma_data to 1' }).click();
  await expect(warning('sigma_data is 0.3')).toHaveCount(0);
  expect((await recipeOf(page)).schedule.sigmaData).toBe(1);
  await choose(page, 'Prediction', 'score');
  await warning('The score is as large as 1 / sigma').getByRole('button', { name: 'Weight with sigma²' }).click();
  await expect(warning('The score is as large as 1 / sigma')).toHaveCount(0);
  expect(await objectiveOf(page)).toMatchObject({ weighting: 'score-matching', lambda: 'sigma-squared' });
  await choose(page, 'Levels drawn', 'Log-normal');
  await number(page, 'Spread').fill('0.2');
  await number(page, 'Spread').press('Enter');
  await warning(/\d+ of 50 noise levels have no part in the loss/).getByRole('button', { name: 'Draw all alike' }).click();
  await expect(warning('no part in the loss')).toHaveCount(0);
  expect((await stateOf(page)).error).toBeUndefined();
});

test('pictures have a learned variance, offset noise and self-conditioning', async ({ page }) => {
  await openPaused(page, tinyPictures());
  await openTab(page, 'Objective');
  await panel(page).getByText('More objective settings').click();
  await number(page, 'Offset noise').fill('0.1');
  await number(page, 'Offset noise').press('Enter');
  await choose(page, 'Loss', 'Absolute error');
  await panel(page).getByRole('radio', { name: 'Learned', exact: true }).check({ force: true });
  await expect(number(page, 'Weight of the bound')).toHaveValue('0.001');
  const alert = panel(page).getByRole('alert');
  await expect(alert).toContainText('Loss is "Absolute error"; a learned variance goes with "Squared error" alone');
  await alert.getByRole('button', { name: 'Use the squared error' }).click();
  await expect(alert).toHaveCount(0);
  await panel(page).getByRole('switch', { name: 'Self-conditioning' }).check();
  await expect(panel(page).getByText('learned variance, offset noise, self-conditioning')).toBeVisible();
  await page.getByRole('button', { name: 'Restart with these changes' }).click();
  await page.evaluate(() => window.playground.step(3));
  const { loss, error } = await stateOf(page);
  expect(error).toBeUndefined();
  expect(loss).toBeGreaterThan(0);
  expect(await objectiveOf(page)).toMatchObject({ loss: 'mse', variance: 'learned', offsetNoise: 0.1, selfConditioning: true });
});
