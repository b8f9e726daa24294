import { useLayoutEffect, useRef, type RefObject } from 'react';

/**
 * Keeps an element where it is on the screen through a change that makes what is above it higher or lower: under a pointer that drags
 * something of it, nothing may slip away.
 * @returns to be called just before the change
 */
export function usePinned(element: RefObject<Element | null>): () => void {
  const top = useRef<number | null>(null);
  // After every render: which one brings the change is not known.
  useLayoutEffect(() => {
    if (top.current === null || !element.current) return;
    const slipped = element.current.getBoundingClientRect().top - top.current;
    top.current = null;
    if (Math.abs(slipped) >= 1) window.scrollBy({ top: slipped, behavior: 'instant' });
  });
  return () => {
    top.current = element.current?.getBoundingClientRect().top ?? null;
  };
}
