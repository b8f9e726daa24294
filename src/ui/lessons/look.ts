import type { Place } from './lesson.ts';

/** The box in which an element scrolls by itself; null where it scrolls with the page. */
function scrollBox(element: Element): Element | null {
  const { parentElement: parent } = element;
  if (!parent || parent === document.body) return null;
  return getComputedStyle(parent).overflowY === 'auto' ? parent : scrollBox(parent);
}

/** Brings a part of the page into sight, without moving the focus, nor the page where that part scrolls by itself. */
export function look(at: Place): void {
  const element = document.getElementById(at);
  if (!element) return;
  const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';
  const box = scrollBox(element);
  if (box) box.scrollBy({ top: element.getBoundingClientRect().top - box.getBoundingClientRect().top, behavior });
  else element.scrollIntoView({ block: 'start', behavior });
}

/** Less of a part than this, in pixels, is not seen as it. */
const SEEN = 160;

/** Brings a part of the page into sight where hardly anything of it is. */
export function lookIfAway(at: Place): void {
  const box = document.getElementById(at)?.getBoundingClientRect();
  if (box && (box.bottom < SEEN || box.top > innerHeight - SEEN)) look(at);
}
