/** Dragging of the points of a curve over its chart with mouse, finger or pen. */
import { useRef, useState, type MouseEvent, type PointerEvent, type RefObject } from 'react';
import { addPoint, movePoint, removePoint, type DrawnPoint } from './pointEdits.ts';
import type { PointPlane } from './pointPlane.ts';

interface Drag {
  pointer: number;
  index: number;
  points: readonly DrawnPoint[];
  /** Where the point was taken hold of, so that it does not jump to the pointer. */
  offsetX: number;
  offsetY: number;
  moved: boolean;
}

export interface PointDragOptions {
  /** The SVG, or a group of it that holds the points. */
  drawing: RefObject<SVGElement | null>;
  plane: PointPlane;
  points: readonly DrawnPoint[];
  onSelect(index: number): void;
  onEdit(points: readonly DrawnPoint[], commit: boolean): void;
  onActive(active: boolean): void;
}

/** Two presses on a point within this time are a double click, by finger too. */
const DOUBLE_MS = 400;

export function usePointDrag({ drawing, plane, points, onSelect, onEdit, onActive }: PointDragOptions) {
  const drag = useRef<Drag | null>(null);
  const touched = useRef(false);
  const pressed = useRef({ index: -1, at: 0 });
  const [dragged, setDragged] = useState<number | null>(null);

  const place = (event: MouseEvent): { x: number; y: number } => {
    const box = (drawing.current?.ownerSVGElement ?? drawing.current)?.getBoundingClientRect();
    return { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) };
  };
  const addUnder = (event: MouseEvent) => {
    if (!plane.editable) return null;
    const pointer = place(event);
    return addPoint(points, plane.u(pointer.x), plane.value(pointer.y));
  };
  const begin = (event: PointerEvent, index: number, from: readonly DrawnPoint[], at: { x: number; y: number } | null, moved: boolean) => {
    const pointer = place(event);
    drawing.current?.setPointerCapture(event.pointerId);
    drag.current = {
      pointer: event.pointerId, index, points: from, moved,
      offsetX: at ? at.x - pointer.x : 0,
      offsetY: at ? at.y - pointer.y : 0,
    };
    setDragged(index);
    onSelect(index);
    onActive(true);
  };

  return {
    dragged,
    /** Takes hold of a point; pressed twice it is removed. */
    grabPoint: (event: PointerEvent, index: number, at: { x: number; y: number }) => {
      if (event.button !== 0 || !plane.editable) return;
      event.stopPropagation();
      const again = pressed.current.index === index && event.timeStamp - pressed.current.at < DOUBLE_MS;
      const removed = again ? removePoint(points, index) : null;
      pressed.current = { index: removed ? -1 : index, at: event.timeStamp };
      if (removed) {
        onSelect(removed.index);
        onEdit(removed.points, true);
      } else {
        begin(event, index, points, at, false);
      }
    },
    /** Adds a point under the pointer and takes hold of it. A finger may want to scroll: it adds by a tap, see `tapCurve`. */
    grabCurve: (event: PointerEvent) => {
      touched.current = event.pointerType === 'touch';
      if (event.button !== 0 || touched.current) return;
      const added = addUnder(event);
      if (!added) return;
      event.preventDefault();
      begin(event, added.index, added.points, null, true);
      onEdit(added.points, false);
    },
    tapCurve: (event: MouseEvent) => {
      if (!touched.current) return;
      const added = addUnder(event);
      if (!added) return;
      onSelect(added.index);
      onEdit(added.points, true);
    },
    onPointerMove: (event: PointerEvent) => {
      const present = drag.current;
      if (!present || present.pointer !== event.pointerId) return;
      const pointer = place(event);
      present.points = movePoint(present.points, present.index, plane.u(pointer.x + present.offsetX), plane.value(pointer.y + present.offsetY));
      present.moved = true;
      pressed.current.index = -1;
      onEdit(present.points, false);
    },
    onPointerEnd: (event: PointerEvent) => {
      const present = drag.current;
      if (!present || present.pointer !== event.pointerId) return;
      drag.current = null;
      setDragged(null);
      onActive(false);
      if (present.moved) onEdit(present.points, true);
    },
  };
}
