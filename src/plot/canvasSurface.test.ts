import { afterEach, expect, it, vi } from 'vitest';
import { watchPixelRatio } from './canvasSurface.ts';

/** A screen whose pixel ratio is set, and which tells the queries that do not hold any more. */
function fakeScreen() {
  const listening = new Map<() => void, string>();
  const window = { devicePixelRatio: 1 };
  vi.stubGlobal('window', window);
  vi.stubGlobal('matchMedia', (query: string) => ({
    addEventListener: (_: string, listener: () => void) => listening.set(listener, query),
    removeEventListener: (_: string, listener: () => void) => listening.delete(listener),
  }));
  return {
    listening,
    moveTo(ratio: number) {
      window.devicePixelRatio = ratio;
      for (const [listener, query] of listening) if (query !== `(resolution:${ratio}dppx)`) listener();
    },
  };
}

afterEach(() => { vi.unstubAllGlobals(); });

it('tells of every change of the pixel ratio, back and forth, until it is stopped', () => {
  const screen = fakeScreen();
  let told = 0;
  const stop = watchPixelRatio(() => { told += 1; });
  screen.moveTo(2);
  screen.moveTo(1.5);
  screen.moveTo(1);
  expect(told).toBe(3);
  expect(screen.listening.size).toBe(1);
  stop();
  expect(screen.listening.size).toBe(0);
  screen.moveTo(3);
  expect(told).toBe(3);
});
