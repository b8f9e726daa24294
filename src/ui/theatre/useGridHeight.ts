import { useMemo, type RefObject } from 'react';
import { columnsHeight } from '../../plot/gridPicture.ts';
import { usePlayground } from '../playground.ts';
import { useElementWidth } from '../primitives/useElementWidth.ts';
import { usePixelRatio } from '../primitives/usePixelRatio.ts';

/** A grid is at most so high, for its width. */
const MOST = 0.85;

/**
 * Height in CSS pixels that the samples need where each column has a class of its own; null where they take what there is. It comes
 * from the settings and not from what is shown, so that nothing moves when samples take the place of the training pictures.
 */
export function useGridHeight(place: RefObject<Element | null>): number | null {
  const width = useElementWidth(place);
  const ratio = usePixelRatio();
  const facts = usePlayground((state) => state.pictures?.facts ?? null);
  const count = usePlayground((state) => state.recipe.sampling.count);
  const each = usePlayground(({ recipe: { data, sampling } }) => 'conditional' in data && data.conditional && sampling.label === 'each');
  return useMemo(() => {
    if (!facts || !each || width === 0) return null;
    return columnsHeight({ width, height: MOST * width, ratio }, { count, imageWidth: facts.width, imageHeight: facts.height, period: facts.classNames.length });
  }, [facts, each, width, ratio, count]);
}
