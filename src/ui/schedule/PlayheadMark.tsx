import type { KeyboardEvent } from 'react';
import { say } from '../../words/say.ts';
import { HOLD } from '../charts/useTouchHold.ts';
import { useFramePlaces, usePlayheadState } from '../time/playhead.ts';
import { useSeek } from '../time/useSeek.ts';
import { MARGIN, valueAt, type ChartFrame } from './chartFrame.ts';
import { clamp } from './views.ts';
import styles from './PlayheadMark.module.css';

export interface PlayheadMarkProps {
  frame: ChartFrame;
  /** Heights of the curve, one for each timestep, and the signal there. */
  values: ArrayLike<number>;
  alphasCumprod: ArrayLike<number>;
}

/** Half the height of the dash with which a step crosses the curve. */
const DASH = 4;

/** Where the steps of the film lie on the schedule, and the one it shows now. Pressing or dragging along the axis goes there, and so do the arrow keys. */
export function PlayheadMark({ frame, values, alphasCumprod }: PlayheadMarkProps) {
  const { frame: shown, seek: goTo } = usePlayheadState();
  const places = useFramePlaces(alphasCumprod);
  const seek = useSeek(alphasCumprod);
  const now = places[shown];
  if (now === undefined) return null;
  const bottom = frame.height - MARGIN.bottom;
  const last = places.length - 1;
  const heightAt = (u: number) => clamp(frame.y(valueAt(values, u)), MARGIN.top, bottom);
  const dashes = (from: number, to: number) => places.slice(from, to).map((u) => `M${frame.x(u).toFixed(1)} ${(heightAt(u) - DASH).toFixed(1)}v${2 * DASH}M${frame.x(u).toFixed(1)} ${bottom - 5}v5`).join('');
  const at = frame.x(now);
  const t = Math.round(now * (frame.timesteps - 1));
  const onKeyDown = (event: KeyboardEvent) => {
    // The film runs from noise at the right to data at the left.
    const target = { ArrowRight: shown - 1, ArrowUp: shown - 1, ArrowLeft: shown + 1, ArrowDown: shown + 1, PageUp: shown - 10, PageDown: shown + 10, Home: last, End: 0 }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    goTo(clamp(target, 0, last));
  };
  return (
    <g data-testid="playhead">
      <g aria-hidden="true">
        <path className={styles.step} d={dashes(shown, places.length)} />
        <path className={styles.done} d={dashes(0, shown)} />
        <circle className={styles.place} r={5} cx={at} cy={heightAt(now)} />
        <rect
          className={styles.axis}
          x={MARGIN.left - 8} y={bottom - 6} width={Math.max(0, frame.width - MARGIN.left - MARGIN.right + 16)} height={30}
          {...HOLD} {...seek.handlers}
        />
      </g>
      <g
        className={styles.now} transform={`translate(${at} ${bottom + 13})`} role="slider" tabIndex={0} aria-label={say`Place of the film on the axis of time`}
        aria-valuemin={0} aria-valuemax={frame.timesteps - 1} aria-valuenow={t} aria-valuetext={say`timestep ${t}, step ${shown} of ${last}`} onKeyDown={onKeyDown} {...HOLD} {...seek.handlers}
      >
        <rect className={styles.chip} x={-17} y={-9} width={34} height={18} rx={9} />
        <text className={styles.text} y={4} textAnchor="middle">{t}</text>
      </g>
    </g>
  );
}
