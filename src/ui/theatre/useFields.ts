import { useEffect, useRef, useState } from 'react';
import type { Asked, DenoiserField } from '../../protocol/messages.ts';
import { usePlayground, usePlaygroundStore } from '../playground.ts';
import { fieldKey, makeFieldQueue, type WantedField } from './fieldQueue.ts';

/** A film that is stepped through is asked about once it rests. */
const restMs = 200;

/** The predictions of the model and of the perfect model over the plane, as far as they are known. */
export type Fields = Readonly<Record<Asked, DenoiserField | null>>;

/**
 * The fields at a timestep, null while none is wanted: asked one after the other and kept, until the samples of the model or the
 * schedule are others. @param zoom by which the film is zoomed out there; arrows then start where its points are drawn
 */
export function useFields(timestep: number | null, zoom: number): Fields {
  const store = usePlaygroundStore();
  const trained = usePlayground((state) => state.trajectory?.trainedSteps ?? null);
  const schedule = usePlayground((state) => state.runningRecipe?.schedule ?? null);
  const data = usePlayground((state) => state.data);
  const [known, setKnown] = useState<ReadonlyMap<string, DenoiserField>>(new Map());
  const queue = useRef<((wanted: WantedField) => void) | null>(null);

  useEffect(() => setKnown(new Map()), [schedule, data]);

  const of = (asked: Asked) => (timestep === null ? null : known.get(fieldKey(asked, { timestep, trained })) ?? null);
  const fields: Fields = { model: of('model'), ideal: of('ideal') };
  const complete = timestep === null || (fields.model !== null && fields.ideal !== null);

  useEffect(() => {
    if (complete || timestep === null) return undefined;
    const ask = queue.current ??= makeFieldQueue(store, (key, field) => setKnown((before) => new Map(before).set(key, field)));
    const timer = setTimeout(() => ask({ timestep, trained, zoom }), restMs);
    return () => clearTimeout(timer);
    // What is under way for another schedule or other data is dropped when it comes.
  }, [store, complete, timestep, trained, zoom, schedule, data]);
  return fields;
}
