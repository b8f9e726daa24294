import type { Locator, Page } from 'playwright/test';
import { expectNoViolation } from './axe.ts';
import { openTab } from './bench.ts';
import { expect, test } from './fixtures.ts';
import { idx, png } from './pictureFiles.ts';
import { openPaused, recipeOf, stateOf } from './tinyRun.ts';
import { tinyPictures } from './tinyPictures.ts';

const panel = (page: Page) => page.getByRole('region', { name: 'Data', exact: true });
const pick = (page: Page, name: string) => panel(page).getByRole('radio', { name, exact: true }).check({ force: true });
const fact = (page: Page, term: string) => panel(page).locator('dl > div').filter({ has: page.locator('dt', { hasText: new RegExp(`^${term}`) }) }).locator('dd');
const train = (page: Page) => panel(page).getByRole('button', { name: 'Train on these pictures' });

async function typeNumber(box: Locator, value: number): Promise<void> {
  await box.fill(String(value));
  await box.press('Enter');
}

/** The run has data of this kind and is paused at step 0. */
async function startedOver(page: Page, kind: string): Promise<void> {
  await expect.poll(async () => (await recipeOf(page)).data.kind).toBe(kind);
  await expect.poll(async () => (await stateOf(page)).status).toBe('paused');
  expect(await stateOf(page)).toMatchObject({ step: 0 });
  expect((await stateOf(page)).error).toBeUndefined();
}

/** The run learns data of this kind and goes on doing so; it is paused then. */
async function learns(page: Page, kind: string): Promise<void> {
  await expect.poll(async () => (await recipeOf(page)).data.kind).toBe(kind);
  await expect.poll(async () => (await stateOf(page)).loss).toBeGreaterThan(0);
  expect((await stateOf(page)).error).toBeUndefined();
  await expect(train(page)).toHaveCount(0);
  await page.evaluate(() => window.playground.pause());
}

test('digits are prepared while points stay, then learnt', async ({ page }) => {
  await openPaused(page);
  await page.evaluate(() => window.playground.step(5));
  await pick(page, 'Pictures');
  await expect(fact(page, 'Pictures')).toHaveText('5,400 to train on, 600 held out');
  await expect(fact(page, 'Size')).toHaveText('16 × 16, grey');
  await expect(fact(page, 'Values')).toHaveText('−1.00 to 1.00');
  await expect(panel(page).locator('canvas').last()).toBeVisible();

  await typeNumber(panel(page).getByRole('textbox', { name: 'Size, as a number' }), 8);
  await typeNumber(panel(page).getByRole('textbox', { name: 'Pictures', exact: true }), 300);
  await panel(page).getByRole('checkbox', { name: '0', exact: true }).uncheck();
  await expect(fact(page, 'Size')).toHaveText('8 × 8, grey');
  await expect(fact(page, 'Pictures')).toHaveText('270 to train on, 30 held out');
  await expect(fact(page, 'Classes')).toHaveText('9 of 10');
  await panel(page).getByRole('button', { name: 'None', exact: true }).click();
  await expect(panel(page).getByRole('alert')).toHaveText('No class is chosen; choose at least one.');
  await expect(train(page)).toBeDisabled();
  for (const digit of ['1', '4']) await panel(page).getByRole('checkbox', { name: digit, exact: true }).check();
  await expect(fact(page, 'Classes')).toHaveText('2 of 10');

  expect((await recipeOf(page)).data.kind, 'nothing was lost').toBe('two-moons');
  expect(await stateOf(page)).toMatchObject({ step: 5, status: 'paused' });
  await expect(panel(page)).toContainText('Replaces the model of “Two moons”, trained for 5 steps.');
  await train(page).click();
  await learns(page, 'digits');
  expect(await recipeOf(page)).toMatchObject({ data: { size: 8, count: 300, classes: [1, 4] }, model: { kind: 'unet2d' } });
});

test('changes can be discarded, and the keyboard chooses, prepares and trains', async ({ page }) => {
  await openPaused(page, tinyPictures());
  await page.evaluate(() => window.playground.step(2));
  const { data } = await recipeOf(page);
  await expect(panel(page).getByRole('radio', { name: 'Digits' })).toBeChecked();
  await expect(fact(page, 'Classes')).toHaveText('3 of 10');
  await expect(train(page)).toHaveCount(0);
  await pick(page, 'Phantoms');
  await expect(train(page)).toBeEnabled();
  await expect(panel(page).getByRole('checkbox')).toHaveCount(4);
  await panel(page).getByRole('button', { name: 'Discard changes' }).click();
  await expect(panel(page).getByRole('radio', { name: 'Digits' })).toBeChecked();
  await expect(train(page)).toHaveCount(0);
  expect((await recipeOf(page)).data).toEqual(data);
  expect(await stateOf(page)).toMatchObject({ step: 2, status: 'paused' });

  await panel(page).getByRole('radio', { name: 'Digits' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(panel(page).getByRole('radio', { name: 'Creatures' })).toBeChecked();
  await expect(train(page)).toBeEnabled();
  for (let presses = 0; presses < 60 && !await train(page).evaluate((button) => button === document.activeElement); presses += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await learns(page, 'creatures');
  expect((await recipeOf(page)).model, 'the network stays').toMatchObject({ blockChannels: [8, 8] });
});

test('own files are read, the bad ones named, and a long reading can be cancelled', async ({ page }) => {
  await openPaused(page, tinyPictures());
  await pick(page, 'Your pictures');
  const red = png(10, 12, Uint8Array.from({ length: 360 }, (_, i) => (i % 3 === 0 ? 200 : 10)));
  const chooser = page.waitForEvent('filechooser');
  await panel(page).getByRole('button', { name: 'Choose files' }).click();
  await (await chooser).setFiles([
    { name: 'red.png', mimeType: 'image/png', buffer: red },
    { name: 'half.png', mimeType: 'image/png', buffer: red.subarray(0, 40) },
    { name: 'train-images-idx3-ubyte', mimeType: '', buffer: idx([4, 6, 6], Uint8Array.from({ length: 144 }, (_, i) => i)) },
    { name: 'train-labels-idx1-ubyte', mimeType: '', buffer: idx([4], Uint8Array.of(7, 2, 7, 2)) },
  ]);
  await expect(panel(page).getByText('One file could not be read')).toBeVisible();
  await panel(page).getByText('One file could not be read').click();
  await expect(panel(page).getByRole('listitem').filter({ hasText: 'half.png' })).toHaveText(/^half\.png: .+\.$/);
  await expect(panel(page).getByRole('checkbox')).toHaveCount(3);
  await expect(panel(page).getByRole('checkbox', { name: '7', exact: true })).toBeChecked();
  expect((await recipeOf(page)).data.kind, 'the run is not touched').toBe('digits');

  const dropped = await page.evaluateHandle(() => {
    const carried = new DataTransfer();
    const pictures = 60_000;
    const bytes = new Uint8Array(16 + pictures * 28 * 28);
    bytes.set([0, 0, 8, 3, 0, 0, pictures >> 8, pictures & 255, 0, 0, 0, 28, 0, 0, 0, 28]);
    carried.items.add(new File([bytes], 'many-idx3-ubyte'));
    return carried;
  });
  const target = panel(page).getByRole('button', { name: 'Choose a folder' });
  await target.dispatchEvent('dragover', { dataTransfer: dropped });
  await target.dispatchEvent('drop', { dataTransfer: dropped });
  await expect(panel(page).getByRole('progressbar', { name: 'Reading pictures' })).toBeVisible();
  await panel(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(panel(page).getByRole('progressbar')).toHaveCount(0);
  await expect(panel(page).getByRole('checkbox'), 'what was open stays').toHaveCount(3);

  await typeNumber(panel(page).getByRole('textbox', { name: 'Size, as a number' }), 8);
  await expect(fact(page, 'Size')).toHaveText('8 × 8, red, green and blue');
  await train(page).click();
  await learns(page, 'images');
});

test('a folder may be dropped: its folders are the classes', async ({ page }) => {
  await openPaused(page, tinyPictures());
  const blue = [...png(8, 8, new Uint8Array(192).fill(90))];
  const dropped = await page.evaluateHandle((bytes) => {
    const filesystem = { name: '', get root(): FileSystemDirectoryEntry { throw new Error('Nobody asks for the root.'); } };
    const shared = (path: string) => ({ name: path.split('/').at(-1) ?? '', fullPath: path, filesystem, getParent: () => undefined });
    const entryOf = (path: string): FileSystemFileEntry => ({
      ...shared(path), isFile: true, isDirectory: false,
      file: (resolve) => resolve(new File([Uint8Array.from(bytes)], path.split('/').at(-1) ?? '', { type: 'image/png' })),
    });
    const folderOf = (path: string, inside: FileSystemEntry[]): FileSystemDirectoryEntry => ({
      ...shared(path), isFile: false, isDirectory: true, getDirectory: () => undefined, getFile: () => undefined,
      createReader: () => ({ readEntries: (resolve) => resolve(inside.splice(0, 2)) }),
    });
    const pets = folderOf('/pets', ['cats', 'dogs'].map((animal) => folderOf(`/pets/${animal}`, [1, 2, 3].map((i) => entryOf(`/pets/${animal}/${i}.png`)))));
    const carried = new DataTransfer();
    carried.items.add(new File([], 'pets'));
    DataTransferItem.prototype.webkitGetAsEntry = () => pets;
    return carried;
  }, blue);
  const stays = await page.evaluate((carried) => {
    const drop = new DragEvent('drop', { dataTransfer: carried, bubbles: true, cancelable: true });
    document.body.dispatchEvent(drop);
    return drop.defaultPrevented;
  }, dropped);
  expect(stays, 'beside the panel it does not make the browser leave the page').toBe(true);
  const target = panel(page).getByRole('radio', { name: 'Points', exact: true });
  await target.dispatchEvent('dragover', { dataTransfer: dropped });
  await target.dispatchEvent('drop', { dataTransfer: dropped });
  await expect(panel(page)).toContainText('These are from pets.');
  await expect(panel(page).getByRole('checkbox', { name: 'cats' })).toBeChecked();
  await expect(panel(page).getByRole('checkbox', { name: 'dogs' })).toBeChecked();
  await expect(fact(page, 'Duplicates'), 'six times the same picture').toHaveText('5');
});

test('letters are drawn in fonts of the machine', async ({ page }) => {
  await openPaused(page, tinyPictures());
  await pick(page, 'Letters');
  const words = panel(page).getByRole('textbox', { name: 'Letters or words' });
  await expect(panel(page).getByRole('checkbox')).toHaveCount(6);
  await words.fill('A B hello');
  await expect(panel(page).getByRole('alert')).toHaveText('"hello" has more than 4 characters, too many for so small a picture; put spaces between.');
  await expect(train(page)).toBeDisabled();
  await words.fill('ja nein');
  await expect(panel(page).getByRole('checkbox', { name: 'nein' })).toBeChecked();
  await train(page).click();
  await learns(page, 'letters');
  expect((await recipeOf(page)).data).toMatchObject({ kind: 'letters', words: 'ja nein' });
});

test('the size of the network is chosen by what it takes here', async ({ page }) => {
  await openPaused(page, tinyPictures());
  await openTab(page, 'Network');
  const model = page.getByRole('region', { name: 'Network', exact: true });
  await expect(model.getByRole('radio', { name: /^your own/ })).toBeChecked();
  await expect(model.getByRole('radio', { name: /^tiny.*parameters.*MB.*1,000 steps in/ })).toBeVisible();
  await expect(model.getByText('recommended')).toHaveCount(1);
  await model.getByRole('radio', { name: /^tiny/ }).check({ force: true });
  await expect(page.getByRole('button', { name: 'Restart with these changes' })).toBeVisible();
  expect((await recipeOf(page)).model).toMatchObject({ blockChannels: [16, 32, 32] });

  await model.getByText('More network settings', { exact: true }).click();
  const channels = model.getByRole('textbox', { name: 'Channels', exact: true });
  await channels.fill('32, 33');
  await channels.press('Enter');
  await expect(model.getByRole('alert')).toHaveText('"33" will not do; each number of channels is even, from 2 to 512.');
  await channels.fill('12, 16');
  await channels.press('Enter');
  await expect(model.getByRole('alert')).toHaveText('Norm groups is 8; it takes a number that divides all of 12, 16.');
  expect((await recipeOf(page)).model, 'not applied').toMatchObject({ blockChannels: [16, 32, 32] });
  await channels.fill('16 16');
  await channels.press('Enter');
  await model.getByRole('checkbox', { name: '4 × 4' }).check({ force: true });
  expect((await recipeOf(page)).model).toMatchObject({ blockChannels: [16, 16], attention: [false, true] });
});

test('the gallery opens presets', async ({ page }) => {
  await openPaused(page);
  await page.getByRole('button', { name: 'Gallery' }).focus();
  await page.keyboard.press('Enter');
  const gallery = page.getByRole('dialog', { name: 'Gallery' });
  await expect(gallery.getByRole('link', { name: /^Digits/ }).first()).toHaveAttribute('href', '?preset=tiny');
  await gallery.getByRole('link', { name: /^Rings/ }).focus();
  await page.keyboard.press('Enter');
  await expect(gallery).toHaveCount(0);
  await startedOver(page, 'rings');
  await expect(panel(page).getByRole('radio', { name: 'Rings' })).toBeChecked();
});

for (const [colorScheme, rules] of [['light', undefined], ['dark', ['color-contrast']]] as const) {
  test(`axe finds nothing wrong with pictures in ${colorScheme} colours, wide and narrow`, async ({ page }) => {
    const fine = async (where: string) => {
      await expectNoViolation(page, { where, rules });
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `${where} fits`).toBeLessThanOrEqual(0);
    };
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await openPaused(page, tinyPictures({ classes: null }));
    await openTab(page, 'Network');
    await page.getByText('More network settings', { exact: true }).click();
    await fine('the network');
    await openTab(page, 'Data');
    await panel(page).getByText('More preparation').click();
    await expect(fact(page, 'Size')).toHaveText('8 × 8, grey');
    await fine('a run on pictures');
    await page.setViewportSize({ width: 360, height: 740 });
    await pick(page, 'Letters');
    await panel(page).getByRole('textbox', { name: 'Letters or words' }).fill('A B C D E F G H I J K L M N');
    await expect(panel(page).getByRole('checkbox')).toHaveCount(14);
    await panel(page).getByRole('checkbox', { name: /^C / }).uncheck({ force: true });
    await expect(fact(page, 'Classes')).toHaveText('13 of 14');
    await fine('letters, many classes');
    await panel(page).getByRole('button', { name: 'None', exact: true }).click();
    await fine('letters, no class chosen');
    await pick(page, 'Your pictures');
    await fine('own files');
    await page.getByRole('button', { name: 'Gallery' }).click();
    await fine('the gallery');
  });
}
