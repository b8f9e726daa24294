import { useRef, type ReactNode } from 'react';
import type { Asked, Trajectory } from '../../protocol/messages.ts';
import { groupedNumber, say, sayCount } from '../../words/say.ts';
import { Button } from '../primitives/Button.tsx';
import { classes } from '../primitives/classes.ts';
import { usePlayground } from '../playground.ts';
import { Readout } from './Readout.tsx';
import type { Subject, TheatreMode } from './trajectoryFrames.ts';
import type { Film } from './useFilm.ts';
import styles from './Stage.module.css';

export interface StageProps {
  subject: Subject;
  mode: TheatreMode;
  /** Whose film it is. */
  of: Asked;
  film: Film;
  trajectory: Trajectory | null;
  onDenoise(): void;
  /** Draws the film anew. */
  onSample(): void;
  /** What the colours mean, and small controls, below the picture. */
  caption: ReactNode;
  /** The picture itself. */
  children: ReactNode;
}

/** What stands in the empty picture. */
function useWaitingText({ subject, mode, of, trajectory }: Pick<StageProps, 'subject' | 'mode' | 'of' | 'trajectory'>): string | null {
  return usePlayground((state) => {
    if (state.status === 'compiling') return say`Preparing the model…`;
    if (state.status === 'error') return null;
    if (mode === 'film' && of === 'ideal') return trajectory || state.insights['ideal-sample'] === undefined ? null : say`Drawing samples of the perfect model…`;
    if (mode === 'film') return trajectory ? null : state.problems.length > 0 ? say`Not all settings go together yet.` : say`Drawing samples…`;
    if (state.preview) return null;
    if (state.status === 'training') return say`The first samples are on their way…`;
    if (state.step > 0) return say`Drawing samples of the trained model…`;
    return subject === 'points' ? say`Press Start and watch the model learn this shape.` : say`Press Start and watch the model learn to draw such pictures.`;
  });
}

function modelText(trained: number, step: number): string {
  return step > trained
    ? say`Model after ${groupedNumber(trained)} steps, now at ${groupedNumber(step)}`
    : sayCount(trained, 'Model after one step', 'Model after {0} steps');
}

/** The picture with its line of facts above it and its caption below it. */
export function Stage({ subject, mode, of, film, trajectory, onDenoise, onSample, caption, children }: StageProps) {
  const waiting = useWaitingText({ subject, mode, of, trajectory });
  const previewStep = usePlayground((state) => state.preview?.step ?? null);
  const step = usePlayground((state) => state.step);
  const recorded = usePlayground((state) => state.noWebGpu !== null);
  const sampling = usePlayground((state) => (of === 'ideal' ? state.insights['ideal-sample'] !== undefined : state.sampling));
  const shown = mode === 'film' ? trajectory : null;
  const stage = useRef<HTMLElement>(null);
  // The button goes when the film is chosen; the keyboard goes on at the switch that says so.
  const denoise = () => {
    stage.current?.closest('section')?.querySelector<HTMLInputElement>('input[type="radio"][value="film"]')?.focus();
    onDenoise();
  };
  return (
    <figure
      ref={stage}
      className={styles.stage}
      data-mode={mode}
      data-frame={shown ? film.frame : undefined}
      data-step={previewStep ?? undefined}
      data-testid="theatre"
    >
      <div className={styles.facts}>
        {shown ? <Readout subject={subject} trajectory={shown} frame={film.frame} /> : null}
        {mode === 'live' ? <p className={styles.fact}>{previewStep === null ? (subject === 'points' ? say`Training data` : say`Training pictures`) : sayCount(previewStep, 'After one training step', 'After {0} training steps')}</p> : null}
        {mode === 'live' && previewStep !== null ? <Button variant="quiet" icon="play" flush="both" className={styles.emerge} onClick={denoise}>{say`Watch them emerge from noise`}</Button> : null}
        {shown ? (
          <p className={classes(styles.fact, styles.whose)}>
            {sampling ? say`Sampling…` : of === 'ideal' ? say`Perfect model` : modelText(shown.trainedSteps, step)}
            {recorded || of === 'ideal' ? null : <Button variant="quiet" icon="reset" flush="end" onClick={onSample}>{say`Sample again`}</Button>}
          </p>
        ) : null}
      </div>
      <div className={styles.place}>
        {children}
        {waiting ? <p className={styles.waiting} role="status">{waiting}</p> : null}
      </div>
      <figcaption className={styles.caption}>{caption}</figcaption>
    </figure>
  );
}
