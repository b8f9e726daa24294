import type { Page } from 'playwright/test';
import { gridNames } from '../src/diffusion/grids.ts';
import { samplerNames } from '../src/diffusion/samplerTable.ts';
import type { SampleRequest } from '../src/protocol/messages.ts';
import { expectNoViolation } from './axe.ts';
import { openTab } from './bench.ts';
import { expect, test } from './fixtures.ts';
import { changedPixels, pictureOf } from './pictures.ts';
import { openPaused, recipeOf } from './tinyRun.ts';

/** Samples by the script interface; numbers as they are in the page. */
async function sample(page: Page, request: Partial<SampleRequest>): Promise<{ shape: number[]; frames: number[][] }> {
  return page.evaluate(async (asked) => {
    const { shape, frames } = await window.playground.sample(asked);
    return { shape, frames: frames.map((frame) => [...frame]) };
  }, request);
}

test('scripts get every frame of sampling, the same for the same seed', async ({ page }) => {
  await openPaused(page);
  await page.evaluate(() => window.playground.step(20));
  const request = { sampler: 'ddim', steps: 10, count: 150, seed: 7 } as const;
  const { shape, frames } = await sample(page, request);
  expect(shape).toEqual([150, 2]);
  expect(frames).toHaveLength(11);
  for (const frame of frames) {
    expect(frame).toHaveLength(300);
    expect(frame.every(Number.isFinite)).toBe(true);
  }
  // The first frame is standard normal noise: the mean of its 300 numbers lies within 5 standard errors of 0, and so does that of their squares of 1.
  const noise = frames[0] ?? [];
  expect(Math.abs(noise.reduce((sum, value) => sum + value, 0) / 300)).toBeLessThan(5 / Math.sqrt(300));
  expect(Math.abs(noise.reduce((sum, value) => sum + value ** 2, 0) / 300 - 1)).toBeLessThan(5 * Math.sqrt(2 / 300));
  expect(frames[10]).not.toEqual(noise);

  expect((await sample(page, request)).frames).toEqual(frames);
  const other = await sample(page, { ...request, seed: 8 });
  expect(other.frames[0]).not.toEqual(noise);
  for (const sampler of samplerNames) {
    const drawn = await sample(page, { ...request, sampler });
    expect(drawn.frames.length, sampler).toBeGreaterThan(10);
    expect(drawn.frames.every((frame) => frame.every(Number.isFinite)), sampler).toBe(true);
  }
  for (const spacing of gridNames) {
    const places = spacing === 'hand-placed' ? [49, 40.5, 31, 24, 19, 14, 9, 5, 2, 0] : [];
    expect((await sample(page, { ...request, spacing, places })).frames, spacing).toHaveLength(11);
  }
  const noisy = await sample(page, { ...request, sampler: 'ddpm' });
  expect(noisy.frames[0], 'a seed means the same noise for every sampler').toEqual(noise);
  expect(noisy.frames[10]).not.toEqual(frames[10]);
  expect((await sample(page, { ...request, sampler: 'ddpm' })).frames).toEqual(noisy.frames);
  const all = await sample(page, { ...request, steps: 50, count: 3 });
  expect(all.shape).toEqual([3, 2]);
  expect(all.frames).toHaveLength(51);

  for (const [bad, about] of [
    ['{ steps: 0 }', /steps/], ['{ steps: 51 }', /50/], ['{ steps: 2.5 }', /2\.5/], ['{ count: 0 }', /0/], ['{ count: "many" }', /many/],
    ['{ seed: -1 }', /-1/], ['{ sampler: "eular" }', /eular/], ['{ eta: 2 }', /2/],
  ] as const) {
    const answer: unknown = await page.evaluate(`window.playground.sample(${bad}).then(() => 'it went through', (error) => error.message)`);
    expect(answer, bad).toMatch(about);
    expect(answer, bad).toMatch(/^sampling\.\w+ is .+; it takes .+\.$/);
  }
  expect((await sample(page, request)).frames, 'a refused request leaves the model as it was').toEqual(frames);
});

test('the film plays, pauses, steps, scrubs and changes its view', async ({ page }) => {
  await openPaused(page);
  await page.evaluate(() => window.playground.step(50));
  await page.getByRole('radio', { name: 'Denoise' }).check({ force: true });
  const theatre = page.getByTestId('theatre');
  const canvas = theatre.locator('canvas').first();
  const controls = page.getByRole('group', { name: 'Film controls' });
  const frame = async () => Number(await theatre.getAttribute('data-frame'));
  const atFrame = (index: number) => expect(theatre).toHaveAttribute('data-frame', String(index));

  await expect(controls.getByRole('button', { name: 'Pause the film' })).toBeVisible();
  await expect.poll(frame).toBeGreaterThan(1);
  await controls.getByRole('button', { name: 'Pause the film' }).click();
  const stopped = await frame();

  const scrubber = controls.getByRole('slider', { name: 'Denoising step' });
  await scrubber.press('Home');
  await atFrame(0);
  await expect(scrubber).toHaveAttribute('aria-valuetext', /^pure noise, t = 49/);
  await expect(controls.getByRole('button', { name: 'One step back' })).toBeDisabled();
  const noise = await pictureOf(canvas);
  await scrubber.press('ArrowRight');
  await atFrame(1);
  expect(await changedPixels(noise, await pictureOf(canvas))).toBeGreaterThan(100);
  await scrubber.press('End');
  await atFrame(10);
  await expect(scrubber).toHaveAttribute('aria-valuetext', /^finished samples, t = 0/);
  const end = await pictureOf(canvas);
  expect(await changedPixels(noise, end)).toBeGreaterThan(500);

  await controls.getByRole('button', { name: 'One step back' }).click();
  await atFrame(9);
  await controls.getByRole('button', { name: 'One step forward' }).click();
  await atFrame(10);
  expect(await changedPixels(end, await pictureOf(canvas)), 'the same frame is the same picture').toBe(0);

  const screen = theatre.getByRole('group', { name: /^Film of denoising/ });
  await screen.focus();
  await page.keyboard.press('ArrowLeft');
  await atFrame(9);
  await page.keyboard.press('Home');
  await atFrame(0);
  expect(await changedPixels(noise, await pictureOf(canvas))).toBe(0);
  await page.getByRole('button', { name: 'Go to step 4, ' }).click();
  await atFrame(4);

  const noisy = await pictureOf(canvas);
  await page.getByRole('radio', { name: 'Predicted x₀' }).check({ force: true });
  await expect(canvas).toHaveAccessibleName(/^Predicted clean points/);
  await expect.poll(async () => changedPixels(noisy, await pictureOf(canvas))).toBeGreaterThan(500);
  await page.getByRole('radio', { name: 'Noisy xₜ' }).check({ force: true });
  await expect.poll(async () => changedPixels(noisy, await pictureOf(canvas))).toBe(0);
  await page.getByRole('radio', { name: 'Noise ε' }).check({ force: true });
  await expect(theatre).toContainText('99 % of true noise lie within');
  await page.getByRole('radio', { name: 'Score' }).check({ force: true });
  await expect(theatre).toContainText(/towards where points are likelier\. Drawn [\d.]+ times as long/);
  await expect.poll(async () => changedPixels(noisy, await pictureOf(canvas))).toBeGreaterThan(500);
  await page.getByRole('radio', { name: 'Noisy xₜ' }).check({ force: true });

  await page.getByRole('combobox', { name: 'Beside it' }).selectOption('Velocity v');
  const both = theatre.locator('canvas');
  await expect(both).toHaveCount(2);
  await expect(both.last()).toHaveAccessibleName(/^Noisy points with predicted velocities over the training data: step 4 of 10/);
  await page.getByRole('radio', { name: 'Wipe' }).check({ force: true });
  const handle = theatre.getByRole('slider', { name: 'Border between the pictures' });
  await handle.press('Home');
  await handle.press('PageUp');
  await handle.press('ArrowRight');
  await expect(handle).toHaveAttribute('aria-valuetext', '12 %: left of it Noisy xₜ, right of it Velocity v');
  const box = await canvas.boundingBox();
  const grip = await handle.boundingBox();
  if (!box || !grip) throw new Error('The two pictures have no place.');
  await page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + 0.75 * box.width, grip.y + 10, { steps: 3 });
  await page.mouse.up();
  await expect(handle).toHaveAttribute('aria-valuenow', '75');
  await atFrame(4);
  await expectNoViolation(page, { within: '#samples' });
  await page.getByRole('combobox', { name: 'Beside it' }).selectOption('nothing');
  await expect(both).toHaveCount(1);
  await expect.poll(async () => changedPixels(noisy, await pictureOf(canvas))).toBe(0);
  await page.getByRole('switch', { name: 'Trails' }).check();
  await expect.poll(async () => changedPixels(noisy, await pictureOf(canvas))).toBeGreaterThan(100);
  await page.getByRole('switch', { name: 'Trails' }).uncheck();

  await controls.getByRole('combobox', { name: 'Speed' }).selectOption('4×');
  await controls.getByRole('button', { name: 'Loop' }).click();
  await expect(controls.getByRole('button', { name: 'Loop' })).toHaveAttribute('aria-pressed', 'false');
  await controls.getByRole('button', { name: 'Play the film' }).click();
  await atFrame(10);
  await expect(controls.getByRole('button', { name: 'Play the film' })).toBeVisible();
  expect(stopped).toBeGreaterThan(1);
});

test('sampling settings draw the film anew', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openPaused(page);
  await page.evaluate(() => window.playground.step(50));
  await page.getByRole('button', { name: 'Watch them emerge from noise' }).click();
  const theatre = page.getByTestId('theatre');
  const canvas = theatre.locator('canvas');
  const scrubber = page.getByRole('slider', { name: 'Denoising step' });
  await expect(page.getByRole('button', { name: 'Play the film' }), 'it does not play by itself').toBeVisible();
  await scrubber.press('End');
  await expect(theatre).toHaveAttribute('data-frame', '10');
  const first = await pictureOf(canvas);

  await openTab(page, 'Sampling');
  const { seed } = (await recipeOf(page)).sampling;
  await page.getByRole('button', { name: 'New noise' }).click();
  await expect.poll(async () => (await recipeOf(page)).sampling.seed).not.toBe(seed);
  await expect.poll(async () => changedPixels(first, await pictureOf(canvas))).toBeGreaterThan(500);
  const settings = page.getByRole('region', { name: 'Sampling', exact: true });
  const type = async (name: string, value: string) => {
    await settings.getByRole('textbox', { name }).fill(value);
    await page.keyboard.press('Enter');
  };
  await type('Seed', String(seed));
  await expect.poll(async () => changedPixels(first, await pictureOf(canvas)), 'the old seed brings the old samples back').toBe(0);

  await type('Sampling steps, as a number', '20');
  await expect(scrubber).toHaveAttribute('max', '20');
  await scrubber.press('End');
  await expect(theatre).toHaveAttribute('data-frame', '20');
  await type('Sampling steps, as a number', '51');
  await expect(settings.getByRole('alert')).toContainText('50');
  await page.keyboard.press('Escape');

  const ddim = await pictureOf(canvas);
  await settings.getByRole('combobox', { name: 'Sampler' }).selectOption('DDPM');
  await expect.poll(async () => changedPixels(ddim, await pictureOf(canvas))).toBeGreaterThan(500);
  await expect(settings.getByRole('slider', { name: 'eta' }), 'DDPM takes no eta').toHaveCount(0);

  await settings.getByRole('combobox', { name: 'Sampler' }).selectOption('Heun');
  await expect(scrubber, 'the second call of a step is a frame of its own').toHaveAttribute('max', '39');
  await scrubber.press('Home');
  await scrubber.press('ArrowRight');
  await expect(scrubber).toHaveAttribute('aria-valuetext', /^on the way from step 0 to step 1 of 20, /);
  await scrubber.press('ArrowRight');
  await expect(theatre).toContainText('1 of 20');

  await page.evaluate(() => window.playground.step(10));
  await expect(theatre).toContainText('Model after 50 steps, now at 60');
  await page.getByRole('button', { name: 'Sample again' }).click();
  await expect(theatre).toContainText(/Model after 60 steps(?!, now)/);
});
