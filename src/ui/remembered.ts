/** Texts that the browser keeps for this page between visits. Storage may be forbidden (private windows, file pages, pages inside others): then nothing is. */

/** null where nothing was kept. */
export function remembered(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** @returns whether it is kept */
export function remember(key: string, text: string): boolean {
  try {
    localStorage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}
