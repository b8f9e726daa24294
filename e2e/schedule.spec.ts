import type { Locator, Page } from 'playwright/test';
import { openTab } from './bench.ts';
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

/** What is higher up in the window may lie under the bar that stays there. */
const BAR = 80;

async function middleOf(locator: Locator): Promise<Place> {
  await locator.scrollIntoViewIfNeeded();
  let box = await locator.boundingBox();
  if (box && box.y < BAR) {
    await locator.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    box = await locator.boundingBox();
  }
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

  await point(page, 5).evaluate((element) => element.scrollIntoView({ block: 'center' }));
  const start = await middleOf(point(page, 5));
  const wasAt = await level(point(page, 5));
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.keyboard.down('Alt');
  for (const part of [0.25, 0.5, 0.75, 1]) await page.mouse.move(start.x - 30 * part, start.y - 60 * part);
  await expect.poll(() => level(point(page, 5)), 'it moves while it is dragged').toBeGreaterThan(wasAt);
  const moved = await middleOf(point(page, 5));
  expect(Math.hypot(moved.x - start.x + 30, moved.y - start.y + 60), 'pixels from the mouse').toBeLessThan(1);
  await page.mouse.up();
  await page.keyboard.up('Alt');
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
  await page.keyboard.press('ArrowRight');
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

test('points move together, are drawn to lines and have slopes; the film is sought on the same axis', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openPaused(page);
  const drawn = async () => (await recipeOf(page)).schedule.points;
  const levels = async () => [await level(point(page, 3)), await level(point(page, 4))];
  await point(page, 3).focus();
  await page.keyboard.press('Shift+ArrowRight');
  await expect(point(page, 4)).toBeFocused();
  await expect(point(page, 3)).toHaveAttribute('aria-valuetext', /, one of 2 selected$/);
  const before = await levels();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  for (const [i, now] of (await levels()).entries()) expect(now).toBeLessThan(before[i] ?? 0);
  await page.keyboard.press('Delete');
  await expect(points(page)).toHaveCount(5);
  await page.keyboard.press('Control+z');
  await expect(points(page)).toHaveCount(7);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect.poll(levels, 'back where they began').toEqual(before);

  const [first, last] = [await middleOf(point(page, 1)), await middleOf(point(page, 3))];
  await page.mouse.move(first.x + 24, Math.min(first.y, last.y) - 18);
  await page.mouse.down();
  await page.mouse.move(last.x + 8, last.y + 25, { steps: 3 });
  await page.mouse.up();
  await expect(page.getByText('2 points, the last:')).toBeVisible();

  await point(page, 4).focus();
  await page.getByRole('textbox', { name: 'log-SNR of the point' }).fill('0.25');
  await page.keyboard.press('Enter');
  const place = await middleOf(point(page, 4));
  for (const free of [true, false]) {
    await page.mouse.move(place.x, place.y);
    await page.mouse.down();
    if (free) await page.keyboard.down('Alt');
    await page.mouse.move(place.x + 7, place.y, { steps: 2 });
    await page.mouse.move(place.x, place.y, { steps: 2 });
    await page.mouse.up();
    await page.keyboard.up('Alt');
    expect((await drawn())[3]?.value).toBeCloseTo(free ? 0.25 : 0, 6);
  }

  const slope = page.getByRole('slider', { name: 'Slope of the curve at the selected point' });
  await expect(slope).toHaveAttribute('aria-valuetext', /found by the curve$/);
  await slope.focus();
  await page.keyboard.press('Home');
  await expect(slope).toHaveAttribute('aria-valuetext', /^0 of at most -\d.*set by hand$/);
  await expect.poll(async () => (await drawn())[3]?.slope).toBe(0);
  await page.getByRole('textbox', { name: 'Slope at the point' }).fill('-5');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await drawn())[3]?.slope).toBe(-5);
  await slope.focus();
  await page.keyboard.press('Delete');
  await expect.poll(async () => (await drawn())[3]?.slope).toBeUndefined();

  await page.getByRole('radio', { name: 'Denoise' }).check({ force: true });
  await page.getByRole('button', { name: 'Go to step 4, ' }).click();
  const theatre = page.getByTestId('theatre');
  await expect(theatre).toHaveAttribute('data-frame', '4');
  const mark = page.getByRole('slider', { name: 'Place of the film on the axis of time' });
  await mark.focus();
  await page.keyboard.press('ArrowRight');
  await expect(theatre, 'noise lies at the right').toHaveAttribute('data-frame', '3');
  const [line, chip] = [await page.getByTestId('time-mark').boundingBox(), await mark.boundingBox()];
  expect(Math.abs((line?.x ?? 0) + (line?.width ?? 0) / 2 - (chip?.x ?? NaN) - (chip?.width ?? NaN) / 2), 'one mark over all').toBeLessThan(1);
  const ratios = page.getByRole('img', { name: /^Signal-to-noise ratio/ });
  await ratios.click({ position: { x: ((await ratios.boundingBox())?.width ?? 0) - 27, y: 5 } });
  await expect(theatre).toHaveAttribute('data-frame', '0');
});

test.describe('with a touch screen', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 800 } });

  test('a point follows the finger, which does not scroll the page', async ({ page }) => {
    await openPaused(page);
    const start = await middleOf(point(page, 4));
    const wasAt = await level(point(page, 4));
    const chart = page.getByRole('group', { name: /^Noise schedule: / });
    const place = await chart.boundingBox();
    await drawWithFinger(page, [start, { x: start.x, y: start.y + 15 }, { x: start.x, y: start.y + 35 }, { x: start.x + 8, y: start.y + 60 }]);
    await expect.poll(() => level(point(page, 4))).toBeLessThan(wasAt);
    await expect(shape(page, 'Hand-drawn')).toBeChecked();
    // Within the pixel to which the browser rounds when something above the window grows.
    expect(Math.abs(((await chart.boundingBox())?.y ?? NaN) - (place?.y ?? NaN)), 'the chart stays under the finger').toBeLessThanOrEqual(1);
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
  await openTab(page, 'Objective');
  await page.getByRole('combobox', { name: 'Prediction' }).selectOption('epsilon');
  await expect(undefinedThere).toContainText('Predict v or x0');
  await undefinedThere.getByRole('button', { name: 'Leave a little signal' }).click();
  await expect(undefinedThere).toHaveCount(0);
  await expect(zero).not.toBeChecked();
});

const numbers = ['First beta', 'Last beta', 'Smallest sigma', 'Largest sigma', 'rho', 'Laplace mean', 'Laplace scale', 'sigma_data', 'Shift', 'Zero terminal SNR', 'Drawn in'];
/** Every kind in the order of its tiles, and what it has of `numbers`. */
const kinds = [
  ['Linear', 'linear', ['First beta', 'Last beta', 'Shift', 'Zero terminal SNR']],
  ['Scaled linear', 'scaled-linear', ['First beta', 'Last beta', 'Shift', 'Zero terminal SNR']],
  ['Quadratic', 'quadratic', ['First beta', 'Last beta', 'Shift', 'Zero terminal SNR']],
  ['Cosine', 'cosine', ['Shift', 'Zero terminal SNR']],
  ['Sigmoid', 'sigmoid', ['First beta', 'Last beta', 'Shift', 'Zero terminal SNR']],
  ['Log-linear', 'log-linear', ['Smallest sigma', 'Largest sigma', 'Shift', 'Zero terminal SNR']],
  ['Laplace', 'laplace', ['Smallest sigma', 'Largest sigma', 'Laplace mean', 'Laplace scale', 'Shift', 'Zero terminal SNR']],
  ['EDM', 'edm', ['Smallest sigma', 'Largest sigma', 'rho', 'sigma_data', 'Shift', 'Zero terminal SNR']],
  ['Variance-exploding', 'variance-exploding', ['Smallest sigma', 'Largest sigma', 'Shift']],
  ['Flow matching', 'flow', ['Shift']],
  ['Hand-drawn', 'hand-drawn', ['Zero terminal SNR', 'Drawn in']],
] as const;

const editor = (page: Page) => page.getByRole('region', { name: 'Noise schedule' });
const setting = (page: Page, name: string) => editor(page).getByRole('slider', { name, exact: true })
  .or(editor(page).getByRole('textbox', { name, exact: true })).or(editor(page).getByRole('switch', { name, exact: true })).or(editor(page).getByRole('group', { name: new RegExp(`^${name}`) }));
const formula = (page: Page) => editor(page).getByRole('group').filter({ has: page.getByText(/^Formula of /) }).last();

test('every kind of schedule has its numbers and its formula', async ({ page }) => {
  await openPaused(page);
  await editor(page).getByText('Formula of Cosine').click();
  const seen = new Set<string>();
  await shape(page, 'Linear').check({ force: true });
  await shape(page, 'Linear').focus();
  for (const [label, kind, own] of kinds) {
    await expect(shape(page, label), 'the arrow key went on').toBeFocused();
    await expect(shape(page, label)).toBeChecked();
    expect((await recipeOf(page)).schedule).toMatchObject({ kind, timesteps: 50 });
    for (const name of numbers) await expect(setting(page, name), `${label}: ${name}`).toHaveCount(own.some((one) => one === name) ? 1 : 0);
    const text = await formula(page).textContent() ?? '';
    expect(text).toContain(`Formula of ${label}`);
    expect(await formula(page).locator('math').count()).toBeGreaterThan(4);
    seen.add(text);
    await page.keyboard.press('ArrowRight');
  }
  expect(seen.size, 'no two formulas are the same').toBe(kinds.length);
  await expect(shape(page, 'Linear'), 'round to the first').toBeFocused();

  await shape(page, 'EDM').click();
  await expect(formula(page)).toContainText('largest noise over signal= 80');
  const largest = editor(page).getByRole('textbox', { name: 'Largest sigma, as a number' });
  await largest.fill('40');
  await largest.press('Enter');
  await expect(formula(page)).toContainText('largest noise over signal= 40');
  expect((await recipeOf(page)).schedule.sigmaMax).toBe(40);
  await largest.fill('0.3');
  await largest.press('Enter');
  await expect(page.getByRole('alert')).toContainText('Largest sigma must be from 1 to 1000; you typed 0.3.');
  expect((await recipeOf(page)).schedule.sigmaMax).toBe(40);
  await largest.press('Escape');

  await expect(formula(page).getByText('Then the shift')).toHaveCount(0);
  await setting(page, 'Shift').focus();
  await page.keyboard.press('ArrowRight');
  await expect(formula(page).getByText('Then the shift')).toBeVisible();
  expect((await recipeOf(page)).schedule.shift).toBeGreaterThan(1);
  await setting(page, 'Zero terminal SNR').check();
  await expect(formula(page).getByText('Then zero terminal SNR')).toBeVisible();
  await page.getByRole('button', { name: 'Undo (Ctrl+Z)' }).click();
  await page.getByRole('button', { name: 'Undo (Ctrl+Z)' }).click();
  expect((await recipeOf(page)).schedule).toMatchObject({ kind: 'edm', sigmaMax: 40, shift: 1, zeroTerminalSnr: false });
});

test('paths that do not keep the variance are shown as the network sees them, and trained', async ({ page }) => {
  await openPaused(page, tinyRecipe({ objective: { prediction: 'epsilon' } }));
  const pictures = page.getByRole('img', { name: /^The data at timestep/ });
  const chart = page.getByRole('group', { name: /^Noise schedule: / });
  await page.getByRole('group', { name: 'Show' }).getByRole('radio', { name: 'xₜ' }).check({ force: true });
  await shape(page, 'Variance-exploding').click();
  await expect(chart).toHaveAccessibleName('Noise schedule: xₜ over timestep t, 7 points');
  await expect(pictures.last()).toHaveAccessibleName('The data at timestep 49: 0.04 % signal kept, alpha 1, sigma 50');
  await expect(editor(page).getByText('±150')).toBeVisible();
  const exploding = await pictureOf(noised(page));

  await shape(page, 'Flow matching').click();
  await expect(pictures.last()).toHaveAccessibleName('The data at timestep 49: 0 % signal kept, alpha 0, sigma 1');
  await expect(editor(page).getByText(/^±/)).toHaveCount(0);
  await expect(editor(page).getByText(/α \+ σ = 1: xₜ is narrowest halfway/)).toBeVisible();
  expect(await changedPixels(exploding, await pictureOf(noised(page)))).toBeGreaterThan(50);
  await warning(page, 'the straight path always ends there').getByRole('button', { name: 'Predict the flow velocity' }).click();
  await expect(warning(page, 'the straight path always ends there')).toHaveCount(0);

  expect(await recipeOf(page)).toMatchObject({ schedule: { kind: 'flow' }, objective: { prediction: 'flow' } });
  await page.getByRole('button', { name: 'Restart with these changes' }).click();
  await expect(page.getByRole('button', { name: 'Restart with these changes' })).toHaveCount(0);
  await page.evaluate(() => window.playground.step(20));
  const state = await stateOf(page);
  expect(state.error).toBeUndefined();
  expect(state.step).toBeGreaterThanOrEqual(20);
  expect(state.loss).toBeGreaterThan(0);
  const end = await page.evaluate(async () => [...(await window.playground.sample()).frames.at(-1) ?? []]);
  expect(end.every(Number.isFinite)).toBe(true);
  expect(new Set(end).size).toBeGreaterThan(100);
});
