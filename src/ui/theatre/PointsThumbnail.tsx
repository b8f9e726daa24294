import { memo, useCallback } from 'react';
import { fitSurface } from '../../plot/canvasSurface.ts';
import type { PointFrames } from '../../plot/filmPoints.ts';
import { readPalette } from '../../plot/palette.ts';
import { drawPointArrows } from '../../plot/pointArrows.ts';
import { drawPoints, makeDots } from '../../plot/scatterPoints.ts';
import { scatterView } from '../../plot/scatterView.ts';
import { useSceneCanvas, type Drawing } from '../primitives/useSceneCanvas.ts';
import styles from './FilmStrip.module.css';

const noMargins = { left: 0, right: 0, top: 0, bottom: 0 };
const noPoints = new Float32Array(0);
/** More arrows than these are a blur in a small picture. */
const mostArrows = 60;

interface SmallScene { points: Float32Array; arrows: Float32Array | null; sectors: Uint8Array }

function makeSmallCloud(canvas: HTMLCanvasElement): Drawing<SmallScene> {
  return {
    draw({ points, arrows, sectors }) {
      const surface = fitSurface(canvas);
      if (!surface) return;
      const { context, width, height, ratio } = surface;
      const view = scatterView(width, height, 3, noMargins);
      const palette = readPalette(canvas);
      context.clearRect(0, 0, width, height);
      drawPoints(context, view, makeDots(0.8, ratio, palette), points, sectors, arrows ? 0.3 : 0.7);
      if (arrows) drawPointArrows(context, view, palette, { points, arrows, sectors, most: mostArrows });
    },
    invalidate() {},
  };
}

/** A small cloud for the strip. */
export const PointsThumbnail = memo(function PointsThumbnail({ frames, frame, sectors }: { frames: PointFrames; frame: number; sectors: Uint8Array }) {
  const points = frames.points[frame] ?? noPoints;
  const arrows = frames.arrows?.frames[frame] ?? null;
  const scene = useCallback(() => ({ points, arrows, sectors }), [points, arrows, sectors]);
  const { canvas } = useSceneCanvas(makeSmallCloud, scene);
  return <canvas ref={canvas} className={styles.canvas} aria-hidden="true" />;
});
