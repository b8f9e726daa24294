import { useEffect, useRef, type RefObject } from 'react';
import { focusOf } from '../ways/globalKey.ts';
import { filmStep } from './filmKeys.ts';

/** The keys of a film, for as long as its transport is to be seen: the theatre stays while one is in another place. */
export function useFilmKeys(transport: RefObject<Element | null>, step: (direction: -1 | 1) => void): void {
  const present = useRef(step);
  useEffect(() => {
    present.current = step;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const direction = filmStep(event, focusOf(event.target));
      // A dialog's keys are its own.
      if (direction === null || !transport.current || transport.current.closest('[hidden]') || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      present.current(direction);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [transport]);
}
