import type { ReactNode } from 'react';
import type { Asked, Trajectory } from '../../protocol/messages.ts';
import { Question } from '../insight/Question.tsx';
import { filmNote, perfectModelText } from '../insight/perfectModel.ts';
import { Button } from '../primitives/Button.tsx';
import { Hint } from '../primitives/Hint.tsx';
import { Segmented } from '../primitives/Segmented.tsx';
import { usePlayground } from '../playground.ts';
import { FilmStrip } from './FilmStrip.tsx';
import { Transport } from './Transport.tsx';
import type { Film } from './useFilm.ts';
import styles from './FilmPanel.module.css';

const askeds = [
  { value: 'model', label: 'Model', title: 'What the network makes of the noise' },
  { value: 'ideal', label: 'Perfect model', title: 'What the best answer at every step makes of the same noise' },
] as const;

export interface FilmPanelProps<View extends string> {
  film: Film;
  trajectory: Trajectory | null;
  /** Whose film it is. */
  of: Asked;
  onOf(of: Asked): void;
  views: readonly { value: View; label: string; title: string }[];
  viewsHint: string;
  view: View;
  onView(view: View): void;
  /** The small picture of a frame in the strip. */
  thumbnail(frame: number): ReactNode;
  onSample(): void;
  /** Further switches beside the views. */
  children?: ReactNode;
}

/** Everything under the picture in film mode: strip, transport, what is shown, and how it is sampled. */
export function FilmPanel<View extends string>({ film, trajectory, of, onOf, views, viewsHint, view, onView, thumbnail, onSample, children }: FilmPanelProps<View>) {
  const data = usePlayground((state) => (state.runningRecipe ?? state.recipe).data);
  const recorded = usePlayground((state) => state.noWebGpu !== null);
  return (
    <div className={styles.panel}>
      {trajectory ? (
        <>
          <Transport film={film} trajectory={trajectory} />
          <FilmStrip frames={trajectory.states.length} timesteps={trajectory.timesteps} frame={film.frame} onSeek={film.seek} thumbnail={thumbnail} />
        </>
      ) : <div className={styles.empty} />}
      <div className={styles.row}>
        {recorded ? null : <Segmented<Asked> label="Whose film" hideLabel value={of} options={askeds} onChange={onOf} />}
        <Segmented label="View" hideLabel value={view} options={views} onChange={onView} />
        <Hint label="the views" text={viewsHint} />
        {children}
        {recorded || of === 'ideal' ? null : <Button className={styles.again} icon="reset" onClick={onSample}>Sample again</Button>}
      </div>
      {of === 'ideal' ? (
        <>
          <p className={styles.note}>{perfectModelText(data)} {filmNote(data)}</p>
          <Question question="ideal-sample" label="Sample again" working="Drawing samples of the perfect model" onAsk={onSample} />
        </>
      ) : null}
    </div>
  );
}
