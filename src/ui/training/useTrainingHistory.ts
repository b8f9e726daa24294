import { useEffect, useState } from 'react';
import type { PlaygroundState } from '../../store/state.ts';
import { usePlaygroundStore } from '../playground.ts';
import { usePlace } from '../usePlace.ts';

/** Charts follow training, but not more often than this. */
const restMs = 200;

/** What training left behind so far, step by step. */
export type TrainingHistory = Pick<PlaygroundState, 'losses' | 'gradientNorms' | 'levelTrace' | 'gapTrace' | 'speedTrace' | 'changes'>;

const historyOf = ({ losses, gradientNorms, levelTrace, gapTrace, speedTrace, changes }: PlaygroundState): TrainingHistory => ({ losses, gradientNorms, levelTrace, gapTrace, speedTrace, changes });
const same = (a: TrainingHistory, b: TrainingHistory) => a.losses === b.losses && a.gradientNorms === b.gradientNorms && a.levelTrace === b.levelTrace && a.gapTrace === b.gapTrace && a.speedTrace === b.speedTrace && a.changes === b.changes;

/** Follows training a few times a second while its charts can be seen. */
export function useTrainingHistory(): TrainingHistory {
  const store = usePlaygroundStore();
  const [history, setHistory] = useState(() => historyOf(store.getState()));
  const seen = usePlace() === 'playground';
  useEffect(() => {
    if (!seen) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = () => {
      timer = undefined;
      setHistory(historyOf(store.getState()));
    };
    show();
    const stop = store.subscribe((now, before) => {
      if (!same(now, before)) timer ??= setTimeout(show, restMs);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [store, seen]);
  return history;
}
