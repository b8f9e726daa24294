import type { SweepPoint } from './sweep.ts';
import { useCompareDesk, useDeskState } from './useCompareDesk.ts';

/** Shows the film of what was measured in column A, and goes there. */
export function useShownPoint(): (point: Pick<SweepPoint, 'sampler' | 'steps'>) => void {
  const desk = useCompareDesk();
  const first = useDeskState((state) => state.columns[0]?.id ?? 0);
  return ({ sampler, steps }) => {
    desk.change(first, { sampler, steps, of: 'model', eta: null });
    document.querySelector('#compared')?.scrollIntoView({ block: 'start' });
  };
}
