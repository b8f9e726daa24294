import { useEffect, useRef, useState } from 'react';
import type { ModelEstimate } from '../../protocol/messages.ts';
import type { UNetRecipe } from '../../recipe/recipe.ts';
import { isImageData } from '../../recipe/recipeKind.ts';
import { usePlayground, usePlaygroundStore } from '../playground.ts';

export interface Estimates {
  /** One for each model asked for; null while they are measured. */
  estimates: readonly ModelEstimate[] | null;
  problem: string | null;
}

const NOTHING: Estimates = { estimates: null, problem: null };
/** Milliseconds that changes rest before they are measured. */
const REST = 300;

/** What models would take on this device with the page's pictures and batch: asked once the device is open, again when these change. */
export function useEstimates(models: readonly UNetRecipe[]): Estimates {
  const store = usePlaygroundStore();
  const ready = usePlayground((state) => state.device !== null && state.status !== 'compiling');
  const question = usePlayground(({ recipe: { data, training } }) => JSON.stringify([isImageData(data) && [data.size, data.colour, data.conditional, data.classes?.length], training.batch, training.accumulate, models]));
  const [answer, setAnswer] = useState<Estimates & { question: string }>({ ...NOTHING, question: '' });

  // The question says all that the models do, but is equal where they are.
  const latest = useRef(models);
  const answered = useRef('');
  useEffect(() => {
    latest.current = models;
  }, [models]);
  useEffect(() => {
    if (!ready || answered.current === question) return undefined;
    let newest = true;
    const settle = (found: Estimates) => {
      if (!newest) return;
      answered.current = question;
      setAnswer({ ...found, question });
    };
    const timer = setTimeout(() => {
      store.getState().estimate(latest.current).then(
        (estimates) => settle({ estimates, problem: null }),
        (error: unknown) => settle({ estimates: null, problem: error instanceof Error ? error.message : String(error) }),
      );
    }, REST);
    return () => {
      newest = false;
      clearTimeout(timer);
    };
  }, [store, ready, question]);
  return answer.question === question ? answer : NOTHING;
}
