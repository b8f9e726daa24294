import { useEffect, useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { classes } from '../primitives/classes.ts';
import { percent } from './balance.ts';
import { levelUnder, MARGIN, type ChartFrame } from './chartFrame.ts';
import { addPoint, besidePoint, levelOfPoint, movePoint, pointOfLevel, removePoint, type Edited } from './controlPoints.ts';
import type { Handles } from './handles.ts';
import { HOLD } from './useTouchHold.ts';
import { clamp, isLevelView } from './views.ts';
import styles from './ScheduleChart.module.css';

export interface PointHandlesProps {
  frame: ChartFrame;
  handles: Handles;
  /** Height of the curve at u, in the units of the view. */
  curveAt(u: number): number;
  /** Curve value of a point's level in this view; null where the view has none. */
  heightOf(alphaBar: number): number | null;
  selected: number | null;
  dragged: number | null;
  onSelect(index: number): void;
  onEdit(edited: Edited, commit: boolean): void;
  onGrab(event: PointerEvent, index: number, at: { x: number; y: number }): void;
}

/** Pixels that one arrow key moves a point up or down; with Shift ten times as many. */
const KEY_PIXELS = 2;

/** The control points: each a focusable slider that also moves sideways. */
export function PointHandles({ frame, handles, curveAt, heightOf, selected, dragged, onSelect, onEdit, onGrab }: PointHandlesProps) {
  const elements = useRef<(SVGGElement | null)[]>([]);
  const refocus = useRef<number | null>(null);
  const dirty = useRef(false);
  const { points, space } = handles;
  const readOnly = !isLevelView(frame.view);

  useEffect(() => {
    if (refocus.current === null) return;
    elements.current[refocus.current]?.focus();
    refocus.current = null;
  }, [points]);

  const positions = points.map((point) => {
    const alphaBar = levelOfPoint(space, point.value);
    const y = clamp(frame.y(heightOf(alphaBar) ?? curveAt(point.u)), MARGIN.top, frame.height - MARGIN.bottom);
    return { x: frame.x(point.u), y, alphaBar, t: Math.round(point.u * (frame.timesteps - 1)) };
  });

  const restructure = (edited: Edited | null) => {
    if (!edited) return;
    refocus.current = edited.index;
    onSelect(edited.index);
    onEdit(edited, true);
  };
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    const point = points[index];
    const position = positions[index];
    if (readOnly || !point || !position || event.ctrlKey || event.metaKey || event.altKey) return;
    const coarse = event.shiftKey ? 10 : 1;
    const sideways = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const upwards = { ArrowUp: -1, ArrowDown: 1, PageUp: -10, PageDown: 10 }[event.key];
    if (sideways !== undefined) {
      const step = Math.max(1 / (frame.timesteps - 1), 1 / 400) * coarse;
      dirty.current = true;
      onEdit({ index, points: movePoint(points, index, point.u + sideways * step, point.value, space) }, false);
    } else if (upwards !== undefined) {
      const level = levelUnder(frame, position.y + upwards * KEY_PIXELS * coarse);
      if (level === null) return;
      dirty.current = true;
      onEdit({ index, points: movePoint(points, index, point.u, pointOfLevel(space, level), space) }, false);
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      restructure(removePoint(points, index));
    } else if (event.key === 'Enter' || event.key === 'Insert') {
      const u = besidePoint(points, index);
      const level = levelUnder(frame, frame.y(curveAt(u)));
      restructure(level === null ? null : addPoint(points, u, pointOfLevel(space, level), space));
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
      {points.map((_, index) => {
        const position = positions[index];
        if (!position) return null;
        return (
          <g
            key={index}
            ref={(element) => { elements.current[index] = element; }}
            className={classes(styles.point, handles.fitted && styles.fitted, selected === index && styles.selected, dragged === index && styles.dragged, readOnly && styles.readOnly)}
            transform={`translate(${position.x} ${position.y})`}
            {...(readOnly ? {} : HOLD)}
            role="slider"
            tabIndex={0}
            aria-label={`Point ${index + 1} of ${points.length}, at timestep ${position.t}`}
            aria-orientation="vertical"
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={Math.round(100 * position.alphaBar)}
            aria-valuetext={`timestep ${position.t}, ${percent(position.alphaBar)} signal kept`}
            aria-readonly={readOnly}
            onPointerDown={(event) => onGrab(event, index, position)}
            onFocus={() => onSelect(index)}
            onKeyDown={(event) => onKeyDown(event, index)}
            onKeyUp={() => settle(index)}
            onBlur={() => settle(index)}
          >
            <circle className={styles.reach} r={18} />
            <circle className={styles.ring} r={11} />
            <circle className={styles.dot} r={handles.fitted ? 4.5 : 6} />
          </g>
        );
      })}
    </g>
  );
}
