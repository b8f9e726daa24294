import { useEffect, type MouseEvent } from 'react';
import { ScatterPicture, type Scene } from '../../plot/scatterPicture.ts';
import { classes } from '../primitives/classes.ts';
import { useSceneCanvas } from '../primitives/useSceneCanvas.ts';
import type { Tap } from './plane/usePlane.ts';
import type { Redraws } from './useRedraws.ts';
import styles from './Stage.module.css';

const makePicture = (canvas: HTMLCanvasElement) => new ScatterPicture(canvas);

export interface PointsCanvasProps {
  /** What it shows, for those who do not see it. */
  label: string;
  scene: () => Scene;
  redraws: Redraws;
  /** A click or tap on the plane; left out where it means nothing. */
  onTap?: ((tap: Tap) => void) | undefined;
}

/** One picture of points. */
export function PointsCanvas({ label, scene, redraws, onTap }: PointsCanvasProps) {
  const { canvas, drawing, redraw } = useSceneCanvas(makePicture, scene);
  useEffect(() => redraws.join(redraw), [redraws, redraw]);
  const onClick = ({ nativeEvent: { offsetX, offsetY, shiftKey } }: MouseEvent) => {
    const place = drawing.current?.placeAt(offsetX, offsetY);
    if (place) onTap?.({ ...place, anew: shiftKey, points: scene().points });
  };
  return <canvas ref={canvas} className={classes(styles.canvas, onTap && styles.tapped)} role="img" aria-label={label} onClick={onTap && onClick} />;
}
