import { expectNoViolation } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { openPaused, recipeOf, stateOf } from './tinyRun.ts';

const GERMAN_TABS = ['Daten', 'Netz', 'Ziel', 'Optimierer', 'Sampling', 'Einblick'];

test('the page speaks German, and changes the language without losing anything', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openPaused(page, undefined, './?autostart=0&lang=de');
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(page.getByRole('tab')).toHaveText(GERMAN_TABS);
  await page.evaluate(() => window.playground.step(20));
  await page.getByRole('radio', { name: 'Zeichnung', exact: true }).check({ force: true });
  await page.getByRole('button', { name: 'Herz' }).click();
  await page.getByRole('tab', { name: 'Optimierer' }).click();
  await page.getByText('Mehr zum Optimierer', { exact: true }).click();
  const decay = page.getByRole('textbox', { name: 'EMA-Faktor' });
  await decay.fill('zwei');
  await decay.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'EMA-Faktor: Geben Sie eine Zahl von 0 bis 1 ein.' })).toBeVisible();
  await expectNoViolation(page);
  const recipe = await recipeOf(page);

  const toEnglish = page.getByRole('button', { name: 'English' });
  await expect(toEnglish).toHaveAttribute('lang', 'en');
  await toEnglish.focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('tab', { selected: true })).toHaveText('Optimizer');
  await expect(page.getByText('Gradient clipping', { exact: true }), 'what was unfolded stays so').toBeVisible();
  await expect(page.getByRole('textbox', { name: 'EMA decay' })).toHaveValue('zwei');
  await page.getByRole('tab', { name: 'Data' }).click();
  await expect(page.getByRole('img', { name: /^Drawing pad, 1 stroke/ })).toBeVisible();
  expect(await recipeOf(page)).toEqual(recipe);
  expect(await stateOf(page)).toMatchObject({ status: 'paused', step: 20 });
  await expect(page, 'a reload keeps the choice').toHaveURL(/[?&]lang=en\b/);

  await page.getByRole('button', { name: 'Deutsch' }).click();
  await expect(page.getByRole('tab')).toHaveText(GERMAN_TABS);
  expect(await page.evaluate(() => localStorage.getItem('diffusion-playground.language')), 'for later visits').toBe('de');
});

test('German words leave the page as wide as a phone', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('./?autostart=0&lang=de&preset=creatures');
  await page.evaluate(() => window.playground.ready);
  await expect(page.getByRole('listbox').getByRole('option', { name: /Klasse Gespenst$/ }).first()).toBeAttached();
  for (const tab of GERMAN_TABS) {
    await page.getByRole('tab', { name: tab }).click();
    await page.locator('#bench details').evaluateAll((all) => { for (const one of all) one.setAttribute('open', ''); });
    expect(await page.evaluate(() => document.documentElement.scrollWidth), tab).toBe(360);
  }
});
