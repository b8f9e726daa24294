import { expect, test } from './fixtures.ts';
import { changedPixels, pictureOf } from './pictures.ts';
import { openPaused } from './tinyRun.ts';

test('ground, folded grid and single particles in the plane of the points', async ({ page }) => {
  await openPaused(page);
  await page.evaluate(() => window.playground.step(20));
  const theatre = page.getByTestId('theatre');
  const canvas = theatre.getByRole('img');
  const ground = page.getByRole('combobox', { name: 'Background' });

  await ground.selectOption('data, heat map');
  await expect(page.getByTestId('ground-data'), 'live samples lie over the data as they are').toContainText(/^density of the data \(bandwidth [\d.]+\): 0 to [\d.]+ per square standard deviation/);

  await page.getByRole('radio', { name: 'Denoise' }).check({ force: true });
  const scrubber = page.getByRole('slider', { name: 'Denoising step' });
  await expect(scrubber).toBeVisible();
  await scrubber.fill('0');
  const density = page.getByTestId('ground-data');
  // Unit noise is 1 / (2 pi) dense in the middle.
  await expect(density).toContainText(/^density of pₜ, the noised data .*: 0 to 0\.1[56] per square/);
  await scrubber.fill('10');
  await expect(density).toContainText(/0 to 0\.[2-9]/);
  await page.getByRole('radio', { name: /^Noise/ }).check({ force: true });
  await expect(page.getByText('The ground is one of the plane of the data')).toBeVisible();
  await page.getByRole('radio', { name: /^Noisy/ }).check({ force: true });
  await ground.selectOption('both, contours');
  await expect(page.getByTestId('ground-samples')).toContainText('they hold 50, 90 and 99 %');
  await ground.selectOption('nothing');

  const plain = await pictureOf(canvas);
  await page.getByRole('switch', { name: 'Grid' }).check({ force: true });
  await expect(theatre.getByText('lines of equal x of the starting noise')).toBeVisible();
  expect(await changedPixels(plain, await pictureOf(canvas))).toBeGreaterThan(500);
  await page.getByRole('switch', { name: 'Grid' }).uncheck({ force: true });
  expect(await changedPixels(plain, await pictureOf(canvas))).toBe(0);

  // By keyboard: the switch, then the picture.
  const particle = page.getByTestId('particle');
  const number = particle.getByRole('textbox', { name: 'Particle' });
  await page.getByRole('switch', { name: 'Particle' }).focus();
  await page.keyboard.press('Space');
  await expect(particle.getByRole('status')).toContainText(/^Particle 1 of 200: from \(.+\) to \(.+\)$/);
  await page.getByRole('group', { name: /^Film of denoising/ }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(number).toHaveValue('2');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(number).toHaveValue('200');
  await number.fill('5');
  await page.keyboard.press('Enter');
  await expect(particle.getByRole('status')).toContainText('Particle 5 of 200');
  const [x = NaN, y = NaN] = [...(await particle.getByRole('status').textContent() ?? '').matchAll(/[−\d.]+(?=[,)])/g)].map(([text]) => Number(text.replace('−', '-')));
  await page.keyboard.press('Escape');
  await expect(particle).toHaveCount(0);

  // By mouse: a point where its noise lies, then a place without one, and a start that is typed.
  await scrubber.fill('0');
  const box = await canvas.boundingBox();
  if (!box) throw new Error('The picture has no place.');
  const unit = Math.min(box.width - 44, box.height - 42) / 6.8;
  const at = (across: number, up: number) => ({ position: { x: 38 + (box.width - 44) / 2 + unit * across, y: 6 + (box.height - 42) / 2 - unit * up } });
  await canvas.click(at(x, y));
  await expect(number).toHaveValue('5');
  await canvas.click(at(3.1, -3.1));
  await expect(particle.getByRole('status')).toContainText(/^Your own particle: from \(3\.\d+, −3\.\d+\) to/);
  await particle.getByRole('textbox', { name: 'x of the start' }).fill('-1.5');
  await page.keyboard.press('Enter');
  await expect(particle.getByRole('status')).toContainText('from (−1.50,');

  // The perfect model beside it carries the same particle, and the grid.
  await page.getByRole('combobox', { name: 'Beside it' }).selectOption('the perfect model');
  await expect(particle.getByText('perfect model: ends at')).toBeVisible();
  await scrubber.fill('10');
  const second = theatre.locator('canvas').last();
  await expect(second).toHaveAccessibleName(/perfect model/);
  const bare = await pictureOf(second);
  await page.getByRole('switch', { name: 'Grid' }).check({ force: true });
  await expect(theatre.getByText('lines of equal x of the starting noise')).toBeVisible();
  expect(await changedPixels(bare, await pictureOf(second)), 'the grid lies on the second picture, too').toBeGreaterThan(300);
  await particle.getByRole('button', { name: 'Back to all samples' }).click();
  await expect(particle).toHaveCount(0);
});
