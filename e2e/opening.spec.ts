import { gzipSync } from 'node:zlib';
import { openTab } from './bench.ts';
import { expect, test } from './fixtures.ts';
import { measureFrames, reportFrames } from './frameTimes.ts';
import { changedPixels, pictureOf } from './pictures.ts';
import { openPaused, recipeOf, stateOf, tinyRecipe } from './tinyRun.ts';

test('opens on its preset from a sub-path and begins to learn by itself', async ({ page, siteUrl }, info) => {
  const addresses: string[] = [];
  page.on('request', (request) => addresses.push(request.url()));
  await page.goto('./');
  expect(new URL(page.url()).pathname).toBe('/some/folder/');
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
  await measureFrames(page);
  await expect.poll(async () => (await stateOf(page)).step).toBeGreaterThan(0);
  const { step, status, device, loss } = await stateOf(page);
  expect(status).toBe('training');
  expect(device).not.toBe('');
  expect(loss).toBeGreaterThan(0);
  await expect.poll(async () => (await stateOf(page)).step).toBeGreaterThan(step);
  await reportFrames(page, info, 'opening preset training');

  const recipe = await recipeOf(page);
  await expect(page.getByRole('group', { name: 'Built-in data' }).getByRole('radio', { checked: true })).toHaveCount(1);
  expect(recipe.name).toBe(recipe.data.kind);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Continue' })).toBeVisible();
  expect((await stateOf(page)).status).toBe('paused');
  expect(addresses.filter((address) => /^https?:/.test(address) && !address.startsWith(siteUrl)), 'everything comes from its own folder').toEqual([]);
});

test('waits for the person who prefers reduced motion', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('./?preset=two-moons');
  await page.evaluate(() => window.playground.ready);
  expect(await stateOf(page)).toMatchObject({ status: 'paused', step: 0 });
  await expect(page.getByRole('button', { name: 'Start', exact: true })).toBeEnabled();
  await expect(page.getByRole('radio', { name: 'Two moons' })).toBeChecked();
});

test('greets newcomers until they close it; settings outlive a reload, and the first ones can be had back', async ({ page }) => {
  const welcome = page.getByText('New here?');
  await page.goto('./?preset=two-moons&autostart=0');
  await expect(welcome).toBeVisible();
  await page.getByRole('button', { name: 'Close the welcome' }).click();
  await expect(welcome).toHaveCount(0);
  await page.getByRole('radio', { name: 'Rings' }).check({ force: true });
  await expect.poll(async () => (await recipeOf(page)).data.kind).toBe('rings');
  await page.reload();
  await page.evaluate(() => window.playground.ready);
  expect((await recipeOf(page)).data.kind).toBe('rings');
  await expect(welcome).toHaveCount(0);
  const notice = page.getByRole('status').filter({ hasText: 'your settings are still here' });
  await notice.getByRole('button', { name: 'Back to the first settings' }).click();
  await expect(notice).toHaveCount(0);
  await expect.poll(async () => (await recipeOf(page)).data.kind).toBe('two-moons');
});

test('an unknown preset is answered with a sentence and the usual one', async ({ page }) => {
  await page.goto('./?preset=three-moons&autostart=0');
  const notice = page.getByRole('status').filter({ hasText: 'There is no preset "three-moons"' });
  await expect(notice).toContainText('The presets are eight-gaussians, two-moons');
  await notice.getByRole('button', { name: 'Dismiss this notice' }).click();
  await expect(notice).toHaveCount(0);
  expect((await recipeOf(page)).data.kind).not.toBe('three-moons');
});

test('the live picture really changes while the model learns', async ({ page }) => {
  await openPaused(page);
  const theatre = page.getByTestId('theatre');
  await expect(theatre).toHaveAttribute('data-step', '0');
  const canvas = theatre.locator('canvas');
  const untrained = await pictureOf(canvas);
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect.poll(async () => Number(await theatre.getAttribute('data-step'))).toBeGreaterThan(100);
  const early = await pictureOf(canvas);
  const earlyStep = Number(await theatre.getAttribute('data-step'));
  expect(await changedPixels(untrained, early), 'pixels that differ from the untrained picture').toBeGreaterThan(500);
  await expect.poll(async () => Number(await theatre.getAttribute('data-step'))).toBeGreaterThan(earlyStep + 100);
  expect(await changedPixels(early, await pictureOf(canvas)), 'pixels that changed while learning').toBeGreaterThan(500);
});

test('light and dark follow the system and the switch, which is remembered', async ({ page }) => {
  const lightness = () => page.evaluate(() => {
    const [red = 0, green = 0, blue = 0] = [...getComputedStyle(document.documentElement).backgroundColor.matchAll(/[\d.]+/g)].map(Number);
    return (red + green + blue) / 3;
  });
  await page.emulateMedia({ colorScheme: 'dark' });
  await openPaused(page);
  expect(await lightness()).toBeLessThan(80);
  const canvas = page.getByTestId('theatre').locator('canvas');
  const dark = await pictureOf(canvas);
  await page.getByRole('button', { name: /^Colours: as the system/ }).click();
  expect(await lightness()).toBeGreaterThan(200);
  await expect.poll(async () => changedPixels(dark, await pictureOf(canvas))).toBeGreaterThan(500);
  await page.goto('./?autostart=0');
  await expect(page.getByRole('button', { name: /^Colours: light/ })).toBeVisible();
  expect(await lightness()).toBeGreaterThan(200);
  await page.getByRole('button', { name: /^Colours: light/ }).click();
  expect(await lightness()).toBeLessThan(80);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.getByRole('button', { name: /^Colours: dark/ }).click();
  expect(await lightness()).toBeGreaterThan(200);
});

test('fits a window 360 pixels wide', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await openPaused(page, tinyRecipe({ training: { steps: 100 } }));
  const fits = async (what: string) => {
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width, what).toBeLessThanOrEqual(360);
  };
  await fits('as it opens');
  // Nothing glides away under the mouse.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const source of ['Word', 'Drawing', 'File']) {
    await page.getByRole('radio', { name: source, exact: true }).check({ force: true });
    await fits(`data: ${source}`);
  }
  await page.getByRole('switch', { name: 'Sampling uses its own schedule' }).check();
  await page.getByText('Values as text', { exact: true }).click();
  for (const [tab, summaries] of [['Network', ['More network settings']], ['Objective', ['More objective settings', 'Formula of v']], ['Optimizer', ['More optimizer settings']], ['Sampling', ['More sampling settings']], ['Insight', []]] as const) {
    await openTab(page, tab);
    for (const summary of summaries) await page.getByText(summary, { exact: true }).click();
    await fits(`${tab}, all settings open`);
  }
  await page.getByRole('radio', { name: 'Denoise' }).check({ force: true });
  await expect(page.getByRole('slider', { name: 'Denoising step' })).toBeVisible();
  await fits('film');
  await page.getByRole('button', { name: 'Help and keyboard shortcuts' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await fits('help');
});

test('what is loaded before the page stands is at most 250 kB', async ({ page, siteUrl }) => {
  const html = await (await page.request.get(siteUrl)).text();
  const scripts = new Set([...html.matchAll(/(?:src|href)="([^"]+\.js)"/g)].map(([, address]) => address ?? ''));
  expect(scripts.size).toBeGreaterThan(0);
  const sizes = await Promise.all([...scripts].map(async (address) => gzipSync(await (await page.request.get(new URL(address, siteUrl).href)).body()).byteLength));
  expect(sizes.reduce((sum, size) => sum + size, 0), [...scripts].join(', ')).toBeLessThan(250_000);
});
