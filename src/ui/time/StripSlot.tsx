import { useEffect, useRef } from 'react';
import { usePlayhead } from './playhead.ts';

/** The place on the axis of time in which the film's strip is drawn by whoever shows the film. */
export function StripSlot({ className }: { className: string | undefined }) {
  const playhead = usePlayhead();
  const slot = useRef<HTMLDivElement>(null);
  useEffect(() => {
    playhead.setState({ slot: slot.current });
    return () => playhead.setState({ slot: null });
  }, [playhead]);
  return <div ref={slot} className={className} />;
}
