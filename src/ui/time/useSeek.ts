import type { PointerEvent } from 'react';
import { nearestFrame, useFramePlaces, usePlayhead } from './playhead.ts';
import { timeAxis } from './timeAxis.ts';

/** Marks the box whose width the axis has: what lies in it is pressed at a time. */
export const ON_AXIS = { 'data-time-axis': '' } as const;

export interface Seek {
  /** Whether there is a film to be sought in. */
  active: boolean;
  /** Goes to the frame nearest to u in [0, 1]. */
  to(u: number): void;
  /** For an element in a box marked with `ON_AXIS`: pressing and dragging along it goes to the time under the pointer. */
  handlers: { onPointerDown?: (event: PointerEvent) => void; onPointerMove?: (event: PointerEvent) => void };
}

/** Going to a time of the film by pointing at the axis. @param alphasCumprod of the schedule whose axis it is */
export function useSeek(alphasCumprod: ArrayLike<number>): Seek {
  const playhead = usePlayhead();
  const places = useFramePlaces(alphasCumprod);
  const active = places.length > 0;
  const to = (u: number) => { if (active) playhead.getState().seek(nearestFrame(places, u)); };
  const toPointer = ({ currentTarget, clientX }: PointerEvent) => {
    const box = currentTarget.closest('[data-time-axis]')?.getBoundingClientRect();
    if (box) to(timeAxis(box.width).u(clientX - box.left));
  };
  return {
    active, to,
    handlers: active ? {
      onPointerDown(event) {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        toPointer(event);
      },
      onPointerMove(event) {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) toPointer(event);
      },
    } : {},
  };
}
