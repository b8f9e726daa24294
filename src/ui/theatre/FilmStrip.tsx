import { memo, useEffect, useRef } from 'react';
import { fitSurface } from '../../plot/canvasSurface.ts';
import { readPalette, watchTheme } from '../../plot/palette.ts';
import { drawPoints, makeDots } from '../../plot/scatterPoints.ts';
import { scatterView } from '../../plot/scatterView.ts';
import { classes } from '../primitives/classes.ts';
import { stripFrames } from './filmClock.ts';
import styles from './FilmStrip.module.css';

const stripLength = 11;
const noMargins = { left: 0, right: 0, top: 0, bottom: 0 };

/** One small picture of the strip, drawn when its points or the theme change. */
const StripFrame = memo(function StripFrame({ points, sectors }: { points: Float32Array; sectors: Uint8Array }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const draw = () => {
      const element = canvas.current;
      const surface = element && fitSurface(element);
      if (!element || !surface) return;
      const { context, width, height, ratio } = surface;
      context.clearRect(0, 0, width, height);
      drawPoints(context, scatterView(width, height, 3, noMargins), makeDots(0.8, ratio, readPalette(element)), points, sectors, 0.7);
    };
    draw();
    return watchTheme(draw);
  }, [points, sectors]);
  return <canvas ref={canvas} className={styles.canvas} aria-hidden="true" />;
});

export interface FilmStripProps {
  frames: readonly Float32Array[];
  sectors: Uint8Array;
  timesteps: Float64Array;
  frame: number;
  onSeek(frame: number): void;
}

/** The film at a glance: evenly spaced frames; a click goes there. The scrubber below does the same for the keyboard. */
export function FilmStrip({ frames, sectors, timesteps, frame, onSeek }: FilmStripProps) {
  const indices = stripFrames(frames.length - 1, stripLength);
  const current = indices.reduce((best, index) => (Math.abs(index - frame) < Math.abs(best - frame) ? index : best), 0);
  return (
    <div className={styles.strip} role="group" aria-label="Film strip, from noise to samples">
      {indices.map((index) => (
        <button
          key={index}
          type="button"
          tabIndex={-1}
          className={classes(styles.frame, index === current && styles.current)}
          aria-label={`Go to step ${index}, t = ${timesteps[index] ?? 0}`}
          onClick={() => onSeek(index)}
        >
          <StripFrame points={frames[index] ?? new Float32Array(0)} sectors={sectors} />
          <span className={styles.caption} aria-hidden="true">{`t ${timesteps[index] ?? 0}`}</span>
        </button>
      ))}
    </div>
  );
}
