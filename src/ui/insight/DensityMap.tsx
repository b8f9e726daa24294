import { useCallback } from 'react';
import { DensityPicture, type DensityScene } from '../../plot/densityPicture.ts';
import type { DensityScale } from '../../plot/densityScale.ts';
import type { DensityFrame, PlaneGrid } from '../../protocol/messages.ts';
import { say } from '../../words/say.ts';
import { useSceneCanvas } from '../primitives/useSceneCanvas.ts';
import { describeDensity } from './densityFacts.ts';
import styles from './DensityPanel.module.css';

export interface DensityMapProps {
  title: string;
  /** Whose density it is, in words: "the model". */
  what: string;
  frame: DensityFrame | null;
  /** What is shown while there is no frame. */
  grid: PlaneGrid;
  scale: DensityScale;
  points: Float32Array | null;
}

const makePicture = (canvas: HTMLCanvasElement) => new DensityPicture(canvas);

/** One density as a heat map. */
export function DensityMap({ title, what, frame, grid, scale, points }: DensityMapProps) {
  const scene = useCallback((): DensityScene => ({ grid: frame?.grid ?? grid, logDensity: frame?.logDensity ?? null, scale, points }), [frame, grid, scale, points]);
  const { canvas } = useSceneCanvas(makePicture, scene);
  return (
    <figure className={styles.map}>
      <figcaption className={styles.title}>{title}</figcaption>
      <canvas ref={canvas} className={styles.canvas} role="img" aria-label={frame ? describeDensity(what, frame) : say`Density of ${what}: not drawn yet`} />
    </figure>
  );
}
