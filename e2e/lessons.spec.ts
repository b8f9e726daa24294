import type { Page } from 'playwright/test';
import { lessons } from '../src/ui/lessons/lessons.ts';
import type { Lesson } from '../src/ui/lessons/lesson.ts';
import { expectNoViolation } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { openPaused, recipeOf, stateOf } from './tinyRun.ts';

const playerOf = (page: Page, { title }: Lesson) => page.getByRole('region', { name: `Lesson: ${title}` });
const lessonOf = (name: Lesson['name']): Lesson => {
  const lesson = lessons.find((one) => one.name === name);
  if (!lesson) throw new Error(`There is no lesson ${name}.`);
  return lesson;
};

async function open(page: Page, { name }: Lesson): Promise<void> {
  await page.goto(`./?lesson=${name}`);
  await page.evaluate(() => window.playground.ready);
}

/** Answers, does and reads every step up to the last. */
async function goThrough(page: Page, lesson: Lesson): Promise<void> {
  const player = playerOf(page, lesson);
  for (const [index, step] of lesson.steps.entries()) {
    await expect(player).toContainText(`step ${index + 1} of ${lesson.steps.length}`);
    await expect(player.getByRole('heading', { name: step.title, level: 3 }), 'the step is where a reader goes on').toBeFocused();
    if (step.question) {
      const right = step.question.choices.find((choice) => choice.right)?.text ?? '';
      const reveal = player.getByRole('button', { name: 'Reveal' });
      await expect(reveal, 'there is nothing to reveal before a prediction').toBeDisabled();
      await player.getByRole('radio', { name: right, exact: true }).check();
      await reveal.click();
      await expect(player.getByText('As you said.')).toBeVisible();
    }
    if (step.action) {
      await player.getByRole('button', { name: `Do it: ${step.action.label}`, exact: true }).click();
      await expect(player.getByText('Done.'), step.title).toBeVisible({ timeout: 150_000 });
      await expect(player.getByRole('button', { name: 'Working …' })).toHaveCount(0, { timeout: 60_000 });
      expect((await stateOf(page)).error, step.title).toBeUndefined();
    }
    await player.getByRole('button', { name: index === lesson.steps.length - 1 ? 'Finish' : 'Next', exact: true }).click();
  }
  await expect(player).toHaveCount(0);
  await expect(page.getByRole('dialog', { name: 'Lessons' }).getByRole('button', { name: lesson.title }), 'it is remembered').toContainText('done');
}

for (const lesson of lessons) {
  test(`the lesson ${lesson.name} can be gone through`, async ({ page }) => {
    test.setTimeout(300_000);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await open(page, lesson);
    expect(await stateOf(page)).toMatchObject({ status: 'paused' });
    await goThrough(page, lesson);
  });
}

test('a lesson is chosen from the list, and left with the run kept', async ({ page }) => {
  // What is aimed at with the mouse does not scroll away meanwhile.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openPaused(page);
  await page.getByRole('button', { name: 'Lessons', exact: true }).click();
  const list = page.getByRole('dialog', { name: 'Lessons' });
  await expect(list.getByRole('listitem')).toHaveCount(8);
  const lesson = lessonOf('schedule');
  await list.getByRole('button', { name: lesson.title }).click();
  const player = playerOf(page, lesson);
  await expect(player.getByRole('heading', { name: 'The curve' })).toBeFocused();
  await expect.poll(async () => (await recipeOf(page)).data.kind).toBe('two-moons');
  await expect(page, 'a reload begins it again').toHaveURL(/[?&]lesson=schedule$/);
  await page.getByRole('radio', { name: 'Rings' }).check({ force: true });
  await expect(player.getByRole('status').filter({ hasText: 'The lesson waits' })).toBeVisible();
  await player.getByRole('button', { name: 'Back to its run' }).click();
  await expect(player.getByRole('heading', { name: 'The curve' })).toBeFocused();
  await expect.poll(async () => recipeOf(page)).toMatchObject({ data: { kind: 'two-moons' }, model: { width: 48 } });
  await player.getByRole('button', { name: 'Next', exact: true }).click();
  await player.getByRole('button', { name: /^Do it/ }).click();
  await expect(player.getByText('Done.')).toBeVisible({ timeout: 60_000 });
  await player.getByRole('button', { name: 'Previous' }).click();
  await expect(player.getByRole('heading', { name: 'The curve' })).toBeFocused();
  await player.getByRole('button', { name: 'Leave the lesson' }).click();
  await expect(player).toHaveCount(0);
  await expect(page, 'a reload keeps the run').not.toHaveURL(/lesson=/);
  const { step, status } = await stateOf(page);
  expect(step).toBeGreaterThanOrEqual(300);
  expect(status).toBe('paused');
});

test('a lesson goes by keyboard alone', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const lesson = lessonOf('noise');
  await open(page, lesson);
  const player = playerOf(page, lesson);
  const press = async (name: string | RegExp) => {
    for (let i = 0; i < 20; i++) {
      await page.keyboard.press('Tab');
      const button = player.getByRole('button', { name, ...(typeof name === 'string' ? { exact: true } : {}) });
      if (await button.evaluate((element) => element === document.activeElement)) break;
    }
    await page.keyboard.press('Enter');
  };
  await expect(player.getByRole('heading', { name: 'The data' })).toBeFocused();
  await press('network');
  const glossary = page.getByRole('dialog', { name: 'Glossary' });
  await expect(glossary.getByText('A function with many adjustable numbers')).toBeInViewport();
  await page.keyboard.press('Escape');
  await expect(player.getByRole('button', { name: 'network' })).toBeFocused();
  await press('Next');
  await expect(player.getByRole('heading', { name: 'Mixing in noise' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await expect(player.getByRole('radio', { name: 'That the clouds lie on a ring' })).toBeChecked();
  await press('Reveal');
  await expect(player.getByText(/^Not quite\. Small features go first/)).toBeFocused();
  await press('Next');
  await press('Next');
  await press(/^Do it/);
  await expect(player.getByText('Done.')).toBeVisible();
  expect((await recipeOf(page)).schedule.kind).toBe('linear');
});

test('the glossary is searched', async ({ page }) => {
  await openPaused(page);
  await page.getByRole('button', { name: 'Help and keyboard shortcuts' }).click();
  await page.getByRole('button', { name: 'Glossary of terms' }).click();
  const glossary = page.getByRole('dialog', { name: 'Glossary' });
  await glossary.getByRole('searchbox', { name: 'Find a term' }).fill('snr');
  await expect(glossary.getByRole('term')).toHaveText([/^log-SNR/, /^SNR/, /^noise level/]);
  await glossary.getByRole('searchbox', { name: 'Find a term' }).fill('qqq');
  await expect(glossary.getByRole('status')).toContainText('No term');
});

test('an unknown lesson is answered with a sentence', async ({ page }) => {
  await page.goto('./?lesson=cooking&autostart=0');
  await expect(page.getByRole('status').filter({ hasText: 'There is no lesson "cooking"' })).toContainText('few-steps');
});

test('on a phone the lesson is a sheet that folds, and axe finds nothing wrong', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const lesson = lessonOf('schedule');
  await open(page, lesson);
  const player = playerOf(page, lesson);
  const fine = async (where: string) => {
    await expectNoViolation(page, { where });
    expect(await page.evaluate(() => document.documentElement.scrollWidth), where).toBeLessThanOrEqual(360);
  };
  await player.getByRole('radio').first().check();
  await player.getByRole('button', { name: 'Reveal' }).click();
  await fine('a step with its answer');
  await expect(page.getByRole('button', { name: 'Start', exact: true }), 'the run is in reach').toBeInViewport();
  await expect(player.getByRole('button', { name: 'Next', exact: true })).toBeInViewport();
  await player.getByRole('button', { name: 'Fold the lesson' }).click();
  await expect(player.getByRole('button', { name: 'Next', exact: true })).toBeHidden();
  await player.getByRole('button', { name: 'Unfold the lesson' }).click();
  await player.getByRole('button', { name: 'Leave the lesson' }).click();
  await page.getByRole('button', { name: 'Lessons', exact: true }).click();
  await expect(page.getByRole('dialog', { name: 'Lessons' })).toBeVisible();
  await fine('the list of lessons');
  await page.getByRole('dialog', { name: 'Lessons' }).getByRole('button', { name: 'Glossary' }).click();
  await expect(page.getByRole('dialog', { name: 'Glossary' })).toBeVisible();
  await fine('the glossary');
});
