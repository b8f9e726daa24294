import { useEffect, useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { classes } from '../primitives/classes.ts';
import { addPoint, besidePoint, widestGap, type DrawnPoint } from './pointEdits.ts';
import { extended, moveGroup, removeGroup, type EditedGroup } from './pointGroups.ts';
import { sharedWay, valueMoved, type PointPlane } from './pointPlane.ts';
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
  selected: readonly number[];
  /** Whether several can be selected: with Shift and an arrow the next one too, with Ctrl+A all. Otherwise Shift makes steps coarse. */
  several: boolean;
  dragged: number | null;
  describe(point: DrawnPoint, index: number): PointDescription;
  onSelect(selected: readonly number[]): void;
  onEdit(points: readonly DrawnPoint[], commit: boolean): void;
  onGrab(event: PointerEvent, index: number, at: { x: number; y: number }): void;
}

/** Pixels that one arrow key moves a point up or down; with Shift ten times as many. */
const KEY_PIXELS = 2;

/** The points of a curve drawn by hand: each a focusable slider that also moves sideways. */
export function PointHandles({ plane, points, fitted, selected, several, dragged, describe, onSelect, onEdit, onGrab }: PointHandlesProps) {
  const elements = useRef<(SVGGElement | null)[]>([]);
  const refocus = useRef<number | null>(null);
  const dirty = useRef(false);
  /** While the focus goes to a point that is selected beside others. */
  const extending = useRef(false);

  useEffect(() => {
    if (refocus.current === null) return;
    elements.current[refocus.current]?.focus();
    refocus.current = null;
  }, [points]);

  const restructure = (edited: EditedGroup | null) => {
    if (!edited) return;
    refocus.current = edited.selected.at(-1) ?? null;
    onSelect(edited.selected);
    onEdit(edited.points, true);
  };
  const addAt = (u: number): EditedGroup | null => {
    const added = addPoint(points, u, plane.value(plane.curve(u)));
    return added && { points: added.points, selected: [added.index] };
  };
  const extend = (index: number, to: number) => {
    if (to < 0 || to >= points.length) return;
    onSelect(extended(selected.includes(index) ? selected : [index], index, to));
    extending.current = true;
    elements.current[to]?.focus();
    extending.current = false;
  };
  const move = (index: number, du: number, pixels: number) => {
    const moving = selected.includes(index) ? selected : [index];
    const dy = moving.length === 1 ? pixels : sharedWay(plane, moving.flatMap((one) => points[one] ?? []), pixels);
    dirty.current = true;
    onEdit(moveGroup(points, moving, du, (point) => valueMoved(plane, point, dy)), false);
  };
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    const all = several && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a';
    if (!plane.editable || (event.ctrlKey && !all) || (event.metaKey && !all) || event.altKey) return;
    const coarse = event.shiftKey ? 10 : 1;
    const sideways = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const upwards = { ArrowUp: -1, ArrowDown: 1, PageUp: -10, PageDown: 10 }[event.key];
    if (all) {
      onSelect([...points.keys()].filter((one) => one !== index).concat(index));
    } else if (sideways !== undefined && several && event.shiftKey) {
      extend(index, index + sideways);
    } else if (sideways !== undefined) {
      move(index, sideways * plane.step * coarse, 0);
    } else if (upwards !== undefined) {
      move(index, 0, upwards * KEY_PIXELS * coarse);
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      restructure(removeGroup(points, selected.includes(index) ? selected : [index]));
    } else if (event.key === 'Enter' || event.key === 'Insert') {
      // Where the next point is too near, there is room elsewhere.
      restructure(addAt(besidePoint(points, index)) ?? addAt(widestGap(points)));
    } else if (event.key === 'Escape' && selected.length > 1) {
      onSelect([index]);
    } else {
      return;
    }
    event.preventDefault();
  };
  const settle = () => {
    if (!dirty.current) return;
    dirty.current = false;
    onEdit(points.slice(), true);
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
            className={classes(styles.point, fitted && styles.fitted, selected.includes(index) && styles.selected, dragged === index && styles.dragged, !plane.editable && styles.readOnly)}
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
            onFocus={() => { if (!extending.current && !selected.includes(index)) onSelect([index]); }}
            onKeyDown={(event) => onKeyDown(event, index)}
            onKeyUp={settle}
            onBlur={settle}
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
