import { useEffect, useRef } from 'react';
import { usePlaygroundStore } from './playground.ts';
import { quietly } from './quietly.ts';

/** Space starts and pauses, ? opens the help: only while no control has the focus, so that nobody's typing is taken. */
export function useShortcuts(help: () => void): void {
  const store = usePlaygroundStore();
  const onHelp = useRef(help);
  useEffect(() => {
    onHelp.current = help;
  }, [help]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const free = event.target === document.body || event.target === document.documentElement;
      if (!free || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === '?') onHelp.current();
      if (event.key !== ' ' || event.repeat) return;
      event.preventDefault();
      const { status, start, pause } = store.getState();
      if (status === 'training') quietly(pause());
      else if (status !== 'compiling') quietly(start());
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [store]);
}
