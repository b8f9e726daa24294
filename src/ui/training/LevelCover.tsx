import { useCallback } from 'react';
import type { ChartScales } from '../../plot/chartScales.ts';
import { LevelPicture, type LevelScene } from '../../plot/levelPicture.ts';
import type { LevelRange } from '../../plot/levelShades.ts';
import type { ShownSteps } from '../../plot/lossCurve.ts';
import type { Trace } from '../../store/trainingTrace.ts';
import { useSceneCanvas } from '../primitives/useSceneCanvas.ts';
import styles from './StepChart.module.css';

export interface LevelCoverProps {
  trace: Trace;
  range: LevelRange;
  steps: ShownSteps;
  scales: ChartScales;
}

const makePicture = (canvas: HTMLCanvasElement) => new LevelPicture(canvas);

/** The heat map, over the ground of its chart. */
export function LevelCover({ trace, range, steps: { first, last }, scales: { left, right, top, bottom } }: LevelCoverProps) {
  const width = right - left;
  const scene = useCallback((): LevelScene => ({ entries: trace, range, x: (step) => (width * (step - first)) / (last - first) }), [trace, range, width, first, last]);
  const { canvas } = useSceneCanvas(makePicture, scene);
  return <canvas ref={canvas} className={styles.cover} aria-hidden="true" data-testid="level-cover" style={{ insetInlineStart: left, insetBlockStart: top, inlineSize: width, blockSize: bottom - top }} />;
}
