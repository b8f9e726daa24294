import { expectNoViolation } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { changedPixels, pictureOf } from './pictures.ts';
import { stateOf } from './tinyRun.ts';

test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, 'gpu', { configurable: true, get: () => undefined });
  });
});

test('without WebGPU the page says why and how to get it, and plays a recorded run', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('./');
  await page.evaluate(() => window.playground.ready);
  const why = page.getByRole('region', { name: 'Training needs WebGPU' });
  await expect(why).toContainText('This browser does not offer WebGPU');
  for (const help of [/Chrome or Edge/, /Safari/, /Firefox/, /chrome:\/\/flags/, /about:config/, /recorded run/]) await expect(why).toContainText(help);
  await expectNoViolation(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1280);

  const theatre = page.getByTestId('theatre');
  const canvas = theatre.locator('canvas');
  await expect(page.getByTestId('device')).toContainText('Recorded on');
  expect(await stateOf(page)).toMatchObject({ status: 'paused', step: 0 });
  const untrained = await pictureOf(canvas);
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect.poll(async () => (await stateOf(page)).step).toBeGreaterThan(100);
  await expect.poll(async () => changedPixels(untrained, await pictureOf(canvas)), 'the recorded samples change').toBeGreaterThan(500);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  expect(await stateOf(page)).toMatchObject({ status: 'paused' });
  expect((await stateOf(page)).loss).toBeGreaterThan(0);

  await page.getByRole('radio', { name: 'Denoise' }).check({ force: true });
  const scrubber = page.getByRole('slider', { name: 'Denoising step' });
  await scrubber.press('Home');
  await expect(theatre).toHaveAttribute('data-frame', '0');
  const noise = await pictureOf(canvas);
  await scrubber.press('End');
  await expect(scrubber).toHaveAttribute('aria-valuetext', /^finished samples/);
  expect(await changedPixels(noise, await pictureOf(canvas))).toBeGreaterThan(500);
  await page.getByRole('radio', { name: 'Predicted x₀' }).check({ force: true });
  await expect(canvas).toHaveAccessibleName(/^Predicted clean points/);

  await page.setViewportSize({ width: 360, height: 740 });
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth), 'once all is drawn anew').toBeLessThanOrEqual(360);
  await expect(page.evaluate(() => window.playground.step(1))).rejects.toThrow('Training your own needs a browser with WebGPU.');
});

test('a recorded run that cannot be loaded is told', async ({ page, problems }) => {
  await page.route('**/recorded-run.json', (route) => route.abort());
  await page.goto('./');
  await expect(page.getByRole('alert')).toContainText('The recorded run could not be loaded. Check the connection and reload the page.');
  await expect(page.getByRole('region', { name: 'Training needs WebGPU' })).toContainText('This browser does not offer WebGPU');
  expect(problems.every((problem) => /recorded-run\.json|ERR_FAILED/.test(problem)), problems.join('; ')).toBe(true);
  problems.length = 0;
});
