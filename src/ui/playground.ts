/** The page's store in React: one context, and a hook that renders only when what it selects changes. */
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { PlaygroundState } from '../store/state.ts';

export type PlaygroundStore = StoreApi<PlaygroundState>;

export const PlaygroundContext = createContext<PlaygroundStore | null>(null);

/** The store itself, for subscriptions to fast data and for actions: `usePlaygroundStore().getState().start()`. */
export function usePlaygroundStore(): PlaygroundStore {
  const store = useContext(PlaygroundContext);
  if (!store) throw new Error('A component of the playground was rendered outside PlaygroundContext.');
  return store;
}

/** Part of the state; the selector must return the same object while nothing changed. */
export function usePlayground<T>(selector: (state: PlaygroundState) => T): T {
  return useStore(usePlaygroundStore(), selector);
}
