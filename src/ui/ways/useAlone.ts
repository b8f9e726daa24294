import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { View } from '../view.ts';
import { fillScreen, fillsScreen, leaveScreen, onFullScreen } from './fullScreen.ts';

/** The picture alone, or everything again: in full screen where the browser lets it, else in the window. */
export function toggleAlone(view: View): void {
  const alone = !view.getState().alone;
  view.setState({ alone });
  void (alone ? fillScreen() : leaveScreen());
}

/** Leaving full screen brings everything back, and the keyboard goes on where it was. */
export function useAloneEnds(view: View): void {
  const alone = useStore(view, (state) => state.alone);
  const before = useRef<Element | null>(null);
  useEffect(() => onFullScreen(() => {
    if (!fillsScreen()) view.setState({ alone: false });
  }), [view]);
  useEffect(() => {
    if (!alone) return undefined;
    before.current = document.activeElement;
    scrollTo({ top: 0 });
    return () => {
      // Whatever lay in a part that was away has lost the focus.
      if (document.activeElement === document.body && before.current instanceof HTMLElement) before.current.focus({ preventScroll: true });
    };
  }, [alone]);
}
