import type { Locator, Page } from 'playwright/test';
import { expect, test } from './fixtures.ts';
import { openPaused, recipeOf, stateOf } from './tinyRun.ts';

/** Presses Tab (or Shift+Tab) until `target` has the focus, which must be visible. */
async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const focused = () => target.evaluate((element) => element === document.activeElement);
  for (let presses = 0; presses < 120 && !await focused(); presses++) await page.keyboard.press(key);
  await expect(target, 'reached with Tab').toBeFocused();
}

test('everything can be done with the keyboard alone', async ({ page }) => {
  await openPaused(page);
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to the samples' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();

  await test.step('help', async () => {
    const help = page.getByRole('button', { name: 'Help and keyboard shortcuts' });
    await tabTo(page, help);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog', { name: 'How this works' })).toBeVisible();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.querySelector('dialog[open]')?.contains(document.activeElement) || document.activeElement === document.body), 'the focus stays inside').toBe(true);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(help).toBeFocused();
  });

  await test.step('choosing data', async () => {
    await tabTo(page, page.getByRole('radio', { name: 'Two moons' }));
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('radio', { name: 'Swiss roll' })).toBeChecked();
    await expect.poll(async () => (await recipeOf(page)).data.kind).toBe('swiss-roll');
    await expect.poll(async () => (await stateOf(page)).status).toBe('paused');
  });

  await test.step('training', async () => {
    await tabTo(page, page.getByRole('button', { name: 'Start', exact: true }));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeFocused();
    await expect.poll(async () => (await stateOf(page)).step).toBeGreaterThan(50);
    await page.keyboard.press('Space');
    await expect(page.getByRole('button', { name: 'Continue' })).toBeFocused();
    await expect.poll(async () => (await stateOf(page)).status).toBe('paused');
  });

  await test.step('the schedule', async () => {
    const point = page.getByRole('slider', { name: /^Point 4 of 7/ });
    await tabTo(page, point);
    const level = await point.getAttribute('aria-valuenow');
    await page.keyboard.press('Shift+ArrowUp');
    await expect(point).not.toHaveAttribute('aria-valuenow', level ?? '');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('slider', { name: /^Point 5 of 8/ })).toBeFocused();
    await page.keyboard.press('Delete');
    await expect(page.getByRole('slider', { name: /^Point \d of 7/ })).toHaveCount(7);
    expect((await recipeOf(page)).schedule.kind).toBe('hand-drawn');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await recipeOf(page)).schedule.kind).toBe('hand-drawn');
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await recipeOf(page)).schedule.kind).toBe('cosine');
  });

  await test.step('the film', async () => {
    const theatre = page.getByTestId('theatre');
    await tabTo(page, page.getByRole('radio', { name: 'Live' }), 'Shift+Tab');
    await page.keyboard.press('ArrowRight');
    await expect(theatre).toHaveAttribute('data-frame', /\d+/);
    const screen = page.getByRole('group', { name: /^Film of denoising/ });
    await tabTo(page, screen);
    await page.keyboard.press('End');
    await expect(theatre).toHaveAttribute('data-frame', '10');
    await page.keyboard.press('ArrowLeft');
    await expect(theatre).toHaveAttribute('data-frame', '9');
    await page.keyboard.press('Home');
    await expect(theatre).toHaveAttribute('data-frame', '0');
    await page.keyboard.press('Space');
    await expect(page.getByRole('button', { name: 'Pause the film' })).toBeVisible();
    await page.keyboard.press('Space');
    await tabTo(page, page.getByRole('button', { name: 'Play the film' }));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Pause the film' })).toBeFocused();
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('slider', { name: 'Denoising step' }));
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    await expect(theatre).toHaveAttribute('data-frame', '9');
    expect((await stateOf(page)).status, 'the keys of the film do not start training').toBe('paused');
    await screen.focus();
    await page.keyboard.press('ArrowLeft');
    await expect(page.getByTestId('news'), 'a place where the film rests is told').toHaveText(/^Film: step 8 of 10, \d+ % signal\.$/);
  });

  await test.step('a lesson', async () => {
    await tabTo(page, page.getByRole('button', { name: 'Lessons', exact: true }), 'Shift+Tab');
    await page.keyboard.press('Enter');
    const list = page.getByRole('dialog', { name: 'Lessons' });
    await tabTo(page, list.getByRole('button', { name: 'What a schedule is' }));
    await page.keyboard.press('Enter');
    const player = page.getByRole('region', { name: 'Lesson: What a schedule is' });
    await expect(player.getByRole('heading', { level: 3 })).toBeFocused();
    await tabTo(page, player.getByRole('radio').first());
    await page.keyboard.press('Space');
    await tabTo(page, player.getByRole('button', { name: 'Reveal' }));
    await page.keyboard.press('Enter');
    await tabTo(page, player.getByRole('button', { name: 'Next' }));
    await page.keyboard.press('Enter');
    await expect(player).toContainText('step 2 of');
    await expect(player.getByRole('heading', { level: 3 }), 'the next step is where the keyboard goes on').toBeFocused();
    await tabTo(page, player.getByRole('button', { name: 'Leave the lesson' }), 'Shift+Tab');
    await page.keyboard.press('Enter');
    await expect(player).toHaveCount(0);
  });
});

test('Space and ? work from anywhere, except where someone types', async ({ page }) => {
  await openPaused(page);
  await page.keyboard.press('Space');
  await expect.poll(async () => (await stateOf(page)).status).toBe('training');
  await page.keyboard.press('Space');
  await expect.poll(async () => (await stateOf(page)).status).toBe('paused');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('radio', { name: 'Word', exact: true }).check({ force: true });
  const word = page.getByRole('textbox', { name: /^A word/ });
  await word.focus();
  await page.keyboard.type('a ?');
  await expect(word).toHaveValue('a ?');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect((await stateOf(page)).status).toBe('paused');
});
