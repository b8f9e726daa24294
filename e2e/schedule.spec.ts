import type { Locator, Page } from 'playwright/test';
import { expect, test } from './fixtures.ts';
import { changedPixels, pictureOf } from './pictures.ts';
import { openPaused, recipeOf, stateOf, tinyRecipe } from './tinyRun.ts';
import { drawWithFinger, type Place } from './touch.ts';

const point = (page: Page, index: number) => page.getByRole('slider', { name: new RegExp(`^Point ${index} of`) });
const points = (page: Page) => page.getByRole('slider', { name: /^Point \d+ of/ });
const values = (page: Page) => page.getByRole('textbox', { name: /^Position t/ });
const shape = (page: Page, name: string) => page.getByRole('group', { name: 'Shape of the schedule' }).getByRole('radio', { name, exact: true });
/** The last but one picture of the forward process. */
const noised = (page: Page) => page.getByRole('img', { name: /^The data at timestep/ }).nth(3);
const warning = (page: Page, text: string | RegExp) => page.getByRole('status').filter({ hasText: text });

async function middleOf(locator: Locator): Promise<Place> {
  await locator.scrollIntoViewIfNeeded();
  const box = await locator.boundingBox();
  if (!box) throw new Error('This element is not shown.');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** The share of signal that a point keeps, in percent. */
const level = async (locator: Locator) => Number(await locator.getAttribute('aria-valuenow'));

test('a point follows the mouse and the keyboard, the text follows the point, and all can be undone', async ({ page }) => {
  await openPaused(page);
  await page.getByText('Values as text').click();
  const fitted = await values(page).inputValue();
  expect(fitted.trim().split('\n')).toHaveLength(7);
  const before = await pictureOf(noised(page));
  const undo = page.getByRole('button', { name: 'Undo (Ctrl+Z)' });
  const redo = page.getByRole('button', { name: 'Redo (Ctrl+Shift+Z)' });
  await expect(undo).toBeDisabled();

  const start = await middleOf(point(page, 5));
  const wasAt = await level(point(page, 5));
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  for (const part of [0.25, 0.5, 0.75, 1]) await page.mouse.move(start.x - 30 * part, start.y - 60 * part);
  await expect.poll(() => level(point(page, 5)), 'it moves while it is dragged').toBeGreaterThan(wasAt);
  await page.mouse.up();
  const moved = await middleOf(point(page, 5));
  expect(Math.hypot(moved.x - start.x + 30, moved.y - start.y + 60), 'pixels from where the mouse let go').toBeLessThan(3);
  await expect(shape(page, 'Hand-drawn')).toBeChecked();
  const dragged = await recipeOf(page);
  expect(dragged.schedule).toMatchObject({ kind: 'hand-drawn', space: 'log-snr' });
  expect(dragged.schedule.points).toHaveLength(7);
  const text = await values(page).inputValue();
  expect(text).not.toBe(fitted);
  expect(text.split('\n')[4]).toMatch(new RegExp(`^${dragged.schedule.points[4]?.u.toFixed(4).replace(/0+$/, '')}, `));
  expect(await changedPixels(before, await pictureOf(noised(page))), 'the noised data change with it').toBeGreaterThan(50);

  await undo.click();
  await expect(shape(page, 'Cosine')).toBeChecked();
  await expect(values(page)).toHaveValue(fitted);
  expect(await changedPixels(before, await pictureOf(noised(page)))).toBe(0);
  await redo.click();
  await expect(values(page)).toHaveValue(text);
  expect((await recipeOf(page)).schedule).toEqual(dragged.schedule);

  await point(page, 3).focus();
  const high = await level(point(page, 3));
  for (let press = 0; press < 3; press++) await page.keyboard.press('Shift+ArrowDown');
  await expect.poll(() => level(point(page, 3))).toBeLessThan(high);
  const name = await point(page, 3).getAttribute('aria-label');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(point(page, 3)).not.toHaveAccessibleName(name ?? '');
  await page.keyboard.press('Enter');
  await expect(points(page)).toHaveCount(8);
  await page.keyboard.press('Delete');
  await expect(points(page)).toHaveCount(7);
  await page.keyboard.press('Control+z');
  await expect(points(page)).toHaveCount(8);
  await page.getByRole('button', { name: 'Add point' }).click();
  await expect(points(page)).toHaveCount(9);
  await page.getByRole('button', { name: 'Remove this point' }).click();
  await expect(points(page)).toHaveCount(8);

  await page.getByRole('button', { name: 'Back to the default curve' }).click();
  await expect(shape(page, 'Cosine')).toBeChecked();
  await expect(points(page)).toHaveCount(7);
  expect((await stateOf(page)).error).toBeUndefined();
});

test.describe('with a touch screen', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 800 } });

  test('a point follows the finger, which does not scroll the page', async ({ page }) => {
    await openPaused(page);
    const start = await middleOf(point(page, 4));
    const wasAt = await level(point(page, 4));
    const scrolled = await page.evaluate(() => scrollY);
    await drawWithFinger(page, [start, { x: start.x, y: start.y + 15 }, { x: start.x, y: start.y + 35 }, { x: start.x + 8, y: start.y + 60 }]);
    await expect.poll(() => level(point(page, 4))).toBeLessThan(wasAt);
    await expect(shape(page, 'Hand-drawn')).toBeChecked();
    expect(await page.evaluate(() => scrollY)).toBe(scrolled);
    expect((await recipeOf(page)).schedule.points).toHaveLength(7);
  });
});

test('text, presets and T move the curve, in every view', async ({ page }) => {
  await openPaused(page);
  await page.getByText('Values as text').click();
  await values(page).fill('0, 8\n0.5, 1\n1, -9');
  await expect(points(page)).toHaveCount(3);
  await expect(point(page, 2)).toHaveAccessibleName('Point 2 of 3, at timestep 25');
  expect((await recipeOf(page)).schedule.points).toEqual([{ u: 0, value: 8 }, { u: 0.5, value: 1 }, { u: 1, value: -9 }]);
  // ln(alpha_bar / (1 - alpha_bar)) = 1 where alpha_bar = 1 / (1 + e^-1) = 0.73.
  expect(await level(point(page, 2))).toBe(73);

  await values(page).fill('0, 8\n0.5, one\n1, -9');
  await expect(page.getByRole('alert')).toContainText('Line 2: “one” is not a number; use digits with a point, such as 0.25.');
  await expect(points(page), 'the curve stays').toHaveCount(3);
  await page.getByRole('button', { name: 'Go back to the curve' }).click();
  await expect(values(page)).toHaveValue('0, 8\n0.5, 1\n1, -9');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page.getByRole('group', { name: 'Values are' }).getByRole('radio', { name: 'ᾱ' }).check({ force: true });
  await expect(values(page)).toHaveValue(/^0, 0\.9997\n0\.5, 0\.7311\n1, 0\.0001$/);
  expect((await recipeOf(page)).schedule.space).toBe('alpha-bar');

  const pictures = [await pictureOf(noised(page))];
  for (const [name, kind] of [['Linear', 'linear'], ['Scaled linear', 'scaled-linear'], ['Cosine', 'cosine'], ['Sigmoid', 'sigmoid'], ['Hand-drawn', 'hand-drawn']] as const) {
    await shape(page, name).check({ force: true });
    await expect.poll(async () => (await recipeOf(page)).schedule.kind).toBe(kind);
    const picture = await pictureOf(noised(page));
    for (const other of kind === 'hand-drawn' ? pictures.slice(1) : pictures) expect(await changedPixels(other, picture), `${name} noises unlike the others`).toBeGreaterThan(20);
    pictures.push(picture);
  }
  const [drawn, again] = [pictures[0], pictures.at(-1)];
  expect(drawn && again && await changedPixels(drawn, again), 'the drawing was kept').toBe(0);

  const chart = page.getByRole('group', { name: /^Noise schedule: / });
  for (const view of ['ᾱ', 'σ', 'β', 'log-SNR']) {
    await page.getByRole('group', { name: 'Show' }).getByRole('radio', { name: view }).check({ force: true });
    await expect(chart).toHaveAccessibleName(`Noise schedule: ${view} over timestep t, 3 points`);
    expect(await chart.locator('path').evaluateAll((paths) => paths.filter((path) => /NaN|Infinity/.test(path.getAttribute('d') ?? '')).length)).toBe(0);
  }

  const box = page.getByRole('textbox', { name: 'Timesteps T, as a number' });
  await box.fill('300');
  await box.press('Enter');
  await expect(point(page, 3)).toHaveAccessibleName('Point 3 of 3, at timestep 299');
  expect((await recipeOf(page)).schedule.timesteps).toBe(300);
  await box.fill('9');
  await box.press('Enter');
  await expect(page.getByRole('alert')).toContainText('10');
  await box.press('Escape');
  await box.fill('10');
  await box.press('Enter');
  await expect.poll(async () => (await recipeOf(page)).sampling.steps).toBeLessThanOrEqual(10);
  await page.evaluate(() => window.playground.step(3));
  expect((await stateOf(page)).error).toBeUndefined();
});

test('the edited schedule drives training and sampling; detached sampling has its own', async ({ page }) => {
  const recipe = tinyRecipe();
  await openPaused(page, recipe);
  const trainedLoss = async () => {
    await page.evaluate(() => window.playground.step(10));
    return (await stateOf(page)).loss;
  };
  const samples = () => page.evaluate(async () => [...(await window.playground.sample()).frames.at(-1) ?? []]);
  const cosine = await trainedLoss();
  await page.evaluate(() => window.playground.reset());
  expect(await trainedLoss(), 'the same schedule, the same bits').toBe(cosine);
  const byCosine = await samples();

  await shape(page, 'Linear').check({ force: true });
  await expect.poll(samples, 'sampling follows the new curve').not.toEqual(byCosine);
  const byLinear = await samples();
  await page.evaluate(() => window.playground.reset());
  expect(await trainedLoss(), 'training follows the new curve').not.toBe(cosine);
  expect((await stateOf(page)).step).toBe(10);
  await expect(page.getByRole('status').filter({ hasText: 'only after a restart' }), 'without a restart').toHaveCount(0);

  await page.getByRole('switch', { name: 'Sampling uses its own schedule' }).check();
  await expect(page.getByText('The curve above is the one for sampling.')).toBeVisible();
  await page.getByText('Values as text').click();
  await values(page).fill('0, 15\n1, 2');
  await values(page).blur();
  const detached = await recipeOf(page);
  expect(detached.schedule.kind).toBe('linear');
  expect(detached.sampling.schedule).toMatchObject({ kind: 'hand-drawn', points: [{ u: 0, value: 15 }, { u: 1, value: 2 }] });
  await expect(warning(page, 'should be there')).toContainText('but sampling starts from pure noise without any.');
  expect(await samples()).not.toEqual(byLinear);
  await page.getByRole('group', { name: 'Curve of' }).getByRole('radio', { name: 'Training' }).check({ force: true });
  await expect(shape(page, 'Linear')).toBeChecked();
  await page.getByRole('group', { name: 'Curve of' }).getByRole('radio', { name: 'Sampling' }).check({ force: true });
  await warning(page, 'far from every level').getByRole('button', { name: 'Use the trained curve' }).click();
  await expect(warning(page, /far from every level|should be there/)).toHaveCount(0);
  await page.getByRole('switch', { name: 'Sampling uses its own schedule' }).uncheck();
  expect((await recipeOf(page)).sampling.schedule).toBeNull();
});

test('unwise curves are explained, with a remedy', async ({ page }) => {
  await openPaused(page);
  await page.getByText('Values as text').click();
  await values(page).fill('0, 8\n0.4, -1\n0.6, 1\n1, 0');
  await values(page).blur();
  const left = warning(page, 'but sampling starts from pure noise');
  await expect(left).toContainText(/At the last timestep 71 % of the data's amplitude is still there \(alpha_bar = 0\.5\)/);
  await expect(left).toContainText('Pull the right end of the curve down');
  await warning(page, /The curve rises after t = \d+/).getByRole('button', { name: 'Make it fall' }).click();
  await expect(warning(page, 'The curve rises')).toHaveCount(0);
  await left.getByRole('button', { name: 'Pull the end down' }).click();
  await expect(left).toHaveCount(0);

  const zero = page.getByRole('switch', { name: 'Zero terminal SNR' });
  await zero.check();
  const undefinedThere = warning(page, 'Predicting epsilon there');
  await expect(undefinedThere, 'v-prediction is defined there').toHaveCount(0);
  await page.getByRole('combobox', { name: 'Prediction' }).selectOption('epsilon');
  await expect(undefinedThere).toContainText('Predict v or x0');
  await undefinedThere.getByRole('button', { name: 'Leave a little signal' }).click();
  await expect(undefinedThere).toHaveCount(0);
  await expect(zero).not.toBeChecked();
});
