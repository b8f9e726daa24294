import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { advanceFilm, frameAt, samePart } from './filmClock.ts';

export interface Film {
  /** The whole frame shown; renders only when it changes. */
  frame: number;
  playing: boolean;
  speed: number;
  loop: boolean;
  /** The exact position, between frames while playing. */
  position(): number;
  play(): void;
  pause(): void;
  seek(frame: number): void;
  setSpeed(speed: number): void;
  setLoop(loop: boolean): void;
}

function prefersStill(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}

/**
 * Plays frames 0 .. last; a film of another length goes on at the same share of its way. `draw` is called on every animation frame while it plays and after each seek. With reduced
 * motion the pictures change frame by frame, without moving in between.
 * @param seen false where nobody can see it: it stands still then and goes on afterwards
 */
export function useFilm(last: number, draw: () => void, seen = true): Film {
  const position = useRef(0);
  const [frame, setFrame] = useState(0);
  const [playing, setPlaying] = useState(false);
  const [speed, setSpeed] = useState(1);
  const [loop, setLoop] = useState(true);

  const show = useCallback((next: number) => {
    position.current = next;
    setFrame(frameAt(next, last));
    draw();
  }, [last, draw]);

  const lastBefore = useRef(last);
  useLayoutEffect(() => {
    if (lastBefore.current === last) return;
    const place = samePart(position.current, lastBefore.current, last);
    lastBefore.current = last;
    show(place);
  }, [last, show]);

  useEffect(() => {
    if (!playing || !seen || last < 1) return undefined;
    let before = performance.now();
    let request = requestAnimationFrame(function tick(now) {
      const next = advanceFilm(position.current, Math.min(0.1, Math.max(0, (now - before) / 1000)), { last, speed, loop });
      before = now;
      show(next.position);
      if (next.playing) request = requestAnimationFrame(tick);
      else setPlaying(false);
    });
    return () => cancelAnimationFrame(request);
  }, [playing, seen, last, speed, loop, show]);

  return {
    frame: Math.min(frame, last),
    playing,
    speed,
    loop,
    position: useCallback(() => (prefersStill() ? frameAt(position.current, last) : Math.min(position.current, last)), [last]),
    play: useCallback(() => {
      if (position.current >= last) show(0);
      setPlaying(true);
    }, [last, show]),
    pause: useCallback(() => setPlaying(false), []),
    seek: useCallback((next: number) => {
      setPlaying(false);
      show(Math.min(last, Math.max(0, next)));
    }, [last, show]),
    setSpeed,
    setLoop,
  };
}
