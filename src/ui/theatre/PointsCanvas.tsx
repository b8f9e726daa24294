import { useEffect } from 'react';
import { ScatterPicture, type Scene } from '../../plot/scatterPicture.ts';
import type { Redraws } from './useRedraws.ts';
import { useSceneCanvas } from './useSceneCanvas.ts';
import styles from './Stage.module.css';

const makePicture = (canvas: HTMLCanvasElement) => new ScatterPicture(canvas);

/** One picture of points. @param label what it shows, for those who do not see it */
export function PointsCanvas({ label, scene, redraws }: { label: string; scene: () => Scene; redraws: Redraws }) {
  const { canvas, redraw } = useSceneCanvas(makePicture, scene);
  useEffect(() => redraws.join(redraw), [redraws, redraw]);
  return <canvas ref={canvas} className={styles.canvas} role="img" aria-label={label} />;
}
