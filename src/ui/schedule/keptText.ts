/** One text that the browser keeps for this page between visits, the same in all its windows. */
import { remember, remembered } from '../remembered.ts';

const KEY = 'diffusion-playground.schedules';

/** null where nothing was kept. */
export function readKeptText(): string | null {
  return remembered(KEY);
}

const listeners = new Set<() => void>();

/** @throws Error with a sentence where the browser keeps nothing or has no room */
export function keepText(text: string): void {
  if (!remember(KEY, text)) throw new Error('This browser keeps nothing for this page, or has no room left; save the schedule as a file instead.');
  for (const listener of listeners) listener();
}

/** Also called when another window of the page keeps something. */
export function watchKeptText(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}
