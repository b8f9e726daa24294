import { useLayoutEffect, useState, type RefObject } from 'react';

/**
 * Whether what lies in an element is wider than the element, followed as either changes its size.
 * @param content another value means other children
 */
export function useOverflow(element: RefObject<Element | null>, content: unknown): boolean {
  const [overflows, setOverflows] = useState(false);
  useLayoutEffect(() => {
    const observed = element.current;
    if (!observed) return undefined;
    const observer = new ResizeObserver(() => setOverflows(observed.scrollWidth > observed.clientWidth + 1));
    observer.observe(observed);
    for (const child of observed.children) observer.observe(child);
    return () => observer.disconnect();
  }, [element, content]);
  return overflows;
}
