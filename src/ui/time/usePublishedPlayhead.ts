import { useEffect } from 'react';
import type { Trajectory } from '../../protocol/messages.ts';
import { usePlayhead } from './playhead.ts';

/** Tells everything on the axis of time which frame of which film is shown; null while none is. */
export function usePublishedPlayhead(trajectory: Trajectory | null, frame: number, seek: (frame: number) => void): void {
  const playhead = usePlayhead();
  const alphaBars = trajectory?.alphaBars ?? null;
  useEffect(() => {
    playhead.setState({ alphaBars, seek });
  }, [playhead, alphaBars, seek]);
  useEffect(() => {
    playhead.setState({ frame });
  }, [playhead, frame]);
  useEffect(() => () => playhead.setState({ alphaBars: null, frame: 0 }), [playhead]);
}
