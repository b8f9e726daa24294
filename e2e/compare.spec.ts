import { expectNoViolation } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { openPaused } from './tinyRun.ts';

test('films from the same noise stand beside each other, in step, and can be kept for a later run', async ({ page }) => {
  await openPaused(page, undefined, './?place=compare&autostart=0');
  const column = (letter: string) => page.getByTestId(`column-${letter}`);
  await expect(page.getByRole('heading', { name: 'Compare', exact: true })).toBeFocused();
  for (const letter of ['A', 'B', 'C']) await expect(column(letter).getByText('Model after 0 steps')).toBeVisible();
  await page.evaluate(() => window.playground.step(20));
  await page.getByRole('button', { name: 'Draw them with the model of now' }).click();
  await expect(column('C').getByText('Model after 20 steps')).toBeVisible();
  await expect(column('B').getByText('Differs from A in number of steps.')).toBeVisible();
  await expect(column('B').getByText(/^From the same noise its samples end [\d.]+ from those of A/)).toBeVisible();

  // The same settings from the same noise are the same samples.
  await column('C').getByRole('button', { name: 'Take column C away' }).click();
  await page.getByRole('button', { name: 'Add a column' }).click();
  await expect(column('C').getByText(/end [\d.]+ from those of A/)).toHaveText(await column('B').getByText(/end [\d.]+ from those of A/).innerText());
  await column('B').getByRole('textbox', { name: 'Steps' }).fill('3');
  await page.keyboard.press('Enter');
  await expect(column('B').getByText('3 calls of the model', { exact: false })).toBeVisible();

  await page.getByRole('slider', { name: 'Way from noise to data' }).focus();
  await page.keyboard.press('Home');
  await expect(page.getByRole('slider', { name: 'Way from noise to data' })).toHaveAttribute('aria-valuetext', 'pure noise');
  await page.keyboard.press('.');
  await expect(page.getByRole('slider', { name: 'Way from noise to data' })).toHaveAttribute('aria-valuetext', /^\d+ % of the way$/);
  await page.keyboard.press(',');
  await expect(page.getByRole('slider', { name: 'Way from noise to data' })).toHaveAttribute('aria-valuetext', 'pure noise');
  await page.getByRole('textbox', { name: 'Marked sample' }).fill('5');
  await page.keyboard.press('Enter');
  const rings = page.locator('article span[class*="ring"]');
  await expect(rings.first()).toBeVisible();
  const places = await rings.evaluateAll((marks) => marks.map((mark) => (mark instanceof HTMLElement ? mark.style.transform : '')));
  expect(new Set(places).size, 'in pure noise the same sample is at the same place in all columns').toBe(1);
  await page.keyboard.press('Tab');
  await page.getByRole('slider', { name: 'Way from noise to data' }).focus();
  await page.keyboard.press('End');
  await expect.poll(() => rings.evaluateAll((marks) => new Set(marks.map((mark) => (mark instanceof HTMLElement ? mark.style.transform : ''))).size)).toBeGreaterThan(1);

  await column('A').getByRole('button', { name: 'Keep this film' }).click();
  await expect(column('A').getByText(/^Kept as “.+, step 20: DDIM, \d+ steps.*”:/)).toBeVisible();
  await page.evaluate(() => window.playground.reset());
  await column('B').getByRole('combobox', { name: 'Whose film' }).selectOption({ index: 2 });
  await expect(column('B').getByText('20 steps', { exact: true })).toBeVisible();
  await column('B').getByRole('textbox', { name: 'Name' }).fill('before the change');
  await page.keyboard.press('Enter');
  await expect(column('C').getByRole('combobox', { name: 'Whose film' }).locator('option').last()).toHaveText('before the change');
  await expect(column('A').getByText('Model after 0 steps')).toBeVisible();
  await expectNoViolation(page);

  await page.keyboard.press('Escape');
  await expect(page.getByRole('tab', { name: 'Data', exact: true })).toBeVisible();
  expect(page.url()).not.toContain('place=');
  await page.goBack();
  await expect(column('B').getByText('20 steps', { exact: true })).toBeVisible();
});

test('the quality of samples is measured against the number of steps', async ({ page }) => {
  await openPaused(page, undefined, './?place=compare&autostart=0');
  // Until the films are there, what lies below them moves.
  await expect(page.getByTestId('column-C').getByText('Model after 0 steps')).toBeVisible();
  await page.evaluate(() => window.playground.step(20));
  const numbers = page.getByRole('group', { name: 'Numbers of steps' });
  for (const count of ['4', '16', '32']) await numbers.getByRole('checkbox', { name: count, exact: true }).uncheck({ force: true });
  await page.getByRole('button', { name: 'Measure', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Measure again' })).toBeVisible();
  const row = page.getByRole('row', { name: /^DPM-Solver\+\+ 2M/ }).last();
  await expect(row.getByRole('button')).toHaveCount(2);
  await expect(page.getByText('the data from themselves', { exact: true }).first()).toBeVisible();
  const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save as CSV' }).click()]);
  expect(saved.suggestedFilename()).toBe('quality-against-steps.csv');
  await row.getByRole('button').last().click();
  const first = page.getByTestId('column-A');
  const isShown = async (sampler: string, steps: string) => {
    await expect(first.getByRole('combobox', { name: 'Sampler' })).toHaveValue(sampler);
    await expect(first.getByRole('textbox', { name: 'Steps' })).toHaveValue(steps);
  };
  await isShown('dpmpp-2m', '8');

  // A dot of the chart does the same: by keyboard, and by mouse on the place where it is drawn.
  const dots = page.getByRole('group', { name: /^Measurements/ });
  const cheap = dots.getByRole('button', { name: /^DDIM, 2 steps, 2 calls of the model, distance [\d.]+ ± [\d.e-]+$/ });
  await page.getByRole('radio', { name: 'By steps' }).focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('End');
  await page.keyboard.press('Home');
  await expect(cheap).toBeFocused();
  const told = page.locator('[class*="tip"]');
  await expect(told).toContainText('2 steps, 2 calls of the model');
  await page.keyboard.press('Enter');
  await isShown('ddim', '2');
  const best = dots.getByRole('button', { name: /^DPM-Solver\+\+ 2M, 8 steps/ });
  await expect(first.getByText('2 calls of the model'), 'nothing moves any more').toBeVisible();
  // Dots lie over each other here: the one that is told is the one that is meant.
  await best.hover({ force: true });
  await expect(told).toContainText('8 steps, 8 calls of the model');
  const sampler = await told.locator('strong').innerText();
  await page.mouse.down();
  await page.mouse.up();
  await expect(first.getByRole('combobox', { name: 'Sampler' }).locator('option:checked')).toHaveText(sampler);
  await expect(first.getByRole('textbox', { name: 'Steps' })).toHaveValue('8');
});
