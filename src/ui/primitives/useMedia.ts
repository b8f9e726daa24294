import { useSyncExternalStore } from 'react';

/** Whether a media query holds now. @param query for instance `(min-width: 1000px)` */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    () => matchMedia(query).matches,
  );
}
