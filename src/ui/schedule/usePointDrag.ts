/** Dragging of control points over the chart with mouse, finger or pen. */
import { useRef, useState, type MouseEvent, type PointerEvent, type RefObject } from 'react';
import type { ControlPoint } from '../../recipe/recipe.ts';
import { levelUnder, type ChartFrame } from './chartFrame.ts';
import { addPoint, movePoint, pointOfLevel, removePoint } from './controlPoints.ts';
import type { Handles } from './handles.ts';
import { isLevelView } from './views.ts';

interface Drag {
  pointer: number;
  index: number;
  points: readonly ControlPoint[];
  /** Where the point was taken hold of, so that it does not jump to the pointer. */
  offsetX: number;
  offsetY: number;
  moved: boolean;
}

export interface PointDragOptions {
  svg: RefObject<SVGSVGElement | null>;
  frame: ChartFrame;
  handles: Handles;
  onSelect(index: number): void;
  onEdit(points: readonly ControlPoint[], commit: boolean): void;
  onActive(active: boolean): void;
}

/** Two presses on a point within this time are a double click, by finger too. */
const DOUBLE_MS = 400;

export function usePointDrag({ svg, frame, handles, onSelect, onEdit, onActive }: PointDragOptions) {
  const drag = useRef<Drag | null>(null);
  const touched = useRef(false);
  const pressed = useRef({ index: -1, at: 0 });
  const [dragged, setDragged] = useState<number | null>(null);

  const place = (event: MouseEvent): { x: number; y: number } => {
    const box = svg.current?.getBoundingClientRect();
    return { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) };
  };
  const addUnder = (event: MouseEvent) => {
    const pointer = place(event);
    const level = levelUnder(frame, pointer.y);
    if (level === null) return null;
    return addPoint(handles.points, frame.u(pointer.x), pointOfLevel(handles.space, level), handles.space);
  };
  const begin = (event: PointerEvent, index: number, points: readonly ControlPoint[], at: { x: number; y: number } | null, moved: boolean) => {
    const pointer = place(event);
    svg.current?.setPointerCapture(event.pointerId);
    drag.current = {
      pointer: event.pointerId, index, points, moved,
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
      if (event.button !== 0 || !isLevelView(frame.view)) return;
      event.stopPropagation();
      const again = pressed.current.index === index && event.timeStamp - pressed.current.at < DOUBLE_MS;
      const removed = again ? removePoint(handles.points, index) : null;
      pressed.current = { index: removed ? -1 : index, at: event.timeStamp };
      if (removed) {
        onSelect(removed.index);
        onEdit(removed.points, true);
      } else {
        begin(event, index, handles.points, at, false);
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
      const level = levelUnder(frame, pointer.y + present.offsetY);
      if (level === null) return;
      present.points = movePoint(present.points, present.index, frame.u(pointer.x + present.offsetX), pointOfLevel(handles.space, level), handles.space);
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
