import type { RefObject } from 'react';
import { useElementWidth } from '../primitives/useElementWidth.ts';
import { useViewState } from '../view.ts';
import type { SecondLayout } from './secondView.ts';

/** Narrower than this, two pictures side by side are too small to compare. */
const leastWidth = 540;

/** Whether two pictures have room side by side in a place, and how they are shown: where there is none, one over the other. */
export function useRoom(place: RefObject<Element | null>): { roomy: boolean; layout: SecondLayout } {
  const roomy = useElementWidth(place) >= leastWidth;
  const layout = useViewState((state) => state.layout);
  return { roomy, layout: roomy ? layout : 'wipe' };
}
