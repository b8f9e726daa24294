import { useEffect, useRef } from 'react';
import { usePlaygroundStore } from '../playground.ts';
import { usePlayhead } from '../time/playhead.ts';
import { tellNews } from './news.ts';

/** Old news is not found by whoever reads through the page, in milliseconds. */
const KEPT = 8000;

/** What happens, for screen readers: politely, and never many words at once. */
export function News() {
  const store = usePlaygroundStore();
  const playhead = usePlayhead();
  const region = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    let old: ReturnType<typeof setTimeout> | undefined;
    const show = (text: string) => {
      if (region.current) region.current.textContent = text;
    };
    const stop = tellNews(store, playhead, (text) => {
      show(text);
      clearTimeout(old);
      old = setTimeout(() => show(''), KEPT);
    }, () => document.activeElement instanceof HTMLInputElement && document.activeElement.type === 'range');
    return () => {
      stop();
      clearTimeout(old);
    };
  }, [store, playhead]);
  return <p ref={region} className="sr-only" aria-live="polite" data-testid="news" />;
}
