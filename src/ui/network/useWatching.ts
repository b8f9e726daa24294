import { useEffect, useState } from 'react';
import { usePlayground, usePlaygroundStore } from '../playground.ts';
import { usePlace } from '../usePlace.ts';
import { useViewState } from '../view.ts';

/** Whether the page is in sight. */
function useSeen(): boolean {
  const [seen, setSeen] = useState(() => document.visibilityState === 'visible');
  useEffect(() => {
    const follow = () => setSeen(document.visibilityState === 'visible');
    document.addEventListener('visibilitychange', follow);
    return () => document.removeEventListener('visibilitychange', follow);
  }, []);
  return seen;
}

/** Has the layers looked at while that is wanted and this part of the page is in sight. */
export function useWatching(wanted: boolean): void {
  const store = usePlaygroundStore();
  const here = usePlace() === 'playground';
  const shown = useViewState((state) => state.tab === 'network') && here;
  const seen = useSeen();
  const running = usePlayground((state) => state.runningRecipe !== null);
  const on = wanted && shown && seen && running;
  useEffect(() => {
    if (!on) return undefined;
    // A failure explains itself elsewhere, or the worker has gone.
    const watch = (now: boolean) => void store.getState().watchLayers(now).catch(() => undefined);
    watch(true);
    return () => watch(false);
  }, [store, on]);
}
