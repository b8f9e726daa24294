import { memo, useCallback } from 'react';
import { fitSurface } from '../../plot/canvasSurface.ts';
import { SheetBrush, type ImageSheet } from '../../plot/imageSheet.ts';
import { useSceneCanvas, type Drawing } from '../primitives/useSceneCanvas.ts';
import styles from './FilmStrip.module.css';

/** So many are still told apart in a small picture. */
const most = 9;

interface SmallScene { sheet: ImageSheet; only: number | null }

function makeSmallPicture(canvas: HTMLCanvasElement): Drawing<SmallScene> {
  return {
    draw({ sheet, only }) {
      const surface = fitSurface(canvas);
      if (!surface) return;
      const { context } = surface;
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, canvas.width, canvas.height);
      const shown = only === null ? Array.from({ length: Math.min(most, sheet.shape.count) }, (_, index) => index) : [only];
      new SheetBrush().drawSmall(context, sheet, Math.min(canvas.width, canvas.height), shown);
    },
    invalidate() {},
  };
}

/** A small picture for the strip: the first samples, or the one that is looked at. */
export const PictureThumbnail = memo(function PictureThumbnail({ sheet, only }: SmallScene) {
  const scene = useCallback(() => ({ sheet, only }), [sheet, only]);
  const { canvas } = useSceneCanvas(makeSmallPicture, scene);
  return <canvas ref={canvas} className={styles.canvas} aria-hidden="true" />;
});
