import type { ReactNode } from 'react';
import { classes } from '../primitives/classes.ts';
import { stripFrames } from './filmClock.ts';
import { timestepText } from './trajectoryFrames.ts';
import styles from './FilmStrip.module.css';

const stripLength = 11;

export interface FilmStripProps {
  /** One more than the number of steps. */
  frames: number;
  timesteps: Float64Array;
  frame: number;
  onSeek(frame: number): void;
  /** The small picture of a frame: a canvas that screen readers skip. */
  thumbnail(frame: number): ReactNode;
}

/** The film at a glance: evenly spaced frames; a click goes there. The scrubber does the same for the keyboard. */
export function FilmStrip({ frames, timesteps, frame, onSeek, thumbnail }: FilmStripProps) {
  const indices = stripFrames(frames - 1, stripLength);
  const current = indices.reduce((best, index) => (Math.abs(index - frame) < Math.abs(best - frame) ? index : best), 0);
  return (
    <div className={styles.strip} role="group" aria-label="Film strip, from noise to samples">
      {indices.map((index) => (
        <button
          key={index}
          type="button"
          tabIndex={-1}
          className={classes(styles.frame, index === current && styles.current)}
          aria-label={`Go to step ${index}, t = ${timestepText(timesteps[index] ?? 0)}`}
          onClick={() => onSeek(index)}
        >
          {thumbnail(index)}
          <span className={styles.caption} aria-hidden="true">{`t ${timestepText(timesteps[index] ?? 0)}`}</span>
        </button>
      ))}
    </div>
  );
}
