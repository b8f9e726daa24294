import { useSyncExternalStore } from 'react';
import { onLanguage, presentLanguage, type Language } from '../../words/language.ts';

/** The language of the page. Whoever keeps said texts (in a memo, on a canvas) makes them anew when it changes. */
export function useLanguage(): Language {
  return useSyncExternalStore(onLanguage, presentLanguage);
}
