import type { Locator, Page } from 'playwright/test';
import { expect, test } from './fixtures.ts';
import { recipeOf, stateOf } from './tinyRun.ts';
import type { Place } from './touch.ts';

/** What a person's acts take in seconds, by the keystroke-level model (Card, Moran and Newell 1980); a stroke of a drawing is a guess. */
const TAKES = { decide: 1.35, point: 1.1, press: 0.2, stroke: 2.5, scroll: 1.5 } as const;

/** Uses only what is in sight, as a person would, and counts what they do. */
class Person {
  readonly #page: Page;
  readonly #did = { decide: 0, point: 0, press: 0, stroke: 0, scroll: 0 };

  constructor(page: Page) {
    this.#page = page;
  }

  /** The middle of what is in sight; scrolls with the wheel over `over` until it is. */
  async #find(target: Locator, over: Place): Promise<Place> {
    this.#did.decide += 1;
    const inSight = () => target.evaluate((element) => {
      const box = element.getBoundingClientRect();
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      const top = document.elementFromPoint(x, y);
      return top !== null && (element.contains(top) || top.contains(element) || element.parentElement?.contains(top)) ? { x, y } : null;
    });
    await expect(target).toBeVisible();
    let at = await inSight();
    if (at === null) this.#did.scroll += 1;
    await this.#page.mouse.move(over.x, over.y);
    for (let turn = 0; at === null && turn < 40; turn++) {
      await this.#page.mouse.wheel(0, 80);
      await this.#page.waitForTimeout(30);
      at = await inSight();
    }
    if (at === null) throw new Error('A person would not find this.');
    return at;
  }

  async click(target: Locator, over: Place): Promise<void> {
    const { x, y } = await this.#find(target, over);
    await this.#page.mouse.click(x, y);
    this.#did.point += 1;
    this.#did.press += 1;
  }

  /** Draws along places relative to the middle of the target, in pixels. */
  async draw(target: Locator, over: Place, line: readonly Place[]): Promise<void> {
    const middle = await this.#find(target, over);
    const [first = { x: 0, y: 0 }, ...rest] = line;
    await this.#page.mouse.move(middle.x + first.x, middle.y + first.y);
    await this.#page.mouse.down();
    for (const { x, y } of rest) await this.#page.mouse.move(middle.x + x, middle.y + y, { steps: 4 });
    await this.#page.mouse.up();
    this.#did.point += 1;
    this.#did.stroke += 1;
  }

  get told(): string {
    const { decide, point, stroke, scroll, press } = this.#did;
    const seconds = decide * TAKES.decide + point * TAKES.point + press * TAKES.press + stroke * TAKES.stroke + scroll * TAKES.scroll;
    return `${press} clicks, ${stroke} strokes of the mouse, ${scroll} times scrolled: about ${seconds.toFixed(0)} s of a person's time`;
  }
}

test('a newcomer draws data and a schedule, and sees them learnt', async ({ page }, info) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('./');
  const person = new Person(page);
  const [bench, main] = [{ x: 1150, y: 700 }, { x: 480, y: 600 }];
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
  await person.click(page.getByText('Drawing', { exact: true }), bench);
  const pad = page.getByRole('img', { name: /^Drawing pad/ });
  await expect(pad).toBeInViewport({ ratio: 1 });
  await person.draw(pad, bench, [{ x: -90, y: -80 }, { x: 90, y: -80 }, { x: -90, y: 80 }, { x: 90, y: 80 }]);
  await person.click(page.getByRole('button', { name: 'Learn this drawing' }), bench);
  await expect.poll(async () => (await recipeOf(page)).data.kind).toBe('drawing');
  await expect.poll(async () => (await stateOf(page)).status, 'it trains on without being asked').toBe('training');

  await person.draw(page.getByRole('slider', { name: /^Point 4 of 7/ }), main, [{ x: 0, y: 0 }, { x: 25, y: -30 }, { x: 40, y: -45 }]);
  await expect.poll(async () => (await recipeOf(page)).schedule.kind).toBe('hand-drawn');
  const { step } = await stateOf(page);
  await expect.poll(async () => (await stateOf(page)).step).toBeGreaterThan(step + 150);
  const chart = page.getByTestId('loss-chart');
  const mean = async () => Number(/last 50 is ([\d.]+)$/.exec(await chart.getAttribute('aria-label') ?? '')?.[1] ?? NaN);
  await expect.poll(mean, 'a model that has learnt nothing yet is at 1').toBeLessThan(0.85);
  expect((await stateOf(page)).error).toBeUndefined();
  info.annotations.push({ type: 'a newcomer', description: person.told });
  console.log(`from opening to an own drawing learnt with an own schedule: ${person.told}`);
});
