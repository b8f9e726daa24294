import { openTab } from './bench.ts';
import { expect, test } from './fixtures.ts';
import { openPaused, tinyRecipe } from './tinyRun.ts';

test('draws the network of points from its settings, and shows the layers of a block', async ({ page }) => {
  await openPaused(page, tinyRecipe({ model: { width: 32, depth: 2 } }));
  await openTab(page, 'Network');
  const drawing = page.getByTestId('network');
  await expect(drawing.getByRole('button')).toHaveText([/Waves of the point.*10.*fixed/, /Time.*8.*fixed/, /Input layer.*32.*608 parameters/, /Hidden 1.*1.06 k/, /Hidden 2/, /Output layer.*2.*66 parameters/]);
  await expect(page.getByTestId('network-total')).toHaveText('2,786 parameters in 4 layers');

  await drawing.getByRole('button', { name: /Hidden 1/ }).focus();
  const details = page.getByTestId('block-details');
  await expect(details.getByRole('row', { name: /Linear layer.*hidden\.0/ })).toContainText('1,056');
  await page.keyboard.press('Tab');
  await expect(details.getByRole('heading', { name: 'Hidden 2' })).toBeVisible();

  await page.getByRole('textbox', { name: 'Depth, as a number', exact: true }).fill('3');
  await page.keyboard.press('Enter');
  await expect(drawing.getByRole('button', { name: /Hidden 3/ }), 'before anything is compiled').toBeVisible();
  await expect(page.getByTestId('network-total')).toHaveText('3,842 parameters in 5 layers (after a restart)');

  await page.getByRole('button', { name: 'Larger' }).click();
  const dialog = page.getByRole('dialog', { name: 'The network' });
  await expect(dialog.getByTestId('network').getByRole('button', { name: /Output layer/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('keeps the norm of every gradient and the distance of the averages', async ({ page }) => {
  await openPaused(page);
  await page.evaluate(() => window.playground.step(60));
  const charts = page.getByRole('group', { name: 'What the chart of training shows' });
  await charts.getByRole('radio', { name: 'Gradient' }).check({ force: true });
  await expect(page.getByTestId('gradient-chart')).toHaveAccessibleName(/^Gradient norm over 60 steps; now about [\d.]+, clipped at 1: \d+ % of the steps$/);
  await charts.getByRole('radio', { name: 'EMA gap' }).check({ force: true });
  await expect(page.getByTestId('gap-chart')).toHaveAccessibleName(/now [\d.]+ %$/);
});

test('looks at the layers while it is asked to, and tells each block’s figure', async ({ page }) => {
  await openPaused(page);
  await openTab(page, 'Network');
  const live = page.getByRole('group', { name: /^Live statistics/ });
  await live.getByRole('radio', { name: 'Gradients' }).check({ force: true });
  const block = page.getByTestId('network').getByRole('button', { name: /Output layer/ });
  await expect(page.getByTestId('live-figures')).toContainText('Seen after step 0.');
  await expect(block).toHaveAccessibleName(/gradient: [\d.e−]+/);
  await page.evaluate(() => window.playground.step(5));
  await expect(page.getByTestId('live-figures')).toContainText('Seen after step 5.');
  await block.focus();
  await expect(page.getByTestId('block-details')).toContainText(/weights [\d.]+ · gradient/);
  await live.getByRole('radio', { name: 'Off' }).check({ force: true });
  await expect(page.getByTestId('live-figures')).toHaveCount(0);
  await expect(block).toHaveAccessibleName(/parameters$/);
});
