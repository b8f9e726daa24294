import { useCallback, useRef, useState } from 'react';

/** Which picture of a grid the keyboard is at, which one the pointer, and whether one is shown alone. */
export interface PictureFocus {
  focused: number;
  enlarged: boolean;
  /** Whether the frame of the keyboard is shown. */
  framed: boolean;
  /** The picture under the pointer; read when a scene is drawn. */
  pointed(): number | null;
  setFocused(index: number): void;
  setEnlarged(enlarged: boolean): void;
  setFramed(framed: boolean): void;
  point(index: number | null): void;
}

/** @param count of pictures @param redraw draws them anew when the pointer goes from one to the next */
export function usePictureFocus(count: number, redraw: () => void): PictureFocus {
  const [picked, setFocused] = useState(0);
  const [enlarged, setEnlarged] = useState(false);
  const [framed, setFramed] = useState(false);
  const under = useRef<number | null>(null);
  const pointed = useCallback(() => under.current, []);
  const point = useCallback((index: number | null) => {
    if (under.current === index) return;
    under.current = index;
    redraw();
  }, [redraw]);
  return { focused: Math.max(0, Math.min(picked, count - 1)), enlarged: enlarged && count > 0, framed, pointed, setFocused, setEnlarged, setFramed, point };
}
