import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { say } from '../../words/say.ts';
import { HOLD } from '../charts/useTouchHold.ts';
import { classes } from '../primitives/classes.ts';
import { formatNumber } from '../primitives/numberText.ts';
import { withinLimit, type Tangent } from './tangents.ts';
import styles from './TangentHandle.module.css';

export interface TangentHandleProps {
  tangent: Tangent;
  /** The point in pixels, and on which of its sides the curve goes on. */
  at: { x: number; y: number };
  sides: readonly (-1 | 1)[];
  /** Pixels down for one to the right that a slope of 1 is. */
  steepness: number;
  /** Pixels to the next point: handles end before it. */
  room: number;
  /** null lets the curve find its own slope. */
  onSlope(slope: number | null, commit: boolean): void;
}

const SHORTEST = 30;
const LONGEST = 54;
/** Parts of the limit that an arrow key turns the tangent by, and with Shift. */
const KEY_PART = 0.05;

const round = (value: number): number => Number(value.toPrecision(3));

/** Handles on the tangent at the selected point, within the wedge of slopes that keep the curve monotone. */
export function TangentHandle({ tangent, at, sides, steepness, room, onSlope }: TangentHandleProps) {
  const { slope, limit, own } = tangent;
  const svg = useRef<SVGGElement>(null);
  const grabbed = useRef<{ side: number; slope: number | null } | null>(null);
  const dirty = useRef(false);
  const length = Math.min(LONGEST, Math.max(SHORTEST, room * 0.45));
  const towards = (of: number, side: number, radius: number) => {
    const angle = Math.atan(of * steepness);
    return { x: side * radius * Math.cos(angle), y: side * radius * Math.sin(angle) };
  };
  const wedge = (side: number) => {
    const [flat, steep] = [towards(0, side, length), towards(limit, side, length)];
    const sweep = flat.x * steep.y - flat.y * steep.x > 0 ? 1 : 0;
    return `M0 0L${flat.x} ${flat.y}A${length} ${length} 0 0 ${sweep} ${steep.x} ${steep.y}Z`;
  };
  const onPointerMove = (event: PointerEvent) => {
    const held = grabbed.current;
    const box = svg.current?.ownerSVGElement?.getBoundingClientRect();
    if (!held || !box) return;
    const dx = Math.max(1, held.side * (event.clientX - box.left - at.x));
    const dy = held.side * (event.clientY - box.top - at.y);
    held.slope = withinLimit(round(dy / dx / steepness), limit);
    onSlope(held.slope, false);
  };
  const onPointerEnd = () => {
    const slopeThen = grabbed.current?.slope ?? null;
    grabbed.current = null;
    if (slopeThen !== null) onSlope(slopeThen, true);
  };
  const turn = (to: number) => {
    dirty.current = true;
    onSlope(withinLimit(round(to), limit), false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const by = KEY_PART * limit * (event.shiftKey ? 5 : 1);
    const steeper = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1 }[event.key];
    if (steeper !== undefined) turn(slope + steeper * by);
    else if (event.key === 'Home') turn(0);
    else if (event.key === 'End') turn(limit);
    else if (event.key === 'Delete' || event.key === 'Backspace') onSlope(null, true);
    else return;
    event.preventDefault();
  };
  const settle = () => {
    if (!dirty.current) return;
    dirty.current = false;
    onSlope(slope, true);
  };
  const last = sides.length - 1;
  return (
    <g ref={svg} className={classes(styles.tangent, own && styles.own)} transform={`translate(${at.x} ${at.y})`} data-testid="tangent">
      <g aria-hidden="true">
        {sides.map((side) => <path key={side} className={styles.wedge} d={wedge(side)} />)}
        {sides.map((side) => <line key={side} className={styles.arm} x2={towards(slope, side, length).x} y2={towards(slope, side, length).y} />)}
      </g>
      {sides.map((side, i) => {
        const knob = towards(slope, side, length);
        const drag = {
          onPointerDown: (event: PointerEvent) => {
            if (event.button !== 0) return;
            event.stopPropagation();
            event.currentTarget.setPointerCapture(event.pointerId);
            grabbed.current = { side, slope: null };
          },
          onPointerMove, onPointerUp: onPointerEnd, onPointerCancel: onPointerEnd,
        };
        const look = { className: styles.knob, transform: `translate(${knob.x} ${knob.y})`, ...HOLD, ...drag };
        const shapes = <><circle className={styles.reach} r={13} /><rect className={styles.mark} x={-4.5} y={-4.5} width={9} height={9} transform="rotate(45)" /></>;
        if (i < last) return <g key={side} aria-hidden="true" {...look}>{shapes}</g>;
        return (
          <g
            key={side} {...look} role="slider" tabIndex={0} aria-label={say`Slope of the curve at the selected point`} aria-valuemin={0} aria-valuemax={100}
            aria-valuenow={limit === 0 ? 0 : Math.round((100 * slope) / limit)}
            aria-valuetext={own ? say`${formatNumber(round(slope))} of at most ${formatNumber(round(limit))}, set by hand` : say`${formatNumber(round(slope))} of at most ${formatNumber(round(limit))}, found by the curve`}
            onKeyDown={onKeyDown} onKeyUp={settle} onBlur={settle}
          >
            {shapes}
          </g>
        );
      })}
    </g>
  );
}
