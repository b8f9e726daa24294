import { useEffect, useRef, useState } from 'react';
import type { Asked, DenoiserField, PlaneGrid } from '../../protocol/messages.ts';
import { latestWins } from '../../store/latestWins.ts';
import { usePlayground, usePlaygroundStore } from '../playground.ts';

/** Arrows stand 0.4 standard deviations apart, over what the theatre shows. */
const shown: PlaneGrid = { left: -3.4, right: 3.4, bottom: -3.4, top: 3.4, columns: 17, rows: 17 };
/** A film that is stepped through is asked about once it rests. */
const restMs = 200;

/** The predictions of the model and of the perfect model over the plane, as far as they are known. */
export type Fields = Readonly<Record<Asked, DenoiserField | null>>;

interface Wanted { timestep: number; trained: number | null; zoom: number }

/**
 * The fields at a timestep, null while none is wanted: asked one after the other and kept, until the samples of the model or the
 * schedule are others. @param zoom by which the film is zoomed out there; arrows then start where its points are drawn
 */
export function useFields(timestep: number | null, zoom: number): Fields {
  const store = usePlaygroundStore();
  const trained = usePlayground((state) => state.trajectory?.trainedSteps ?? null);
  const schedule = usePlayground((state) => state.runningRecipe?.schedule ?? null);
  const [known, setKnown] = useState<ReadonlyMap<string, DenoiserField>>(new Map());
  const queue = useRef<((wanted: Wanted) => void) | null>(null);
  const data = usePlayground((state) => state.data);

  useEffect(() => setKnown(new Map()), [schedule, data]);

  const of = (asked: Asked) => (timestep === null ? null : known.get(keyOf(asked, timestep, trained)) ?? null);
  const fields: Fields = { model: of('model'), ideal: of('ideal') };
  const complete = timestep === null || (fields.model !== null && fields.ideal !== null);

  useEffect(() => {
    if (complete || timestep === null) return undefined;
    queue.current ??= latestWins(async (wanted: Wanted) => {
      for (const asked of ['model', 'ideal'] as const) {
        const grid = { ...shown, left: shown.left * wanted.zoom, right: shown.right * wanted.zoom, bottom: shown.bottom * wanted.zoom, top: shown.top * wanted.zoom };
        const field = { ...await store.getState().askField(asked, wanted.timestep, grid), grid: shown };
        setKnown((before) => new Map([...before, [keyOf(asked, wanted.timestep, wanted.trained), field]]));
      }
    }, () => undefined);
    const ask = queue.current;
    const timer = setTimeout(() => ask({ timestep, trained, zoom }), restMs);
    return () => clearTimeout(timer);
  }, [store, complete, timestep, trained, zoom]);
  return fields;
}

/** The perfect model does not learn. */
function keyOf(asked: Asked, timestep: number, trained: number | null): string {
  return asked === 'ideal' ? `ideal ${timestep}` : `model ${timestep} ${trained}`;
}
