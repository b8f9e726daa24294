import { memo, useEffect, useRef } from 'react';
import { fitSurface } from '../../plot/canvasSurface.ts';
import { readPalette, watchTheme } from '../../plot/palette.ts';
import { drawPoints, makeDots } from '../../plot/scatterPoints.ts';
import { scatterView } from '../../plot/scatterView.ts';
import styles from './FilmStrip.module.css';

const noMargins = { left: 0, right: 0, top: 0, bottom: 0 };

/** A small cloud for the strip, drawn when its points or the theme change. */
export const PointsThumbnail = memo(function PointsThumbnail({ points, sectors }: { points: Float32Array; sectors: Uint8Array }) {
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
