import type { PlaceName } from './places.ts';
import { usePlayground } from './playground.ts';
import { useViewState } from './view.ts';

/** Where one is on the page; what lies elsewhere is kept and need not be drawn. A recorded run has the playground only. */
export function usePlace(): PlaceName {
  const recorded = usePlayground((state) => state.noWebGpu !== null);
  const place = useViewState((state) => state.place);
  return recorded ? 'playground' : place;
}
