import { memo, useEffect, useRef } from 'react';
import { fitSurface } from '../../plot/canvasSurface.ts';
import { SheetBrush, type ImageSheet } from '../../plot/imageSheet.ts';
import styles from './FilmStrip.module.css';

/** So many are still told apart in a small picture. */
const most = 9;

/** A small picture for the strip: the first samples, or the one that is looked at. */
export const PictureThumbnail = memo(function PictureThumbnail({ sheet, only }: { sheet: ImageSheet; only: number | null }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const surface = canvas.current && fitSurface(canvas.current);
    if (!surface) return;
    const { context } = surface;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, context.canvas.width, context.canvas.height);
    const shown = only === null ? Array.from({ length: Math.min(most, sheet.shape.count) }, (_, index) => index) : [only];
    new SheetBrush().drawSmall(context, sheet, Math.min(context.canvas.width, context.canvas.height), shown);
  }, [sheet, only]);
  return <canvas ref={canvas} className={styles.canvas} aria-hidden="true" />;
});
