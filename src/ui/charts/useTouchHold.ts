import { useEffect, type RefObject } from 'react';

/** Marks what a finger drags instead of scrolling the page. */
export const HOLD = { 'data-hold': '' } as const;

/**
 * Keeps the browser from scrolling when a finger starts on an element marked with `HOLD`. The CSS property touch-action
 * would say the same, but Chromium ignores it on elements inside an SVG, and React listens passively.
 * @param drawing an SVG or a group of one
 * @param ready becomes true when the drawing is there
 */
export function useTouchHold(drawing: RefObject<SVGElement | null>, ready: boolean): void {
  useEffect(() => {
    const element = drawing.current;
    if (!element) return undefined;
    const hold = (event: TouchEvent) => {
      if (event.target instanceof Element && event.target.closest('[data-hold]')) event.preventDefault();
    };
    element.addEventListener('touchstart', hold, { passive: false });
    return () => element.removeEventListener('touchstart', hold);
  }, [drawing, ready]);
}
