/** The browser's full screen. Where there is none (phones, frames that may not), what asks for it does without. */

export function canFillScreen(): boolean {
  return document.fullscreenEnabled;
}

/** Phones without a full screen know nothing of an element that fills it, not even null. */
export function fillsScreen(): boolean {
  return canFillScreen() && document.fullscreenElement !== null;
}

/** All of the page, so that dialogs and hints are seen too. */
export async function fillScreen(): Promise<void> {
  if (!canFillScreen() || fillsScreen()) return;
  await document.documentElement.requestFullscreen().catch(() => undefined);
}

export async function leaveScreen(): Promise<void> {
  if (fillsScreen()) await document.exitFullscreen().catch(() => undefined);
}

/** Calls back when the page begins or ends to fill the screen. @returns what ends that */
export function onFullScreen(listener: () => void): () => void {
  document.addEventListener('fullscreenchange', listener);
  return () => document.removeEventListener('fullscreenchange', listener);
}
