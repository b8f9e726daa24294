import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '../fixtures.ts';
import { fileOf, folder, looks } from './looks.ts';
import { moons, TRAINED_STEPS, views } from './views.ts';

for (const view of views) {
  test(view.title, async ({ page }) => {
    await mkdir(folder, { recursive: true });
    await page.setViewportSize({ width: 1440, height: 900 });
    // What plays by itself would look different each time.
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(`./?autostart=0${view.search ?? ''}`);
    await page.evaluate(() => window.playground.ready);
    if (view.recipe !== null) {
      const recipe = view.recipe ?? moons;
      await page.evaluate(async ([wanted, steps]) => {
        await window.playground.load(wanted);
        await window.playground.step(steps);
      }, [recipe, recipe === moons ? TRAINED_STEPS : 2] as const);
      await expect(page.getByTestId('theatre')).toHaveAttribute('data-step', /^[1-9]/);
    }
    await view.prepare?.(page);
    for (const look of view.looks ?? looks) {
      await page.setViewportSize({ width: look.width, height: look.height });
      await page.emulateMedia({ colorScheme: look.theme });
      await page.evaluate(async (id) => {
        if (id) document.getElementById(id)?.scrollIntoView({ block: 'start' });
        else scrollTo({ top: 0 });
        await new Promise((resolve) => { setTimeout(resolve, 400); });
      }, view.at ?? '');
      await page.screenshot({ path: join(folder, fileOf(view.name, look)) });
    }
  });
}
