import { useEffect } from 'react';
import { usePlaygroundStore } from './playground.ts';
import { quietly } from './quietly.ts';
import type { View } from './view.ts';
import { fillScreen, fillsScreen, leaveScreen } from './ways/fullScreen.ts';
import { focusOf, globalKey } from './ways/globalKey.ts';
import { toggleAlone } from './ways/useAlone.ts';

/** The keys that work from anywhere on the page. */
export function useShortcuts(view: View): void {
  const store = usePlaygroundStore();
  useEffect(() => {
    const run = () => {
      const { status, start, pause } = store.getState();
      if (status === 'training') quietly(pause());
      else if (status !== 'compiling') quietly(start());
    };
    const onKey = (event: KeyboardEvent) => {
      const key = globalKey(event, focusOf(event.target), view.getState().alone);
      // A dialog's keys are its own.
      if (key === null || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      if (key === 'run') run();
      if (key === 'keys') view.setState({ dialog: 'keys' });
      if (key === 'alone' && view.getState().place === 'playground') toggleAlone(view);
      if (key === 'screen') void (fillsScreen() ? leaveScreen() : fillScreen());
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [store, view]);
}
