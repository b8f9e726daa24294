import { useLayoutEffect, useRef, type PointerEvent } from 'react';
import { pictureSheet, placeAt, type PictureBytes, type SheetLayout } from './pictureSheet.ts';
import styles from './PictureCanvas.module.css';

export interface PictureCanvasProps {
  pictures: PictureBytes;
  /** Which of them, in which order. */
  indices: readonly number[];
  layout: SheetLayout;
  /** For screen readers; without it the canvas only decorates. */
  label?: string;
  /** What is said of a picture under the pointer, by its place in `indices`. */
  tip?(place: number): string;
}

/** Pictures side by side with crisp pixels. */
export function PictureCanvas({ pictures, indices, layout, label, tip }: PictureCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { columns, scale, gap } = layout;
  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    const sheet = pictureSheet(pictures, indices, { columns, scale, gap });
    element.width = sheet.width;
    element.height = sheet.height;
    context.putImageData(new ImageData(sheet.data, sheet.width, sheet.height), 0, 0);
  }, [pictures, indices, columns, scale, gap]);

  const onPointerMove = (event: PointerEvent<HTMLCanvasElement>) => {
    const { offsetX, offsetY } = event.nativeEvent;
    const place = placeAt(offsetX, offsetY, pictures.width, indices.length, layout);
    event.currentTarget.title = place === null || !tip ? '' : tip(place);
  };
  const named = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  return <canvas ref={canvas} className={styles.canvas} {...named} {...(tip ? { onPointerMove } : {})} />;
}
