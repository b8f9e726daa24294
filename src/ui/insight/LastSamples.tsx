import { useCallback, useMemo } from 'react';
import { cleanTones, imageShape } from '../../plot/imagePixels.ts';
import { makeSheet } from '../../plot/imageSheet.ts';
import { ScatterPicture, type Scene } from '../../plot/scatterPicture.ts';
import { sectorsOf } from '../../plot/scatterPoints.ts';
import type { Trajectory } from '../../protocol/messages.ts';
import { say } from '../../words/say.ts';
import { usePlayground } from '../playground.ts';
import { useSceneCanvas } from '../primitives/useSceneCanvas.ts';
import { PictureThumbnail } from '../theatre/PictureThumbnail.tsx';
import styles from './PerfectPanel.module.css';

const nothing = new Float32Array(0);
const makePicture = (canvas: HTMLCanvasElement) => new ScatterPicture(canvas);

/** Where a film of points ends, over the training data. */
function LastPoints({ title, trajectory }: { title: string; trajectory: Trajectory | null }) {
  const data = usePlayground((state) => state.data);
  const sectors = useMemo(() => sectorsOf(trajectory?.states[0] ?? nothing), [trajectory]);
  const scene = useCallback((): Scene => ({ data, points: trajectory?.states.at(-1) ?? null, sectors, trails: null }), [data, trajectory, sectors]);
  const { canvas } = useSceneCanvas(makePicture, scene);
  return <canvas ref={canvas} className={styles.cloud} role="img" aria-label={say`${title} over the training data`} />;
}

/** The first pictures with which a film ends. */
function LastPictures({ trajectory }: { trajectory: Trajectory }) {
  const facts = usePlayground((state) => state.pictures?.facts ?? null);
  const sheet = useMemo(() => {
    const shape = imageShape(trajectory.shape);
    return facts && shape ? makeSheet(trajectory.states.at(-1) ?? nothing, shape, cleanTones(facts)) : null;
  }, [trajectory, facts]);
  return sheet ? <PictureThumbnail sheet={sheet} only={null} /> : null;
}

/** The samples with which a film ends, small. */
export function LastSamples({ title, trajectory }: { title: string; trajectory: Trajectory | null }) {
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.title}>{title}</figcaption>
      {trajectory?.shape.length === 4 ? <LastPictures trajectory={trajectory} /> : <LastPoints title={title} trajectory={trajectory} />}
    </figure>
  );
}
