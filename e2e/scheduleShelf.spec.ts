import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright/test';
import { openTab } from './bench.ts';
import { expect, test } from './fixtures.ts';
import { openPaused, recipeOf, tinyRecipe } from './tinyRun.ts';

const editor = (page: Page) => page.getByRole('region', { name: 'Noise schedule' });
const button = (page: Page, name: string) => editor(page).getByRole('button', { name, exact: true });
const shape = (page: Page, name: string) => page.getByRole('group', { name: 'Shape of the schedule' }).getByRole('radio', { name, exact: true });
const shelf = (page: Page) => page.getByText('Save, open, compare', { exact: true });

async function savedFile(page: Page, name: string): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), button(page, name).click()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}

const open = (page: Page, name: string, text: string) => editor(page).getByLabel('Schedule file').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });

test('a schedule is saved and opened again, as JSON and as CSV; what cannot be read changes nothing', async ({ page }) => {
  await openPaused(page, tinyRecipe({ schedule: { kind: 'sigmoid', timesteps: 60, betaEnd: 0.03 } }));
  await shelf(page).click();
  const { schedule } = await recipeOf(page);
  const json = await savedFile(page, 'Save as JSON');
  const csv = await savedFile(page, 'Save as CSV');
  expect([json.name, csv.name]).toEqual(['noise-schedule-sigmoid-60.json', 'noise-schedule-sigmoid-60.csv']);
  expect(csv.text.split('\n')).toHaveLength(62);

  await shape(page, 'EDM').click();
  const edm = (await recipeOf(page)).schedule;
  await open(page, json.name, json.text);
  await expect(shape(page, 'Sigmoid')).toBeChecked();
  expect((await recipeOf(page)).schedule).toEqual(schedule);
  await button(page, 'Put the old one back').click();
  await expect(shape(page, 'EDM')).toBeChecked();
  expect((await recipeOf(page)).schedule).toEqual(edm);

  await open(page, csv.name, csv.text);
  await expect(editor(page).getByRole('status').filter({ hasText: /Read 60 rows, levels from alpha_bar\. \d+ points were laid through them; its ᾱ keeps within 0\.\d+ of the table\./ })).toBeVisible();
  await expect(shape(page, 'Hand-drawn')).toBeChecked();
  const drawn = (await recipeOf(page)).schedule;
  expect(drawn).toMatchObject({ kind: 'hand-drawn', timesteps: 60 });

  await open(page, 'bad.csv', csv.text.replace('\n30,', '\n29,'));
  await expect(page.getByRole('alert')).toHaveText('bad.csv: Line 32, column 1 (t): 29 does not come after 29; sort the rows from data to noise. Nothing was changed.');
  await open(page, 'bad.json', json.text.replace('"kind": "sigmoid",', '"kind": "sigmoid"'));
  await expect(page.getByRole('alert')).toContainText('bad.json: Line 6, column 5: this is not JSON');
  await open(page, 'big.csv', '1'.repeat(1_100_000));
  await expect(page.getByRole('alert')).toContainText('big.csv has 1.1 MB');
  expect((await recipeOf(page)).schedule).toEqual(drawn);

  await button(page, 'Paste text').click();
  await page.getByRole('textbox', { name: 'Schedule as JSON or CSV' }).fill('u, log_snr\n0, 9\n0.5, 0\n1, -9');
  await button(page, 'Use this text').click();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(page.getByRole('textbox', { name: 'Schedule as JSON or CSV' })).toHaveCount(0);
  expect((await recipeOf(page)).schedule.points).toHaveLength(7);
  await page.getByRole('button', { name: 'Undo (Ctrl+Z)' }).click();
  expect((await recipeOf(page)).schedule).toEqual(drawn);
});

test('own schedules outlive the page, are renamed and deleted, and what is corrupt is told', async ({ page }) => {
  await openPaused(page);
  await shape(page, 'Laplace').click();
  const { schedule } = await recipeOf(page);
  await shelf(page).click();
  await page.getByRole('textbox', { name: 'Name of the schedule' }).fill('Crowded');
  await button(page, 'Keep this schedule').click();
  const tile = (name: string) => editor(page).getByRole('group', { name: 'Your own' }).getByRole('button', { name });
  await expect(tile('Crowded')).toHaveAttribute('aria-pressed', 'true');

  await openPaused(page);
  await expect(shape(page, 'Cosine')).toBeChecked();
  await tile('Crowded').click();
  await expect(shape(page, 'Laplace')).toBeChecked();
  expect((await recipeOf(page)).schedule).toEqual(schedule);

  await shelf(page).click();
  await button(page, 'Rename “Crowded”').click();
  const name = page.getByRole('textbox', { name: 'New name of “Crowded”' });
  await expect(name).toBeFocused();
  await name.fill(' ');
  await name.press('Enter');
  await expect(page.getByRole('alert')).toContainText('Give it a name');
  await name.fill('Crowd');
  await name.press('Enter');
  await expect(button(page, 'Rename “Crowd”')).toBeFocused();
  await button(page, 'Delete “Crowd”').click();
  await expect(tile('Crowd')).toHaveCount(0);
  await button(page, 'Undo').click();
  await expect(tile('Crowd')).toBeVisible();

  await page.evaluate(() => {
    const key = 'diffusion-playground.schedules';
    localStorage.setItem(key, (localStorage.getItem(key) ?? '').replace(/]}$/, ',{"name":"odd","schedule":{"timesteps":3}}]}'));
  });
  await openPaused(page);
  await shelf(page).click();
  await expect(tile('Crowd')).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: '“odd” was left out: schedule.timesteps is 3; it takes a whole number from 10 to 1000.' })).toBeVisible();
  await button(page, 'Delete what cannot be read').click();
  await expect(page.getByText('“odd” was left out')).toHaveCount(0);
});

test('other curves lie behind the present one, and the share in training under it', async ({ page }) => {
  await openPaused(page);
  await shelf(page).click();
  const chips = editor(page).getByRole('group', { name: 'Compare with' });
  for (const name of ['Linear', 'EDM', 'Flow matching']) await chips.getByRole('checkbox', { name, exact: true }).check({ force: true });
  await expect(editor(page).getByRole('list', { name: 'Compared with' }).getByRole('listitem')).toHaveText(['Linear', 'EDM', 'Flow matching']);
  await expect(chips.getByRole('checkbox', { name: 'Sigmoid' })).toBeDisabled();
  const lines = page.getByTestId('overlays').locator('path');
  await expect(lines).toHaveCount(3);
  for (const view of ['ᾱ', 'σ', 'β', 'xₜ', 'log-SNR']) {
    await page.getByRole('group', { name: 'Show' }).getByRole('radio', { name: view }).check({ force: true });
    await expect(lines).toHaveCount(view === 'xₜ' ? 6 : 3);
    expect(await lines.evaluateAll((paths) => paths.filter((path) => !path.getAttribute('d')?.startsWith('M') || /NaN|Infinity/.test(path.getAttribute('d') ?? '')).length), view).toBe(0);
  }
  await chips.getByRole('checkbox', { name: 'EDM' }).uncheck({ force: true });
  await expect(chips.getByRole('checkbox', { name: 'Sigmoid' })).toBeEnabled();

  await expect(editor(page).getByRole('img', { name: 'Every timestep has the same part of the loss.' })).toBeVisible();
  await openTab(page, 'Objective');
  await page.getByRole('combobox', { name: 'Levels drawn' }).selectOption('logit-normal');
  const words = /^Of the loss \d+ % lies in the cleanest third of the timesteps, \d+ % in the middle one, \d+ % in the noisiest\.$/;
  await expect(editor(page).getByRole('img', { name: words })).toBeVisible();
});
