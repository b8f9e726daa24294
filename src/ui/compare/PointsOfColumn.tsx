import { useCallback, useEffect, useRef, type MouseEvent } from 'react';
import { nearestPoint } from '../../plot/particle.ts';
import { samplesView, ScatterPicture, type Scene } from '../../plot/scatterPicture.ts';
import { interpolateFrames } from '../../plot/scatterPoints.ts';
import type { Trajectory } from '../../protocol/messages.ts';
import { say } from '../../words/say.ts';
import { useSceneCanvas } from '../primitives/useSceneCanvas.ts';
import { pointFrames, pointSectors } from '../theatre/usePointsScene.ts';
import type { Redraws } from '../theatre/useRedraws.ts';
import { useCompareDesk, useDeskState } from './useCompareDesk.ts';
import styles from './Compare.module.css';

/** Pixels within which a sample is hit. */
const REACH = 24;
const none = new Uint8Array(0);
const makePicture = (canvas: HTMLCanvasElement) => new ScatterPicture(canvas);

export interface PointsOfColumnProps {
  letter: string;
  film: Trajectory | null;
  data: Float32Array | null;
  position(): number;
  redraws: Redraws;
}

/** The points of a column over the data; the marked sample has a ring. */
export function PointsOfColumn({ letter, film, data, position, redraws }: PointsOfColumnProps) {
  const desk = useCompareDesk();
  const view = useDeskState((state) => state.view);
  const trails = useDeskState((state) => state.trails);
  const picked = useDeskState((state) => state.picked);
  const ring = useRef<HTMLSpanElement>(null);
  const now = useCallback(() => (film ? interpolateFrames(pointFrames(film, view).points, position()) : null), [film, view, position]);
  const scene = useCallback((): Scene => {
    const points = now();
    const mark = ring.current;
    const canvas = mark?.parentElement?.querySelector('canvas');
    const [x, y] = picked === null || !points ? [NaN, NaN] : [points[2 * picked] ?? NaN, points[2 * picked + 1] ?? NaN];
    if (mark && canvas) {
      const place = samplesView(canvas.clientWidth, canvas.clientHeight);
      mark.hidden = !Number.isFinite(x);
      mark.style.transform = `translate(${place.x(x)}px, ${place.y(y)}px)`;
    }
    if (!film || !points) return { data, points: null, sectors: none, trails: null };
    return { data, points, sectors: pointSectors(film), trails: trails ? { frames: pointFrames(film, view).points, position: position() } : null };
  }, [film, data, view, trails, picked, now, position]);
  const { canvas, redraw } = useSceneCanvas(makePicture, scene);
  useEffect(() => redraws.join(redraw), [redraws, redraw]);
  const pick = (event: MouseEvent<HTMLCanvasElement>) => {
    const points = now();
    const place = samplesView(event.currentTarget.clientWidth, event.currentTarget.clientHeight);
    const { offsetX, offsetY } = event.nativeEvent;
    const hit = points && nearestPoint(points, (offsetX - place.x(0)) / place.scale, (place.y(0) - offsetY) / place.scale, REACH / place.scale);
    desk.setState({ picked: hit?.index ?? null });
  };
  return (
    <div className={styles.picture}>
      <canvas ref={canvas} className={styles.canvas} role="img" aria-label={say`Samples of column ${letter} over the data`} onClick={pick} />
      <span ref={ring} className={styles.ring} hidden aria-hidden="true" />
    </div>
  );
}
