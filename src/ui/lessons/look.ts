import type { Place } from './lesson.ts';

/** Brings a part of the page into sight, without moving the focus. */
export function look(at: Place): void {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  document.getElementById(at)?.scrollIntoView({ block: 'start', behavior: still ? 'auto' : 'smooth' });
}
