import { useRef, useState, type PointerEvent } from 'react';

export interface Band { x: number; y: number; width: number; height: number }

/** Pixels that a pointer may tremble in a click. */
const CLICK = 4;

export interface RubberBandOptions {
  /** Called whenever the band changes. @param adds whether Shift was held when it began */
  onBand(band: Band, adds: boolean): void;
  /** Pressed and not drawn: pixel of the place. A finger only ever does this. */
  onClick(at: { x: number; y: number }): void;
}

/** Drawing of a box over the ground of a chart with the mouse, to choose what lies in it. */
export function useRubberBand({ onBand, onClick }: RubberBandOptions) {
  const start = useRef<{ x: number; y: number; adds: boolean; drawn: boolean } | null>(null);
  const [band, setBand] = useState<Band | null>(null);
  const place = (event: PointerEvent<SVGElement>) => {
    const box = event.currentTarget.ownerSVGElement?.getBoundingClientRect();
    return { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) };
  };
  const stop = () => {
    start.current = null;
    setBand(null);
  };
  return {
    band,
    handlers: {
      onPointerDown(event: PointerEvent<SVGElement>) {
        if (event.button !== 0) return;
        start.current = { ...place(event), adds: event.shiftKey, drawn: false };
        // A finger goes on to scroll the page.
        if (event.pointerType !== 'touch') event.currentTarget.setPointerCapture(event.pointerId);
      },
      onPointerMove(event: PointerEvent<SVGElement>) {
        const from = start.current;
        if (!from || event.pointerType === 'touch') return;
        const to = place(event);
        if (!from.drawn && Math.hypot(to.x - from.x, to.y - from.y) < CLICK) return;
        from.drawn = true;
        const next = { x: Math.min(from.x, to.x), y: Math.min(from.y, to.y), width: Math.abs(to.x - from.x), height: Math.abs(to.y - from.y) };
        setBand(next);
        onBand(next, from.adds);
      },
      onPointerUp(event: PointerEvent<SVGElement>) {
        const from = start.current;
        stop();
        if (from && !from.drawn && Math.hypot(place(event).x - from.x, place(event).y - from.y) < CLICK) onClick(place(event));
      },
      onPointerCancel: stop,
    },
  };
}
