import { useMemo } from 'react';
import { imageShape } from '../../plot/imagePixels.ts';
import type { Trajectory } from '../../protocol/messages.ts';
import { usePlayground, usePlaygroundStore } from '../playground.ts';
import { liveKey, liveSamples } from './liveSamples.ts';
import { describeSample, sampleNames, type SampleNames } from './sampleNames.ts';
import { useClassNames } from './useClassNames.ts';

export interface PictureStory {
  /** What is shown while no film is; null while one is. */
  what: 'live' | 'training' | null;
  names: SampleNames | null;
  /** One description for each picture. */
  descriptions: readonly string[];
}

/** What is told of the pictures in words. @param trajectory the film that is shown; null for live samples */
export function usePictureStory(trajectory: Trajectory | null): PictureStory {
  const store = usePlaygroundStore();
  // Other ones in another language, and with them all that is said here.
  const classNames = useClassNames();
  const key = usePlayground((state) => liveKey(liveSamples(state)));
  return useMemo(() => {
    const live = key === '' ? null : liveSamples(store.getState());
    const shape = (trajectory && imageShape(trajectory.shape)) ?? live?.shape ?? null;
    const labels = trajectory ? trajectory.labels : live?.labels ?? null;
    const descriptions = Array.from({ length: shape?.count ?? 0 }, (_, index) => describeSample(index, shape?.count ?? 0, labels, classNames));
    return { what: trajectory ? null : live?.what ?? 'training', names: sampleNames(labels, classNames), descriptions };
  }, [store, key, trajectory, classNames]);
}
