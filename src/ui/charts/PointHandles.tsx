import { useEffect, useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { classes } from '../primitives/classes.ts';
import { addPoint, besidePoint, movePoint, removePoint, widestGap, type DrawnPoint, type EditedPoints } from './pointEdits.ts';
import type { PointPlane } from './pointPlane.ts';
import { HOLD } from './useTouchHold.ts';
import styles from './PointHandles.module.css';

/** A point as screen readers hear it. */
export interface PointDescription {
  name: string;
  /** Its value in words. */
  text: string;
  now: number;
  most: number;
}

export interface PointHandlesProps {
  plane: PointPlane;
  points: readonly DrawnPoint[];
  /** Whether they only follow a curve that nobody has drawn yet: drawn smaller. */
  fitted: boolean;
  selected: number | null;
  dragged: number | null;
  describe(point: DrawnPoint, index: number): PointDescription;
  onSelect(index: number): void;
  onEdit(edited: EditedPoints, commit: boolean): void;
  onGrab(event: PointerEvent, index: number, at: { x: number; y: number }): void;
}

/** Pixels that one arrow key moves a point up or down; with Shift ten times as many. */
const KEY_PIXELS = 2;

/** The points of a curve drawn by hand: each a focusable slider that also moves sideways. */
export function PointHandles({ plane, points, fitted, selected, dragged, describe, onSelect, onEdit, onGrab }: PointHandlesProps) {
  const elements = useRef<(SVGGElement | null)[]>([]);
  const refocus = useRef<number | null>(null);
  const dirty = useRef(false);

  useEffect(() => {
    if (refocus.current === null) return;
    elements.current[refocus.current]?.focus();
    refocus.current = null;
  }, [points]);

  const restructure = (edited: EditedPoints | null) => {
    if (!edited) return;
    refocus.current = edited.index;
    onSelect(edited.index);
    onEdit(edited, true);
  };
  const addAt = (u: number) => addPoint(points, u, plane.value(plane.curve(u)));
  const onKeyDown = (event: KeyboardEvent, index: number, point: DrawnPoint) => {
    if (!plane.editable || event.ctrlKey || event.metaKey || event.altKey) return;
    const coarse = event.shiftKey ? 10 : 1;
    const sideways = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const upwards = { ArrowUp: -1, ArrowDown: 1, PageUp: -10, PageDown: 10 }[event.key];
    if (sideways !== undefined) {
      dirty.current = true;
      onEdit({ index, points: movePoint(points, index, point.u + sideways * plane.step * coarse, point.value) }, false);
    } else if (upwards !== undefined) {
      dirty.current = true;
      onEdit({ index, points: movePoint(points, index, point.u, plane.value(plane.y(point) + upwards * KEY_PIXELS * coarse)) }, false);
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      restructure(removePoint(points, index));
    } else if (event.key === 'Enter' || event.key === 'Insert') {
      // Where the next point is too near, there is room elsewhere.
      restructure(addAt(besidePoint(points, index)) ?? addAt(widestGap(points)));
    } else {
      return;
    }
    event.preventDefault();
  };
  const settle = (index: number) => {
    if (!dirty.current) return;
    dirty.current = false;
    onEdit({ index, points: points.slice() }, true);
  };

  return (
    <g>
      {points.map((point, index) => {
        const at = { x: plane.x(point.u), y: plane.y(point) };
        const { name, text, now, most } = describe(point, index);
        return (
          <g
            key={index}
            ref={(element) => { elements.current[index] = element; }}
            className={classes(styles.point, fitted && styles.fitted, selected === index && styles.selected, dragged === index && styles.dragged, !plane.editable && styles.readOnly)}
            transform={`translate(${at.x} ${at.y})`}
            {...(plane.editable ? HOLD : {})}
            role="slider"
            tabIndex={0}
            aria-label={name}
            aria-orientation="vertical"
            aria-valuemin={0}
            aria-valuemax={most}
            aria-valuenow={now}
            aria-valuetext={text}
            aria-readonly={!plane.editable}
            onPointerDown={(event) => onGrab(event, index, at)}
            onFocus={() => onSelect(index)}
            onKeyDown={(event) => onKeyDown(event, index, point)}
            onKeyUp={() => settle(index)}
            onBlur={() => settle(index)}
          >
            <circle className={styles.reach} r={18} />
            <circle className={styles.ring} r={11} />
            <circle className={styles.dot} r={fitted ? 4.5 : 6} />
          </g>
        );
      })}
    </g>
  );
}
