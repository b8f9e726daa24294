import type { KeyboardEventHandler, RefObject } from 'react';
import type { Trajectory } from '../../protocol/messages.ts';
import { Button } from '../primitives/Button.tsx';
import { usePlayground } from '../playground.ts';
import { Legend } from './Legend.tsx';
import { Readout } from './Readout.tsx';
import { describeFrame, type FilmView, type TheatreMode } from './trajectoryFrames.ts';
import type { Film } from './useFilm.ts';
import styles from './Stage.module.css';

export interface StageProps {
  canvas: RefObject<HTMLCanvasElement | null>;
  mode: TheatreMode;
  film: Film;
  trajectory: Trajectory | null;
  view: FilmView;
  onKeyDown: KeyboardEventHandler<HTMLElement>;
  onDenoise(): void;
}

/** What stands in the empty picture. */
function useWaitingText(mode: TheatreMode, trajectory: Trajectory | null): string | null {
  return usePlayground((state) => {
    if (state.status === 'compiling') return 'Preparing the model…';
    if (state.status === 'error') return null;
    if (mode === 'film') return trajectory ? null : 'Drawing samples…';
    if (state.preview) return null;
    return state.status === 'training' ? 'The first samples are on their way…' : 'Press Start and watch the model learn this shape.';
  });
}

/** The canvas with its line of facts above it, its legend below it, and its description for those who do not see it. */
export function Stage({ canvas, mode, film, trajectory, view, onKeyDown, onDenoise }: StageProps) {
  const waiting = useWaitingText(mode, trajectory);
  const previewStep = usePlayground((state) => state.preview?.step ?? null);
  const step = usePlayground((state) => state.step);
  const sampling = usePlayground((state) => state.sampling);
  const shown = mode === 'film' ? trajectory : null;
  const label = shown
    ? `${view === 'noisy' ? 'Noisy points' : 'Predicted clean points'} over the training data: ${describeFrame(shown, film.frame)}`
    : previewStep === null ? 'The training data' : `Samples of the model over the training data after ${previewStep} training steps`;
  return (
    <figure
      className={styles.stage}
      data-mode={mode}
      data-frame={shown ? film.frame : undefined}
      data-step={previewStep ?? undefined}
      data-testid="theatre"
    >
      <div className={styles.facts}>
        {shown ? <Readout trajectory={shown} frame={film.frame} /> : null}
        {mode === 'live' ? <p className={styles.fact}>{previewStep === null ? 'Training data' : `After ${previewStep.toLocaleString('en')} training steps`}</p> : null}
        {mode === 'live' && previewStep !== null ? <Button variant="quiet" icon="play" className={styles.emerge} onClick={onDenoise}>Watch them emerge from noise</Button> : null}
        {shown ? (
          <p className={styles.fact}>
            {sampling ? 'Sampling…' : `Model after ${shown.trainedSteps.toLocaleString('en')} steps${step > shown.trainedSteps ? `, now at ${step.toLocaleString('en')}` : ''}`}
          </p>
        ) : null}
      </div>
      <div
        className={styles.screen}
        tabIndex={shown ? 0 : undefined}
        role="group"
        aria-label={shown ? 'Film of denoising: arrow keys step through it, space plays and pauses' : 'Live samples'}
        onKeyDown={onKeyDown}
      >
        <canvas ref={canvas} className={styles.canvas} role="img" aria-label={label} />
        {waiting ? <p className={styles.waiting} role="status">{waiting}</p> : null}
      </div>
      <figcaption className={styles.caption}>
        <Legend view={shown ? view : 'live'} />
      </figcaption>
    </figure>
  );
}
