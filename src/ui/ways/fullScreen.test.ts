import { afterEach, describe, expect, it, vi } from 'vitest';
import { canFillScreen, fillScreen, fillsScreen, leaveScreen } from './fullScreen.ts';

afterEach(() => { vi.unstubAllGlobals(); });

describe('full screen', () => {
  it('is never filled where the browser has none', async () => {
    vi.stubGlobal('document', {});
    expect([canFillScreen() || false, fillsScreen() || false]).toEqual([false, false]);
    await expect(Promise.all([fillScreen(), leaveScreen()])).resolves.toBeDefined();
  });

  it('is filled by the whole page, and left again', async () => {
    let filled = false;
    const documentElement = { requestFullscreen: async () => { filled = true; } };
    const page = { fullscreenEnabled: true, documentElement, get fullscreenElement() { return filled ? documentElement : null; }, exitFullscreen: async () => { filled = false; } };
    vi.stubGlobal('document', page);
    expect([canFillScreen(), fillsScreen()]).toEqual([true, false]);
    await fillScreen();
    expect(fillsScreen()).toBe(true);
    await leaveScreen();
    expect(fillsScreen()).toBe(false);
  });
});
