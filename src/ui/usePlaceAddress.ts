import { useEffect } from 'react';
import { askedPlace, placeSearch } from './places.ts';
import type { View } from './view.ts';

/** The address says where one is, and the browser's own back and forward go from place to place. */
export function usePlaceAddress(view: View): void {
  useEffect(() => {
    const stop = view.subscribe((now, before) => {
      // A lesson is about the playground.
      if (now.lessonRun !== before.lessonRun && now.place !== 'playground') view.setState({ place: 'playground' });
      if (now.place === before.place || askedPlace(location.search) === now.place) return;
      history.pushState(null, '', `${location.pathname}${placeSearch(location.search, now.place)}${location.hash}`);
    });
    const onBack = () => view.setState({ place: askedPlace(location.search) ?? 'playground' });
    window.addEventListener('popstate', onBack);
    return () => {
      stop();
      window.removeEventListener('popstate', onBack);
    };
  }, [view]);
}
