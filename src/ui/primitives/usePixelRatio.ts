import { useSyncExternalStore } from 'react';
import { watchPixelRatio } from '../../plot/canvasSurface.ts';

/** Device pixels to one CSS pixel, followed. */
export function usePixelRatio(): number {
  return useSyncExternalStore(watchPixelRatio, () => window.devicePixelRatio);
}
