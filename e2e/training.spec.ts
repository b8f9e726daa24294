import { openTab } from './bench.ts';
import { expect, test } from './fixtures.ts';
import { measureFrames, reportFrames } from './frameTimes.ts';
import { changedPixels, pictureOf } from './pictures.ts';
import { openPaused, recipeOf, stateOf, tinyRecipe } from './tinyRun.ts';
import { advanceWorkerClock, factsOf, gapsTold, loseDevice, watchFacts } from './workerWatch.ts';

test('starts, pauses, makes exact steps, and goes back to the beginning', async ({ page }) => {
  await openPaused(page);
  const chart = page.getByTestId('loss-chart');
  await expect(chart).toHaveAccessibleName('Loss curve: no steps yet');
  await expect(page.getByText('no steps trained here yet').first()).toBeVisible();

  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect.poll(async () => (await stateOf(page)).step).toBeGreaterThan(200);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Continue' })).toBeVisible();
  const { step, status, loss } = await stateOf(page);
  expect(status).toBe('paused');
  expect(loss).toBeGreaterThan(0);
  await expect(page.getByTestId('step')).toHaveText(step.toLocaleString('en'));

  await page.getByRole('button', { name: 'One step' }).click();
  await expect.poll(async () => (await stateOf(page)).step).toBe(step + 1);
  await page.evaluate(() => window.playground.step(7));
  expect((await stateOf(page)).step).toBe(step + 8);
  await page.evaluate(() => window.playground.step());
  expect(await stateOf(page)).toMatchObject({ step: step + 9, status: 'paused' });
  for (const bad of ['0', '-1', '1.5', '"two"']) {
    await expect(page.evaluate(`window.playground.step(${bad})`)).rejects.toThrow(/takes a whole number of steps from 1 on/);
  }
  expect((await stateOf(page)).step).toBe(step + 9);

  await expect(chart).toHaveAccessibleName(new RegExp(`^Loss curve over ${step + 9} steps; the mean of the last 50 is [\\d.]+$`));
  await expect(chart.locator('path').last(), 'the curve').toHaveAttribute('d', /^M[\d.,]+L[\d.,]+L/);

  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Start', exact: true })).toBeVisible();
  expect(await stateOf(page)).toMatchObject({ step: 0, status: 'paused', loss: NaN });
  await expect(chart).toHaveAccessibleName('Loss curve: no steps yet');
});

test('changes settings while it runs, and says what waits for a restart', async ({ page }) => {
  await openPaused(page);
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  const change = async (name: string, value: string) => {
    await page.getByRole('textbox', { name, exact: true }).fill(value);
    await page.keyboard.press('Enter');
  };
  const goesOn = async () => {
    const { step } = await stateOf(page);
    const later = async () => page.evaluate((from) => {
      const { status, step: now } = window.playground.state();
      return status === 'training' && now > from + 20;
    }, step);
    await expect.poll(later).toBe(true);
    expect((await stateOf(page)).error).toBeUndefined();
  };
  await openTab(page, 'Optimizer');
  await change('Learning rate, as a number', '0.0005');
  await goesOn();
  await change('Batch size, as a number', '96');
  await goesOn();
  await change('EMA decay', '0.95');
  await goesOn();
  const { optimizer, training } = await recipeOf(page);
  expect(optimizer.learningRate).toBe(0.0005);
  expect(training).toMatchObject({ batch: 96, emaDecay: 0.95 });

  await change('EMA decay', '1.5');
  await expect(page.getByRole('alert')).toContainText('EMA decay');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('alert')).toHaveCount(0);
  expect((await recipeOf(page)).training.emaDecay).toBe(0.95);

  const notice = page.getByRole('status').filter({ hasText: 'only after a restart' });
  await expect(notice).toHaveCount(0);
  await openTab(page, 'Network');
  const parameters = page.getByTestId('network-total');
  const before = await parameters.textContent();
  await change('Depth, as a number', '2');
  await expect(notice).toContainText('Depth counts only after a restart from step 0.');
  await expect(parameters).toContainText('(after a restart)');
  await expect(parameters).not.toContainText(before ?? '');
  await openTab(page, 'Objective');
  await page.getByRole('combobox', { name: 'Prediction' }).selectOption('x0');
  await openTab(page, 'Network');
  await expect(notice).toContainText('count only after a restart from step 0.');
  await goesOn();
  const { step } = await stateOf(page);
  await notice.getByRole('button', { name: 'Restart with these changes' }).click();
  await expect(notice).toHaveCount(0);
  await expect.poll(async () => (await stateOf(page)).step).toBeLessThan(step);
  await expect(parameters).not.toContainText('after a restart');
  await goesOn();
});

test('shows how training went, step by step, and where settings were changed', async ({ page }) => {
  await openPaused(page);
  await page.evaluate(() => window.playground.step(60));
  await openTab(page, 'Optimizer');
  await page.getByRole('textbox', { name: 'Learning rate, as a number', exact: true }).fill('0.0005');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('changes')).toHaveText('Learning rate 0.002 → 0.0005 (step 60)');
  await page.evaluate(() => window.playground.step(60));

  await expect(page.getByTestId('loss-chart')).toHaveAccessibleName(/^Loss curve over 120 steps/);
  const ground = page.getByRole('slider', { name: 'Step to read' });
  await ground.focus();
  await page.keyboard.press('Home');
  await expect(ground).toHaveAttribute('aria-valuetext', /^step 1: mean loss [\d.]+, of the step itself [\d.]+$/);
  await page.keyboard.press('End');
  await expect(ground).toHaveAttribute('aria-valuenow', '120');
  for (let i = 0; i < 6; i++) await page.keyboard.press('PageDown');
  await expect(ground).toHaveAttribute('aria-valuetext', /^step 60: .+; changed here: Learning rate 0\.002 → 0\.0005 \(step 60\)$/);
  await page.keyboard.press('Escape');
  await expect(ground).toHaveAttribute('aria-valuetext', 'none chosen; arrow keys choose one');
  await ground.hover();
  await expect(ground).toHaveAttribute('aria-valuetext', /^step (59|60|61): mean loss/);

  const show = (name: string) => page.getByRole('radio', { name, exact: true }).check({ force: true });
  await show('Rate');
  await expect(page.getByTestId('rate-chart')).toHaveAccessibleName('Learning rate over the steps so far; now 0.0005');
  await ground.focus();
  await page.keyboard.press('Home');
  await expect(ground).toHaveAttribute('aria-valuetext', 'step 1: learning rate 0.002');
  await show('Speed');
  await expect(page.getByTestId('speed-chart')).toHaveAccessibleName(/^Speed of training over the steps so far; last [\d.,]+ steps\/s$/);
  const picture = page.getByTestId('level-chart');
  await show('By level');
  await expect(picture).toHaveAccessibleName(/^Loss by noise level over the steps so far; now loss from [\d.]+ at t \d+–\d+ to [\d.]+ at t \d+–\d+$/);
  const heat = page.getByTestId('level-cover');
  const before = await pictureOf(heat);
  await page.evaluate(() => window.playground.step(400));
  await expect(async () => expect(await changedPixels(before, await pictureOf(heat)), 'pixels of the heat map').toBeGreaterThan(300)).toPass();
  await ground.hover({ position: { x: 60, y: 5 } });
  await expect(ground).toHaveAttribute('aria-valuetext', /^step \d+: t 45–49 [\d.]+(; changed here: .*)?$/);

  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await expect(page.getByTestId('changes')).toHaveCount(0);
  await expect(picture).toHaveAccessibleName('Loss by noise level: no steps yet');
});

test('goes back to good weights when the loss is no longer a number, and offers what helps', async ({ page }) => {
  // Gradients of the cleanest timesteps count hundreds of times here, and momentum keeps them for a thousand steps.
  await openPaused(page, tinyRecipe({ optimizer: { kind: 'sgd', momentum: 0.999, clipNorm: 0, learningRate: 0.1 }, objective: { weighting: 'max-likelihood' } }));
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  const notice = page.getByRole('alert');
  await expect(notice).toContainText(/^The loss stopped being a number at step [\d,]+\. Training paused, and the run went back to .+\. Most often the learning rate is too high\.$/);
  expect((await stateOf(page)).status).toBe('paused');
  const { frames } = await page.evaluate(() => window.playground.sample());
  expect(frames.every((frame) => Object.values(frame).every(Number.isFinite))).toBe(true);
  await expect(page.getByRole('button', { name: 'Restart with gradients clipped at 1' })).toBeVisible();
  await page.getByRole('button', { name: 'Halve the learning rate to 0.05 and go on' }).click();
  await expect.poll(async () => (await recipeOf(page)).optimizer.learningRate).toBe(0.05);
  await expect(notice, 'half of far too much is too much').toBeVisible();
  await page.getByRole('button', { name: 'Reset to new weights' }).click();
  await expect(notice).toHaveCount(0);
  expect(await stateOf(page)).toMatchObject({ step: 0, status: 'paused' });
});

test('answers clicks while it trains', async ({ page }, info) => {
  await openPaused(page);
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
  await measureFrames(page);
  const theatre = page.getByTestId('theatre');
  for (const source of ['Word', 'Drawing', 'File', 'Built-in']) {
    await page.getByRole('radio', { name: source, exact: true }).check({ force: true });
    await expect(page.getByRole('radio', { name: source, exact: true })).toBeChecked();
  }
  await page.getByRole('radio', { name: 'Denoise' }).check({ force: true });
  await expect(theatre).toHaveAttribute('data-frame', /\d+/);
  await page.getByRole('radio', { name: 'Live' }).check({ force: true });
  await page.getByRole('slider', { name: 'Point 4 of 7' }).press('ArrowUp');
  await expect(page.getByRole('button', { name: 'Undo (Ctrl+Z)' })).toBeEnabled();
  await page.getByRole('button', { name: 'Help and keyboard shortcuts' }).click();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  const { step } = await stateOf(page);
  await expect.poll(async () => (await stateOf(page)).step).toBeGreaterThan(step + 200);
  expect((await stateOf(page)).status).toBe('training');
  expect(await reportFrames(page, info, 'tiny model training, clicking about')).toBeGreaterThan(10);
});

test('fifty resets and pauses leave the memory as it was', async ({ page }) => {
  await watchFacts(page);
  await openPaused(page);
  const cycle = (times: number) => page.evaluate(async (count) => {
    for (let i = 0; i < count; i++) {
      await window.playground.start();
      await window.playground.pause();
      await window.playground.step(2);
      await window.playground.reset();
    }
  }, times);
  /** What is held at rest: the least of some looks, each after a while in which a live picture under way is finished and gives back what it held. */
  const settled = async () => {
    const looks: Awaited<ReturnType<typeof factsOf>>[] = [];
    for (let look = 0; look < 5; look++) {
      await page.evaluate(async () => {
        await window.playground.sample();
        await window.playground.sample();
        await new Promise((done) => setTimeout(done, 150));
        await window.playground.pause();
      });
      looks.push(await factsOf(page));
    }
    return looks.toSorted((a, b) => (a?.buffers ?? 0) - (b?.buffers ?? 0))[0];
  };
  // What is made when it is first used is made before anything is compared.
  const warmedUp = (told: number) => expect.poll(async () => {
    await cycle(1);
    return gapsTold(page);
  }).toBeGreaterThan(told);
  await warmedUp(0);
  const before = await settled();
  expect(before?.buffers).toBeGreaterThan(0);
  await cycle(50);
  // What leaked would stay, however long one waits.
  await expect.poll(settled).toEqual(before);
  expect(await stateOf(page)).toMatchObject({ step: 0, status: 'paused' });
  await openTab(page, 'Insight');
  await expect(page.getByText(/in \d+ buffers/)).toBeVisible();

  const recipe = tinyRecipe();
  await page.evaluate(async (again) => {
    for (let i = 0; i < 5; i++) await window.playground.load(again);
  }, recipe);
  await warmedUp(await gapsTold(page));
  await expect.poll(async () => {
    const restarted = await settled();
    return { buffers: restarted?.buffers, bytes: restarted?.bytes };
  }).toEqual({ buffers: before?.buffers, bytes: before?.bytes });
});

test('a lost device is opened again and the run goes on', async ({ page }) => {
  await openPaused(page);
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect.poll(async () => (await stateOf(page)).step).toBeGreaterThan(20);
  const { step } = await stateOf(page);
  await advanceWorkerClock(page, 20);
  await expect.poll(async () => (await stateOf(page)).step).toBeGreaterThan(step + 600);
  await loseDevice(page);
  const notice = page.getByRole('alert');
  await expect(notice).toContainText(/The run was rebuilt and goes on from step [\d,]+\./);
  const resumedAt = Number(/from step ([\d,]+)\./.exec(await notice.innerText())?.[1]?.replaceAll(',', ''));
  expect(resumedAt, 'it goes on from the copy of the run, not from the beginning').toBeGreaterThanOrEqual(step);
  await expect.poll(async () => (await stateOf(page)).step).toBeGreaterThan(resumedAt + 100);
  expect((await stateOf(page)).status).toBe('training');
  const { frames } = await page.evaluate(() => window.playground.sample());
  expect(frames.every((frame) => Object.values(frame).every(Number.isFinite))).toBe(true);
  await notice.getByRole('button', { name: 'Dismiss this message' }).click();
  await expect(notice).toHaveCount(0);
});
