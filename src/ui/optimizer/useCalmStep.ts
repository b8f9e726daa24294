import { useEffect, useState } from 'react';
import { usePlaygroundStore } from '../playground.ts';

const restMs = 250;

/** Steps done, told a few times a second: training may make hundreds. */
export function useCalmStep(): number {
  const store = usePlaygroundStore();
  const [step, setStep] = useState(() => store.getState().step);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = () => {
      timer = undefined;
      setStep(store.getState().step);
    };
    show();
    const stop = store.subscribe((now, before) => {
      if (now.step !== before.step) timer ??= setTimeout(show, restMs);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [store]);
  return step;
}
