import type { Page } from 'playwright/test';
import { optimizerKinds } from '../src/recipe/names.ts';
import { choiceOption } from '../src/recipe/options.ts';
import { openTab } from './bench.ts';
import { expect, test } from './fixtures.ts';
import { tinyPictures } from './tinyPictures.ts';
import { openPaused, recipeOf, stateOf, tinyRecipe } from './tinyRun.ts';

const panel = (page: Page) => page.getByRole('region', { name: 'Optimizer' });
const notice = (page: Page) => page.getByRole('status').filter({ hasText: 'only after a restart' });

async function type(page: Page, name: string, value: string): Promise<void> {
  await panel(page).getByRole('textbox', { name, exact: true }).fill(value);
  await page.keyboard.press('Enter');
}

async function restart(page: Page): Promise<void> {
  await notice(page).getByRole('button', { name: 'Restart with these changes' }).click();
  await expect(notice(page)).toHaveCount(0);
  await expect.poll(async () => (await stateOf(page)).status).toBe('paused');
}

test('every optimizer trains after a restart, with numbers of its own', async ({ page }) => {
  await openPaused(page);
  await openTab(page, 'Optimizer');
  await page.evaluate(() => window.playground.step(5));
  for (const kind of [...optimizerKinds.filter((one) => one !== 'adamw'), 'adamw'] as const) {
    const label = choiceOption('optimizer.kind').choices.find(({ value }) => value === kind)?.label ?? '';
    await panel(page).getByRole('combobox', { name: 'Optimizer' }).selectOption(label);
    await expect(notice(page)).toContainText('Optimizer');
    await expect(panel(page), 'the rate that runs and the one that waits').toContainText('after a restart');
    const { loss: before } = await stateOf(page);
    await page.evaluate(() => window.playground.step(3));
    expect((await stateOf(page)).loss, `the present run is not touched by the choice of ${label}`).toBeLessThan(10 * before);
    await restart(page);
    await expect(panel(page)).not.toContainText('after a restart');
    expect((await stateOf(page)).step).toBe(0);
    await page.evaluate(() => window.playground.step(1));
    const { loss: first } = await stateOf(page);
    await page.evaluate(() => window.playground.step(60));
    const { loss, error } = await stateOf(page);
    expect(error).toBeUndefined();
    expect(loss, label).toBeGreaterThan(0);
    expect(loss, label).toBeLessThan(2 * first);
    expect((await recipeOf(page)).optimizer.kind).toBe(kind);
  }
});

test('the learning rate is drawn over the planned steps, with the present step on it', async ({ page }) => {
  await openPaused(page, tinyRecipe({ training: { steps: 200 }, optimizer: { learningRate: 0.002, warmupSteps: 20, decay: 'linear' } }));
  await openTab(page, 'Optimizer');
  const curve = panel(page).getByRole('group', { name: 'Learning rate over the planned training steps' });
  await expect(curve).toBeVisible();
  const mark = curve.getByTestId('present-rate').locator('line');
  const at = async () => Number(await mark.getAttribute('x1'));
  const begin = await at();
  await expect(panel(page)).toContainText('Step 0 of 200: the rate is 0.0001, 5 % of the highest.');
  await page.evaluate(() => window.playground.step(110));
  await expect(panel(page)).toContainText('Step 110 of 200: the rate is 0.00101, 51 % of the highest.');
  const middle = await at();
  expect(middle).toBeGreaterThan(begin + 20);
  const rows = panel(page).getByRole('table', { name: 'Learning rate over the planned training steps' }).getByRole('row');
  await expect(rows.last()).toContainText('199');

  await panel(page).getByRole('combobox', { name: 'Rate over time' }).selectOption('Constant');
  await expect(panel(page)).toContainText('Step 110 of 200: the rate is 0.002, 100 % of the highest.');
  await type(page, 'Learning rate, as a number', '0.001');
  await expect(panel(page)).toContainText('the rate is 0.001, 100 %');
  await type(page, 'Warm-up', '300');
  await expect(panel(page).getByRole('status')).toContainText('The warm-up of 300 steps is not over when training ends after 200');
  await panel(page).getByRole('combobox', { name: 'Rate over time' }).selectOption('One cycle');
  await expect(panel(page).getByRole('textbox', { name: 'Warm-up' })).toHaveCount(0);
  await expect(panel(page).getByRole('slider', { name: 'Rise of the cycle' })).toBeVisible();
  await expect(panel(page).getByRole('status')).toContainText('the warm-up of 300 steps is not used');
  await panel(page).getByRole('button', { name: 'Set it to 0' }).click();
  await expect(panel(page).getByRole('status')).toHaveCount(0);
  expect((await recipeOf(page)).optimizer).toMatchObject({ decay: 'one-cycle', warmupSteps: 0 });

  await page.evaluate(() => window.playground.step(90));
  await expect(panel(page)).toContainText('Step 200 of 200: the rate stays at 4e−9, 0.0004 % of the highest.');
  expect(await at()).toBeGreaterThan(middle + 20);
  await type(page, 'Training steps', '400');
  await expect(notice(page)).toContainText('Training steps counts only after a restart');
  await expect(panel(page)).toContainText('after a restart');
});

test('weight decay, clipping and further averages count after a restart', async ({ page }) => {
  await openPaused(page);
  await openTab(page, 'Optimizer');
  await type(page, 'Weight decay', '0.05');
  await panel(page).getByText('More optimizer settings').click();
  await type(page, 'Gradient clipping', '0.5');
  await panel(page).getByRole('button', { name: 'Add 0.9', exact: true }).click();
  await panel(page).getByRole('button', { name: 'Add 0.999', exact: true }).click();
  await expect(panel(page).getByRole('button', { name: /^Add / })).toHaveCount(0);
  await expect(panel(page)).toContainText('about the last 1,000 steps');
  await type(page, '2nd average', '2');
  await expect(panel(page).getByRole('alert')).toContainText('2nd average must be from 0 to 1; you typed 2.');
  await page.keyboard.press('Escape');
  await type(page, '2nd average', '0.5');
  await expect(panel(page)).toContainText('about the last 2 steps');
  await panel(page).getByRole('button', { name: 'Remove the 3rd average' }).click();
  await expect(notice(page)).toContainText('Weight decay, Gradient clipping, Further averages count only after a restart');
  await restart(page);
  await page.evaluate(() => window.playground.step(30));
  expect((await stateOf(page)).loss).toBeGreaterThan(0);
  const { optimizer, training } = await recipeOf(page);
  expect([optimizer.weightDecay, optimizer.clipNorm, training.furtherEmas]).toEqual([0.05, 0.5, [0.5]]);
  await expect(panel(page).getByRole('textbox', { name: 'Batches per step' }), 'points need no batches in pieces').toHaveCount(0);
});

test('pictures may have batches in pieces and hidden classes', async ({ page }) => {
  await openPaused(page, tinyPictures());
  await openTab(page, 'Optimizer');
  await panel(page).getByText('More optimizer settings').click();
  await type(page, 'Batches per step', '2');
  await expect(panel(page).getByRole('slider', { name: 'Hidden classes' })).toBeVisible();
  await expect(notice(page)).toContainText('Batches per step counts only after a restart');
  await restart(page);
  await page.evaluate(() => window.playground.step(2));
  expect((await stateOf(page)).loss).toBeGreaterThan(0);
});
