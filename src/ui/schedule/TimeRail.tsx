import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { HOLD, useTouchHold } from '../charts/useTouchHold.ts';
import { say } from '../../words/say.ts';
import { timeAxis } from '../time/timeAxis.ts';
import { clamp } from './views.ts';
import styles from './ForwardProcess.module.css';

export interface TimeRailProps {
  width: number;
  timesteps: number;
  /** u in [0, 1] of each picture, ascending. */
  times: readonly number[];
  /** Pixel of each picture's middle. */
  centres: readonly number[];
  onMove(index: number, u: number): void;
}

const HEIGHT = 30;
const GRIP = HEIGHT - 9;

/** Grips over the axis of time, each tied to its picture above. */
export function TimeRail({ width, timesteps, times, centres, onMove }: TimeRailProps) {
  const svg = useRef<SVGSVGElement>(null);
  const drag = useRef<number | null>(null);
  useTouchHold(svg, true);
  const axis = timeAxis(width);
  const last = timesteps - 1;

  const move = (index: number, u: number) => {
    const before = times[index - 1] ?? 0;
    const after = times[index + 1] ?? 1;
    onMove(index, clamp(u, before, after));
  };
  const onPointerMove = (event: PointerEvent) => {
    if (drag.current === null || !svg.current) return;
    move(drag.current, axis.u(event.clientX - svg.current.getBoundingClientRect().left));
  };
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    const direction = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 }[event.key];
    if (direction === undefined) return;
    event.preventDefault();
    const step = Math.max(1 / last, 1 / 200) * (event.shiftKey ? 10 : 1);
    move(index, (times[index] ?? 0) + direction * step);
  };
  return (
    <svg ref={svg} className={styles.rail} width={width} height={HEIGHT} role="group" aria-label={say`Times of the pictures`}>
      {times.map((u, index) => {
        const x = axis.x(u);
        return (
          <g key={index}>
            <path className={styles.tie} d={`M${centres[index] ?? x} 1L${x} ${GRIP - 5}`} aria-hidden="true" />
            <g
              className={styles.grip}
              transform={`translate(${x} ${GRIP})`}
              {...HOLD}
              role="slider"
              tabIndex={0}
              aria-label={say`Picture ${index + 1} of ${times.length} is taken at timestep`}
              aria-valuemin={0}
              aria-valuemax={last}
              aria-valuenow={Math.round(u * last)}
              onPointerDown={(event) => {
                if (event.button !== 0) return;
                event.currentTarget.setPointerCapture(event.pointerId);
                drag.current = index;
              }}
              onPointerMove={onPointerMove}
              onPointerUp={() => { drag.current = null; }}
              onPointerCancel={() => { drag.current = null; }}
              onKeyDown={(event) => onKeyDown(event, index)}
            >
              <rect className={styles.reach} x={-14} y={GRIP - HEIGHT - 8} width={28} height={26} />
              <path className={styles.mark} d="M0 6 5 0V-5H-5V0Z" />
            </g>
          </g>
        );
      })}
    </svg>
  );
}
