import { useMemo, type PointerEvent } from 'react';
import { nearestFrame, placeOfLevel, usePlayheadState } from '../time/playhead.ts';
import { MARGIN, valueAt, type ChartFrame } from './chartFrame.ts';
import { clamp } from './views.ts';
import styles from './PlayheadMark.module.css';

export interface PlayheadMarkProps {
  frame: ChartFrame;
  /** Heights of the curve, one for each timestep, and the signal there. */
  values: ArrayLike<number>;
  alphasCumprod: ArrayLike<number>;
}

/** Where the steps of the film lie on the schedule, and the one it shows now. Pressing or dragging along the axis goes there; the keyboard has the film's own slider. */
export function PlayheadMark({ frame, values, alphasCumprod }: PlayheadMarkProps) {
  const { alphaBars, frame: shown, seek } = usePlayheadState();
  const places = useMemo(() => Array.from(alphaBars ?? [], (alphaBar) => placeOfLevel(alphasCumprod, alphaBar)), [alphaBars, alphasCumprod]);
  const now = places[shown];
  if (now === undefined) return null;
  const bottom = frame.height - MARGIN.bottom;
  const scrub = (event: PointerEvent<SVGRectElement>) => {
    if (event.type === 'pointermove' && event.buttons === 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    seek(nearestFrame(places, frame.u(event.clientX - (event.currentTarget.ownerSVGElement?.getBoundingClientRect().left ?? 0))));
  };
  const at = frame.x(now);
  const height = clamp(frame.y(valueAt(values, now)), MARGIN.top, bottom);
  return (
    <g aria-hidden="true" data-testid="playhead">
      {places.map((place, i) => <line key={i} className={i < shown ? styles.done : styles.step} x1={frame.x(place)} x2={frame.x(place)} y1={bottom - 5} y2={bottom} />)}
      <line className={styles.now} x1={at} x2={at} y1={MARGIN.top} y2={bottom} />
      <circle className={styles.place} r={5} cx={at} cy={height} />
      <path className={styles.grip} d={`M${at - 5} ${bottom + 9}L${at} ${bottom + 1}L${at + 5} ${bottom + 9}Z`} />
      <rect
        className={styles.axis}
        x={MARGIN.left - 8} y={bottom - 6} width={Math.max(0, frame.width - MARGIN.left - MARGIN.right + 16)} height={30}
        onPointerDown={scrub}
        onPointerMove={scrub}
      />
    </g>
  );
}
