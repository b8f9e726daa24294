import type { Page } from 'playwright/test';
import { expect, test } from './fixtures.ts';
import { changedPixels, pictureOf } from './pictures.ts';
import { openPaused, recipeOf, stateOf } from './tinyRun.ts';
import { drawWithFinger, type Place } from './touch.ts';

const builtIn = [
  ['Eight Gaussians', 'eight-gaussians'], ['Two moons', 'two-moons'], ['Swiss roll', 'swiss-roll'], ['Checkerboard', 'checkerboard'],
  ['Spiral', 'spiral'], ['Rings', 'rings'], ['Pinwheel', 'pinwheel'], ['S-curve', 's-curve'],
] as const;

const show = (page: Page, source: string) => page.getByRole('group', { name: 'Source' }).getByRole('radio', { name: source, exact: true }).check({ force: true });
const panel = (page: Page) => page.getByRole('region', { name: 'Data', exact: true });
const pad = (page: Page) => page.getByRole('img', { name: /^Drawing pad/ });
/** The clean data of the run. */
const clean = (page: Page) => page.getByRole('img', { name: 'The data at timestep 0:' });

/** The run is paused at step 0 of data of this kind. */
async function startedOver(page: Page, kind: string): Promise<void> {
  await expect.poll(async () => (await recipeOf(page)).data.kind).toBe(kind);
  await expect.poll(async () => {
    const { status, step, error } = await stateOf(page);
    return { status, step, error };
  }).toEqual({ status: 'paused', step: 0, error: undefined });
}

async function chooseFile(page: Page, name: string, text: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a CSV file' }).click();
  await (await chooser).setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
}

/** Places on the pad, from fractions of its sides, y down. */
async function onPad(page: Page, fractions: readonly (readonly [number, number])[]): Promise<Place[]> {
  await pad(page).scrollIntoViewIfNeeded();
  const box = await pad(page).boundingBox();
  if (!box) throw new Error('The drawing pad is not shown.');
  return fractions.map(([x, y]) => ({ x: box.x + x * box.width, y: box.y + y * box.height }));
}

test('every built-in distribution can be chosen and is learnt at once', async ({ page }) => {
  await openPaused(page);
  await page.evaluate(() => window.playground.start());
  let before = await pictureOf(clean(page));
  const description = panel(page).getByText('mean 0 and variance 1');
  for (const [label, kind] of [...builtIn.filter(([, other]) => other !== 'two-moons'), ['Two moons', 'two-moons'] as const]) {
    await expect.poll(async () => (await stateOf(page)).step).toBeGreaterThan(5);
    await page.getByRole('group', { name: 'Built-in data' }).getByRole('radio', { name: label }).check({ force: true });
    await expect(description, 'the worker tells of its new data').toHaveText(new RegExp(`^${label}: .*; 1,000 points`, 'i'));
    await expect.poll(async () => (await stateOf(page)).status, `${label} is trained`).toBe('training');
    expect((await recipeOf(page)).data).toMatchObject({ kind, count: 1000, seed: 1 });
    const picture = await pictureOf(clean(page));
    expect(await changedPixels(before, picture), `${label} looks unlike the one before`).toBeGreaterThan(100);
    before = picture;
  }
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Continue' })).toBeVisible();
  await page.getByRole('button', { name: 'Another seed' }).click();
  await startedOver(page, 'two-moons');
  expect((await recipeOf(page)).data.seed).toBe(2);
  expect(await changedPixels(before, await pictureOf(clean(page)))).toBeGreaterThan(20);
});

test('a word and a drawing become data', async ({ page }) => {
  await openPaused(page);
  await page.evaluate(() => window.playground.step(3));
  await show(page, 'Word');
  const word = page.getByRole('textbox', { name: /^A word/ });
  await word.fill('snow\u2603');
  await page.getByRole('button', { name: 'Learn this word' }).click();
  await expect(page.getByRole('alert')).toContainText('The pen cannot write “\u2603”');
  expect((await stateOf(page)).step, 'nothing was lost').toBe(3);
  const before = await pictureOf(clean(page));
  await word.fill('hi');
  await word.press('Enter');
  await startedOver(page, 'word');
  expect((await recipeOf(page)).data).toMatchObject({ kind: 'word', text: 'hi', count: 1000 });
  await expect(panel(page)).toContainText('1,000 points');
  const written = await pictureOf(clean(page));
  expect(await changedPixels(before, written)).toBeGreaterThan(100);

  await show(page, 'Drawing');
  const learn = page.getByRole('button', { name: 'Learn this drawing' });
  await expect(learn).toBeDisabled();
  const [start, ...rest] = await onPad(page, [[0.2, 0.8], [0.35, 0.2], [0.5, 0.8], [0.65, 0.2], [0.8, 0.8]]);
  await page.mouse.move(start?.x ?? 0, start?.y ?? 0);
  await page.mouse.down();
  for (const place of rest) await page.mouse.move(place.x, place.y, { steps: 4 });
  await page.mouse.up();
  await expect(pad(page)).toHaveAccessibleName(/^Drawing pad, 1 stroke/);
  await page.getByRole('button', { name: 'Heart' }).click();
  await expect(pad(page)).toHaveAccessibleName(/^Drawing pad, 2 strokes/);
  await page.getByRole('button', { name: 'Undo the last stroke' }).click();
  await expect(pad(page)).toHaveAccessibleName(/^Drawing pad, 1 stroke/);
  await show(page, 'Built-in');
  await show(page, 'Drawing');
  await expect(pad(page), 'looking elsewhere keeps the drawing').toHaveAccessibleName(/^Drawing pad, 1 stroke/);
  await learn.click();
  await startedOver(page, 'drawing');
  const drawn = (await recipeOf(page)).data;
  const stroke = drawn.kind === 'drawing' ? drawn.strokes[0] ?? [] : [];
  expect(stroke.length).toBeGreaterThanOrEqual(5);
  const [x, y] = stroke[0] ?? [NaN, NaN];
  expect(Math.hypot(x - 0.2, y - 0.2), 'the stroke begins where the mouse went down, y up').toBeLessThan(0.02);
  expect(await changedPixels(written, await pictureOf(clean(page)))).toBeGreaterThan(100);

  await page.getByRole('button', { name: 'Clear the pad' }).click();
  await page.getByRole('button', { name: 'Star', exact: true }).click();
  await learn.click();
  await expect.poll(async () => JSON.stringify((await recipeOf(page)).data)).not.toBe(JSON.stringify(drawn));
  await startedOver(page, 'drawing');
  await page.evaluate(() => window.playground.step(2));
  expect((await stateOf(page)).step).toBe(2);
});

test.describe('with a touch screen', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 800 } });

  test('a finger draws and does not scroll the page', async ({ page }) => {
    await openPaused(page);
    await show(page, 'Drawing');
    const places = await onPad(page, [[0.5, 0.15], [0.5, 0.3], [0.5, 0.5], [0.5, 0.7], [0.5, 0.85]]);
    const scrolled = await page.evaluate(() => scrollY);
    await drawWithFinger(page, places);
    await drawWithFinger(page, await onPad(page, [[0.2, 0.5], [0.4, 0.5], [0.6, 0.5], [0.8, 0.5]]));
    await expect(pad(page)).toHaveAccessibleName(/^Drawing pad, 2 strokes/);
    expect(await page.evaluate(() => scrollY)).toBe(scrolled);
    await page.getByRole('button', { name: 'Learn this drawing' }).click();
    await startedOver(page, 'drawing');
    const { data } = await recipeOf(page);
    const heights = data.kind === 'drawing' ? data.strokes[0]?.map(([, y]) => y) ?? [] : [];
    expect(Math.max(...heights)).toBeGreaterThan(0.75);
    expect(Math.min(...heights)).toBeLessThan(0.25);
  });
});

test('a file of points is checked, and a bad one changes nothing', async ({ page }) => {
  await openPaused(page);
  await page.evaluate(() => window.playground.step(5));
  const { data } = await recipeOf(page);
  const before = await pictureOf(clean(page));
  await show(page, 'File');
  const rows = Array.from({ length: 40 }, (_, i) => [Math.cos(i), 3 * Math.sin(2 * i)].map((value) => value.toFixed(4)));
  const csv = (cells: readonly (readonly string[])[]) => ['a,b', ...cells.map((row) => row.join(','))].join('\n');

  const alert = page.getByRole('alert');
  for (const [text, sentence] of [
    [csv(rows.map((row, i) => (i === 10 ? [row[0] ?? '', 'twelve'] : row))), /Line 12, column 2 \("b"\) of "points\.csv" is "twelve", not a number; .+\.$/],
    [csv(rows.slice(0, 3)), /"points\.csv" has 3 rows of data; give from 8 to 200,000\.$/],
    [csv(rows.map(() => ['1', '2'])), /All points of "points\.csv" are the same/],
    ['', /"points\.csv" is empty/],
  ] as const) {
    await chooseFile(page, 'points.csv', text);
    await expect(alert).toHaveText(sentence);
    expect(await stateOf(page), 'nothing made so far is lost').toMatchObject({ step: 5, status: 'paused' });
    expect((await recipeOf(page)).data).toEqual(data);
  }
  expect(await changedPixels(before, await pictureOf(clean(page)))).toBe(0);
  await page.evaluate(() => window.playground.step(1));
  expect((await stateOf(page)).step).toBe(6);

  await chooseFile(page, 'points.csv', csv(rows));
  await startedOver(page, 'points');
  await expect(alert).toHaveCount(0);
  await expect(panel(page)).toContainText('Read 40 points from "points.csv", separated by commas, with a header row: columns "a" and "b".');
  await expect(panel(page)).toContainText('40 points from points.csv');
  const read = (await recipeOf(page)).data;
  expect(read.kind === 'points' && read.points).toEqual(rows.map((row) => row.map(Number)));
  expect(await changedPixels(before, await pictureOf(clean(page)))).toBeGreaterThan(20);
  await page.evaluate(() => window.playground.step(2));

  const dropped = await page.evaluateHandle(() => {
    const carried = new DataTransfer();
    carried.items.add(new File([Array.from({ length: 9 }, (_, i) => `${i};${i * i}`).join('\n')], 'dropped.txt', { type: 'text/plain' }));
    return carried;
  });
  const target = page.getByRole('button', { name: 'Choose a CSV file' });
  await target.dispatchEvent('dragover', { dataTransfer: dropped });
  await target.dispatchEvent('drop', { dataTransfer: dropped });
  await expect(panel(page)).toContainText('9 points from dropped.txt');
  await startedOver(page, 'points');
});
