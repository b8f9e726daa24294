import { useMemo, useRef, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { useStore } from 'zustand';
import { makeNoiseTable } from '../../diffusion/schedules.ts';
import { say } from '../../words/say.ts';
import { usePlayground } from '../playground.ts';
import { classes } from '../primitives/classes.ts';
import { useElementWidth } from '../primitives/useElementWidth.ts';
import { useMedia } from '../primitives/useMedia.ts';
import { nearestFrame, useFramePlaces, usePlayhead } from '../time/playhead.ts';
import { withRoom } from '../time/rowLayout.ts';
import { TimeMark } from '../time/TimeMark.tsx';
import { AXIS, timeAxis } from '../time/timeAxis.ts';
import { ON_AXIS, useSeek } from '../time/useSeek.ts';
import { timestepText } from './trajectoryFrames.ts';
import styles from './FilmStrip.module.css';

export interface FilmStripProps {
  /** One more than the number of steps. */
  frames: number;
  timesteps: Float64Array;
  frame: number;
  onSeek(frame: number): void;
  /** The small picture of a frame: a canvas that screen readers skip. */
  thumbnail(frame: number): ReactNode;
}

const TICKS = 14;
const GAP = 4;
const SMALLEST = 44;
const LARGEST = 76;

/** Beside the picture there is room for everything on the axis of time; in one column the strip stays under the picture. */
export const BESIDE = '(min-width: 1000px)';

/** The film at a glance, over the axis of time: it runs from noise at the right to data at the left. Frames without room are ticks. */
export function FilmStrip(props: FilmStripProps) {
  const slot = useStore(usePlayhead(), (state) => state.slot);
  const isBeside = useMedia(BESIDE);
  return slot && isBeside ? createPortal(<Strip {...props} marked />, slot) : <Strip {...props} marked={false} />;
}

/** @param marked whether the box around it has the mark of the place already */
function Strip({ frames, timesteps, frame, onSeek, thumbnail, marked }: FilmStripProps & { marked: boolean }) {
  const box = useRef<HTMLDivElement>(null);
  const width = useElementWidth(box);
  const drawn = useStore(usePlayhead(), (state) => state.alphasCumprod);
  const schedule = usePlayground(({ recipe }) => recipe.sampling.schedule ?? recipe.schedule);
  const alphasCumprod = useMemo(() => drawn ?? makeNoiseTable(schedule).alphasCumprod, [drawn, schedule]);
  const places = useFramePlaces(alphasCumprod);
  const seek = useSeek(alphasCumprod);
  const size = Math.round(Math.min(LARGEST, Math.max(SMALLEST, width / 12)));
  // A film may have a thousand frames, and shows another with every picture of the screen.
  const { centres, shown, lines } = useMemo(() => {
    const axis = timeAxis(width);
    const all = places.map((u) => Math.min(width - size / 2, Math.max(size / 2, axis.x(u))));
    const fitting = width > 0 && places.length === frames ? withRoom(all, size + GAP) : [];
    const ticks = places.map((u) => `M${axis.x(u).toFixed(1)} 0v6`);
    const ties = fitting.map((index) => `M${axis.x(places[index] ?? 0).toFixed(1)} 6L${(all[index] ?? 0).toFixed(1)} ${TICKS}`);
    return { centres: all, shown: fitting, lines: [...ticks, ...ties].join('') };
  }, [places, width, size, frames]);
  const current = shown[nearestFrame(shown.map((index) => centres[index] ?? 0), centres[frame] ?? 0)];
  return (
    <div ref={box} className={styles.strip} role="group" aria-label={say`Film strip, from noise to samples`} {...ON_AXIS}>
      <p className={styles.name} style={{ paddingInlineStart: AXIS.left }}>{say`samples: the film runs from noise to data`}<span aria-hidden="true"> ←</span></p>
      <svg className={styles.ticks} width={width} height={TICKS} aria-hidden="true" {...seek.handlers}><path d={lines} /></svg>
      <div className={styles.frames} style={{ blockSize: size + 18 }} onPointerDownCapture={seek.handlers.onPointerDown} onPointerMove={seek.handlers.onPointerMove}>
        {shown.map((index) => (
          <button
            key={index}
            type="button"
            tabIndex={-1}
            className={classes(styles.frame, index === current && styles.current)}
            style={{ inlineSize: size, insetInlineStart: (centres[index] ?? 0) - size / 2 }}
            aria-label={say`Go to step ${index}, t = ${timestepText(timesteps[index] ?? 0)}`}
            // A picture that has moved aside for the edge means its own frame, not the time under the pointer.
            onPointerDown={() => onSeek(index)}
            onClick={() => onSeek(index)}
          >
            {thumbnail(index)}
            <span className={styles.caption} aria-hidden="true">{timestepText(timesteps[index] ?? 0)}</span>
          </button>
        ))}
      </div>
      {marked ? null : <TimeMark width={width} alphasCumprod={alphasCumprod} />}
    </div>
  );
}
