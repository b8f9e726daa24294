import { memo, useEffect, useRef } from 'react';
import { fitSurface } from '../../plot/canvasSurface.ts';
import type { PointFrames } from '../../plot/filmPoints.ts';
import { readPalette, watchTheme } from '../../plot/palette.ts';
import { drawPointArrows } from '../../plot/pointArrows.ts';
import { drawPoints, makeDots } from '../../plot/scatterPoints.ts';
import { scatterView } from '../../plot/scatterView.ts';
import styles from './FilmStrip.module.css';

const noMargins = { left: 0, right: 0, top: 0, bottom: 0 };
const noPoints = new Float32Array(0);
/** More arrows than these are a blur in a small picture. */
const mostArrows = 60;

/** A small cloud for the strip, drawn when its points or the theme change. */
export const PointsThumbnail = memo(function PointsThumbnail({ frames, frame, sectors }: { frames: PointFrames; frame: number; sectors: Uint8Array }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const points = frames.points[frame] ?? noPoints;
  const arrows = frames.arrows?.frames[frame] ?? null;
  useEffect(() => {
    const draw = () => {
      const element = canvas.current;
      const surface = element && fitSurface(element);
      if (!element || !surface) return;
      const { context, width, height, ratio } = surface;
      const view = scatterView(width, height, 3, noMargins);
      const palette = readPalette(element);
      context.clearRect(0, 0, width, height);
      drawPoints(context, view, makeDots(0.8, ratio, palette), points, sectors, arrows ? 0.3 : 0.7);
      if (arrows) drawPointArrows(context, view, palette, { points, arrows, sectors, most: mostArrows });
    };
    draw();
    return watchTheme(draw);
  }, [points, arrows, sectors]);
  return <canvas ref={canvas} className={styles.canvas} aria-hidden="true" />;
});
