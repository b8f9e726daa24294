import { useLayoutEffect, useState, type RefObject } from 'react';

/** Width of an element in CSS pixels, followed; 0 before the first layout, and the last one while the element is not laid out. */
export function useElementWidth(element: RefObject<Element | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const observed = element.current;
    if (!observed) return undefined;
    setWidth(Math.floor(observed.getBoundingClientRect().width));
    const observer = new ResizeObserver(([entry]) => {
      if (entry && entry.contentRect.width > 0) setWidth(Math.floor(entry.contentRect.width));
    });
    observer.observe(observed);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
