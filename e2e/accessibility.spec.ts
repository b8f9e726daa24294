import { expectNoViolation } from './axe.ts';
import { openTab } from './bench.ts';
import { expect, test } from './fixtures.ts';
import { openPaused, stateOf } from './tinyRun.ts';

// Dark colours change nothing but the colours.
for (const [colorScheme, rules] of [['light', undefined], ['dark', ['color-contrast']]] as const) {
  test(`axe finds nothing wrong with the page in ${colorScheme} colours`, async ({ page }) => {
    const fine = (where: string) => expectNoViolation(page, { where, rules });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await openPaused(page, undefined, './?autostart=0&preset=unknown');
    await fine('as it opens');

    await page.evaluate(() => window.playground.step(20));
    await page.getByRole('switch', { name: 'Sampling uses its own schedule' }).check();
    for (const summary of ['Values as text', 'Formula of Cosine', 'Save, open, compare']) await page.getByText(summary, { exact: true }).click();
    await page.getByRole('textbox', { name: /^Position t/ }).fill('0, 3\n1, 2');
    await page.getByRole('textbox', { name: /^Position t/ }).press('Tab');
    await openTab(page, 'Network');
    await page.getByText('More network settings', { exact: true }).click();
    await page.getByRole('textbox', { name: 'Depth, as a number' }).fill('2');
    await page.getByRole('textbox', { name: 'Depth, as a number' }).press('Enter');
    await fine('the network');
    await openTab(page, 'Objective');
    for (const summary of ['More objective settings', 'Formula of v']) await page.getByText(summary, { exact: true }).click();
    await fine('the objective');
    await openTab(page, 'Optimizer');
    await page.getByText('More optimizer settings', { exact: true }).click();
    await page.getByRole('textbox', { name: 'EMA decay' }).fill('two');
    await page.getByRole('textbox', { name: 'EMA decay' }).press('Enter');
    await fine('the optimizer');
    await openTab(page, 'Insight');
    await fine('insight');
    await openTab(page, 'Sampling');
    await page.getByText('More sampling settings', { exact: true }).click();
    await expect(page.getByRole('button', { name: 'Restart with these changes' })).toBeVisible();
    await page.getByRole('radio', { name: 'Denoise' }).check({ force: true });
    await expect(page.getByRole('slider', { name: 'Denoising step' })).toBeVisible();
    await fine('the film, with settings open, warnings and mistakes');

    await openTab(page, 'Objective');
    await page.getByRole('button', { name: 'Draw it by hand' }).click();
    await page.getByRole('slider', { name: /^Share point 2 of/ }).focus();
    await page.setViewportSize({ width: 360, height: 740 });
    await openTab(page, 'Data');
    await page.getByRole('radio', { name: 'Drawing', exact: true }).check({ force: true });
    await page.getByRole('button', { name: 'Heart' }).click();
    await page.getByRole('radio', { name: 'β' }).check({ force: true });
    await fine('narrow, drawing data');
    await page.getByRole('radio', { name: 'Word', exact: true }).check({ force: true });
    await page.getByRole('button', { name: 'Learn this word' }).click();
    await fine('narrow, no word typed');

    await page.getByRole('button', { name: 'Help and keyboard shortcuts' }).click();
    await page.getByText('What the address of this page can say').click();
    await fine('help');
    await page.getByRole('button', { name: 'Link to this run' }).click();
    await page.getByRole('switch', { name: 'Inside another page' }).check();
    await fine('a link');
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
    await fine('the keys');
    expect((await stateOf(page)).error).toBeUndefined();

    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto('./?lesson=schedule');
    await page.evaluate(() => window.playground.ready);
    await expect(page.getByRole('region', { name: 'Lesson: What a schedule is' })).toBeVisible();
    await fine('a lesson beside the picture');
    await page.getByRole('button', { name: 'Gallery', exact: true }).click();
    await fine('the gallery');
  });
}
