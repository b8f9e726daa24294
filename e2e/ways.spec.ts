import { expectNoViolation } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { openPaused, recipeOf, stateOf, tinyRecipe } from './tinyRun.ts';

test('inside another page there are the picture, the run and what the address asks for', async ({ page }) => {
  await openPaused(page, undefined, './?embed=1&autostart=0&preset=two-moons&show=training,menu');
  await expect(page.getByRole('status').filter({ hasText: 'There is no panel "menu". The panels are data, network,' })).toBeVisible();
  await expect(page.getByTestId('loss-chart')).toBeVisible();
  for (const gone of ['Help and keyboard shortcuts', 'Gallery', 'Lessons']) await expect(page.getByRole('button', { name: gone, exact: true })).toHaveCount(0);
  await expect(page.getByRole('tab')).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Noise schedule' })).toHaveCount(0);
  await expectNoViolation(page);

  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect.poll(async () => (await stateOf(page)).step).toBeGreaterThan(10);
  const link = page.getByRole('link', { name: 'Open in Diffusion Playground' });
  await link.focus();
  await page.goto((await link.getAttribute('href') ?? '').replace('?', '?autostart=0&'));
  await page.evaluate(() => window.playground.ready);
  expect(await recipeOf(page), 'the same run in full').toEqual(tinyRecipe());
  await expect(page.getByRole('tab')).toHaveCount(6);
});

test('a link for a class carries the run with its drawn schedule, and leaves panels away', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openPaused(page);
  const point = page.getByRole('slider', { name: /^Point 4 of 7/ });
  await point.press('Shift+ArrowUp');
  await expect.poll(async () => (await recipeOf(page)).schedule.kind).toBe('hand-drawn');
  const recipe = await recipeOf(page);
  await page.getByRole('button', { name: 'Help and keyboard shortcuts' }).click();
  await page.getByRole('button', { name: 'Link to this run' }).click();
  const dialog = page.getByRole('dialog', { name: 'Link to this run' });
  await expect(dialog).toContainText('The link opens this run as it is set now');
  for (const panel of ['Network', 'Optimizer', 'Gallery']) await dialog.getByRole('checkbox', { name: panel }).uncheck();
  await dialog.getByRole('switch', { name: 'Training begins by itself' }).uncheck();
  await dialog.getByRole('button', { name: 'Copy: Address' }).click();
  await expect(dialog.getByRole('status')).toHaveText('Copied.');
  const address = await page.evaluate(() => navigator.clipboard.readText());
  expect(address).toMatch(/\?recipe=[\w-]+&hide=network,optimizer,gallery&autostart=0$/);
  await dialog.getByRole('switch', { name: 'Inside another page' }).check();
  await expect(dialog.getByRole('textbox', { name: 'Code for a page' })).toHaveValue(/^<iframe src="http.*embed=1&amp;autostart=0".*allow="fullscreen/);

  await page.goto(address);
  await page.evaluate(() => window.playground.ready);
  expect(await recipeOf(page)).toEqual(recipe);
  expect(await stateOf(page)).toMatchObject({ status: 'paused', step: 0 });
  await expect(page.getByRole('tab')).toHaveText(['Data', 'Objective', 'Sampling', 'Insight']);
  await expect(page.getByRole('button', { name: 'Gallery' })).toHaveCount(0);
});

test('the picture stands alone and comes back, with the run in reach; the keys are listed', async ({ page }) => {
  await page.setViewportSize({ width: 1920, height: 1080 });
  await openPaused(page);
  const canvas = page.getByTestId('theatre').locator('canvas');
  const height = async () => (await canvas.boundingBox())?.height ?? 0;
  const before = await height();
  const tab = page.getByRole('tab', { name: 'Data' });
  await tab.focus();
  await page.keyboard.press('f');
  await expect(tab).toBeHidden();
  await expect(page.getByRole('button', { name: 'Start', exact: true })).toBeInViewport();
  await expect.poll(height).toBeGreaterThan(before);
  await page.keyboard.press('Space');
  await expect.poll(async () => (await stateOf(page)).status).toBe('training');
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Back to the whole page (Esc)' }).click();
  await expect(tab).toBeVisible();

  await page.getByRole('button', { name: 'Picture alone, in full screen (F)' }).click();
  await expect(tab).toBeHidden();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toContainText('picture alone, in full screen');
  await page.keyboard.press('f');
  await expect(tab, 'a dialog has its own keys').toBeHidden();
  await page.keyboard.press('Escape');
  await page.keyboard.press('f');
  await expect(tab).toBeVisible();
});
