/** A finger on the screen, as the browser's own input pipeline sees it: Playwright itself only taps. */
import type { Page } from 'playwright/test';

export interface Place { x: number; y: number }

/** Puts a finger down on the first place (pixels of the viewport), moves it over the others in turn and lifts it. */
export async function drawWithFinger(page: Page, places: readonly Place[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  for (const [index, place] of places.entries()) {
    await session.send('Input.dispatchTouchEvent', { type: index === 0 ? 'touchStart' : 'touchMove', touchPoints: [place] });
  }
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await session.detach();
}
