/** Dragging of the points of a curve over its chart with mouse, finger or pen. */
import { useRef, useState, type MouseEvent, type PointerEvent, type RefObject } from 'react';
import { addPoint, removePoint, type DrawnPoint } from './pointEdits.ts';
import { moveGroup, toggled } from './pointGroups.ts';
import { sharedWay, valueMoved, type PointPlane } from './pointPlane.ts';

interface Pixel { x: number; y: number }

/** Where a dragged point is drawn to, and what draws it there. */
export interface Snapped extends Pixel { guides: Partial<Pixel> }

interface Drag {
  pointer: number;
  index: number;
  /** As they were when the drag began, and as they are. */
  from: readonly DrawnPoint[];
  points: readonly DrawnPoint[];
  moving: readonly number[];
  /** Where the point was taken hold of, so that it does not jump to the pointer. */
  offset: Pixel;
  moved: boolean;
  /** What is selected when the drag ends where it began. */
  otherwise: readonly number[];
}

export interface PointDragOptions {
  /** The SVG, or a group of it that holds the points. */
  drawing: RefObject<SVGElement | null>;
  plane: PointPlane;
  points: readonly DrawnPoint[];
  selected: readonly number[];
  /** Whether pressing a point adds it to those that are selected, as it does with Shift; null where only one can be. */
  several: boolean | null;
  /** Draws a point to what lies near; with Alt it is not asked. */
  snap?(at: Pixel, points: readonly DrawnPoint[], index: number, moving: readonly number[]): Snapped;
  onSelect(selected: readonly number[]): void;
  onEdit(points: readonly DrawnPoint[], commit: boolean): void;
  onActive(active: boolean): void;
}

/** Two presses on a point within this time are a double click, by finger too. */
const DOUBLE_MS = 400;
const NO_GUIDES: Partial<Pixel> = {};

export function usePointDrag({ drawing, plane, points, selected, several, snap, onSelect, onEdit, onActive }: PointDragOptions) {
  const drag = useRef<Drag | null>(null);
  const touched = useRef(false);
  const pressed = useRef({ index: -1, at: 0 });
  const [dragged, setDragged] = useState<number | null>(null);
  const [guides, setGuides] = useState(NO_GUIDES);

  const place = (event: MouseEvent): Pixel => {
    const box = (drawing.current?.ownerSVGElement ?? drawing.current)?.getBoundingClientRect();
    return { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) };
  };
  const addUnder = (event: MouseEvent) => {
    if (!plane.editable) return null;
    const pointer = place(event);
    return addPoint(points, plane.u(pointer.x), plane.value(pointer.y));
  };
  const begin = (event: PointerEvent, index: number, from: readonly DrawnPoint[], at: Pixel | null, moving: readonly number[], otherwise: readonly number[]) => {
    const pointer = place(event);
    drawing.current?.setPointerCapture(event.pointerId);
    const offset = at ? { x: at.x - pointer.x, y: at.y - pointer.y } : { x: 0, y: 0 };
    drag.current = { pointer: event.pointerId, index, from, points: from, moving, offset, moved: at === null, otherwise };
    setDragged(index);
    onSelect(moving);
    onActive(true);
  };

  return {
    dragged,
    /** Pixels of the lines to which the dragged point is drawn. */
    guides,
    /** Takes hold of a point and of those selected with it; pressed twice it is removed. */
    grabPoint: (event: PointerEvent, index: number, at: Pixel) => {
      if (event.button !== 0 || !plane.editable) return;
      event.stopPropagation();
      const adds = several !== null && (several || event.shiftKey);
      const again = !adds && pressed.current.index === index && event.timeStamp - pressed.current.at < DOUBLE_MS;
      const removed = again ? removePoint(points, index) : null;
      pressed.current = { index: removed ? -1 : index, at: event.timeStamp };
      if (removed) {
        onSelect([removed.index]);
        onEdit(removed.points, true);
      } else if (selected.includes(index)) {
        begin(event, index, points, at, selected, adds ? toggled(selected, index) : [index]);
      } else {
        const moving = adds ? toggled(selected, index) : [index];
        begin(event, index, points, at, moving, moving);
      }
    },
    /** Adds a point under the pointer and takes hold of it. A finger may want to scroll: it adds by a tap, see `tapCurve`. */
    grabCurve: (event: PointerEvent) => {
      touched.current = event.pointerType === 'touch';
      if (event.button !== 0 || touched.current) return;
      const added = addUnder(event);
      if (!added) return;
      event.preventDefault();
      begin(event, added.index, added.points, null, [added.index], [added.index]);
      onEdit(added.points, false);
    },
    tapCurve: (event: MouseEvent) => {
      if (!touched.current) return;
      const added = addUnder(event);
      if (!added) return;
      onSelect([added.index]);
      onEdit(added.points, true);
    },
    onPointerMove: (event: PointerEvent) => {
      const present = drag.current;
      if (!present || present.pointer !== event.pointerId) return;
      const { from, index, moving, offset } = present;
      const start = from[index];
      if (!start) return;
      const pointer = place(event);
      const wanted = { x: pointer.x + offset.x, y: pointer.y + offset.y };
      const to: Snapped = snap && !event.altKey ? snap(wanted, from, index, moving) : { ...wanted, guides: NO_GUIDES };
      const single = moving.length === 1;
      const dy = to.y - plane.y(start);
      const way = single ? dy : sharedWay(plane, moving.flatMap((one) => from[one] ?? []), dy);
      present.points = moveGroup(from, moving, plane.u(to.x) - start.u, (point) => (single ? plane.value(to.y) : valueMoved(plane, point, way)));
      present.moved = true;
      pressed.current.index = -1;
      setGuides(to.guides);
      onEdit(present.points, false);
    },
    onPointerEnd: (event: PointerEvent) => {
      const present = drag.current;
      if (!present || present.pointer !== event.pointerId) return;
      drag.current = null;
      setDragged(null);
      setGuides(NO_GUIDES);
      onActive(false);
      if (present.moved) onEdit(present.points, true);
      else onSelect(present.otherwise);
    },
  };
}
