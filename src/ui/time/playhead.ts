/** Where the film is, for everything on the page that lies on the axis of time. */
import { createContext, useContext, useMemo } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';

export interface PlayheadState {
  /** alpha_bar of each frame of the film that is shown, from noise to 1; null while none is. */
  alphaBars: Float64Array | null;
  /** The frame shown. */
  frame: number;
  /** Goes to a frame; the film rests there. */
  seek(frame: number): void;
  /** alpha_bar of each timestep of the schedule whose axis is drawn; null where none is. */
  alphasCumprod: ArrayLike<number> | null;
  /** Where the strip of the film is drawn beside everything else on the axis; null where there is no such place. */
  slot: Element | null;
}

export type Playhead = StoreApi<PlayheadState>;

export const makePlayhead = (): Playhead => createStore<PlayheadState>()(() => ({ alphaBars: null, frame: 0, seek: () => undefined, alphasCumprod: null, slot: null }));

export const PlayheadContext = createContext<Playhead>(makePlayhead());

export function usePlayhead(): Playhead {
  return useContext(PlayheadContext);
}

export function usePlayheadState(): PlayheadState {
  return useStore(usePlayhead());
}

/** The place u in [0, 1] on a table's axis where its signal is that of a level: between two timesteps where no timestep has it. @param alphasCumprod falling */
export function placeOfLevel(alphasCumprod: ArrayLike<number>, alphaBar: number): number {
  const last = alphasCumprod.length - 1;
  let [low, high] = [0, last];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((alphasCumprod[middle] ?? 0) >= alphaBar) low = middle;
    else high = middle;
  }
  const [above, below] = [alphasCumprod[low] ?? 1, alphasCumprod[high] ?? 0];
  const part = above > below ? (above - alphaBar) / (above - below) : 0;
  return Math.min(1, Math.max(0, (low + Math.min(1, Math.max(0, part)) * (high - low)) / Math.max(1, last)));
}

/** The places u of the frames of the film on the axis of a schedule; none while no film is shown. */
export function useFramePlaces(alphasCumprod: ArrayLike<number>): readonly number[] {
  const alphaBars = useStore(usePlayhead(), (state) => state.alphaBars);
  return useMemo(() => Array.from(alphaBars ?? [], (alphaBar) => placeOfLevel(alphasCumprod, alphaBar)), [alphaBars, alphasCumprod]);
}

/** The frame whose place is nearest. */
export function nearestFrame(places: readonly number[], u: number): number {
  return places.reduce((best, place, frame) => (Math.abs(place - u) < Math.abs((places[best] ?? Infinity) - u) ? frame : best), 0);
}
