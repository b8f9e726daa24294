/** Habits that the browser of these tests does not have. */
import { expect, test } from './fixtures.ts';
import { openPaused } from './tinyRun.ts';

// Browsers that are driven hide their scrollbars; those of most people take room.
test.use({ launchOptions: [async ({ launchOptions }, use) => { await use({ ...launchOptions, ignoreDefaultArgs: ['--hide-scrollbars'] }); }, { scope: 'worker' }] });

test('beside a scrollbar that takes room, nothing is wider than the page', async ({ page }) => {
  await openPaused(page);
  const moved = () => page.evaluate(() => {
    window.scrollTo(50, 0);
    return { by: window.scrollX, scrollbar: window.innerWidth - document.documentElement.clientWidth };
  });
  for (const width of [1280, 1920, 360]) {
    await page.setViewportSize({ width, height: 740 });
    expect((await moved()).scrollbar, `a scrollbar at ${width}`).toBeGreaterThan(5);
    await expect.poll(async () => (await moved()).by, `the playground at ${width}`).toBe(0);
  }
  await page.setViewportSize({ width: 1280, height: 740 });
  await page.getByRole('button', { name: 'Compare' }).click();
  await expect(page.getByRole('heading', { name: 'Compare', exact: true })).toBeFocused();
  expect((await moved()).by, 'Compare').toBe(0);
});

test('a hint that was pressed goes away where pressing a button gives it no focus', async ({ page }) => {
  await openPaused(page);
  // Safari's habit.
  await page.evaluate(() => {
    document.addEventListener('mousedown', (event) => { if (event.target instanceof Element && event.target.closest('button')) event.preventDefault(); }, true);
  });
  const bubble = page.locator('[class*="bubble"]');
  await page.getByRole('button', { name: 'About Samples' }).click();
  await page.getByTestId('theatre').hover();
  await expect(bubble).toBeVisible();
  await page.getByRole('heading', { name: 'Samples', exact: true }).click();
  await expect(bubble).toHaveCount(0);
});
