import { useEffect } from 'react';
import type { LessonName } from './lessons/names.ts';
import { askedPlace, lessonSearch, placeSearch } from './places.ts';
import type { View } from './view.ts';

const addressOf = (search: string) => `${location.pathname}${search}${location.hash}`;

/** A reload begins the open lesson again, and none that was left. It is no place: the browser's back does not go through it. */
function writeLesson(lesson: LessonName | null): void {
  if (new URLSearchParams(location.search).get('lesson') !== lesson) history.replaceState(history.state, '', addressOf(lessonSearch(location.search, lesson)));
}

/** The address says where one is, and the browser's own back and forward go from place to place. */
export function usePlaceAddress(view: View): void {
  useEffect(() => {
    const stop = view.subscribe((now, before) => {
      // A lesson is about the playground.
      if (now.lessonRun !== before.lessonRun && now.place !== 'playground') view.setState({ place: 'playground' });
      if (now.lesson !== before.lesson) writeLesson(now.lesson);
      if (now.place === before.place || askedPlace(location.search) === now.place) return;
      history.pushState(null, '', addressOf(placeSearch(location.search, now.place)));
    });
    const onBack = () => {
      view.setState({ place: askedPlace(location.search) ?? 'playground' });
      // Where one comes back to is as it was written then; the lesson may have been left since.
      writeLesson(view.getState().lesson);
    };
    window.addEventListener('popstate', onBack);
    return () => {
      stop();
      window.removeEventListener('popstate', onBack);
    };
  }, [view]);
}
