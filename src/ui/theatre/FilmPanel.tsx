import type { ReactNode } from 'react';
import type { Asked, Trajectory } from '../../protocol/messages.ts';
import { sayText } from '../../words/sayText.ts';
import { say } from '../../words/say.ts';
import { Question } from '../insight/Question.tsx';
import { filmNote, perfectModelText } from '../insight/perfectModel.ts';
import { usePlayground } from '../playground.ts';
import { FilmStrip } from './FilmStrip.tsx';
import { Transport } from './Transport.tsx';
import type { Film } from './useFilm.ts';
import styles from './FilmPanel.module.css';

export interface FilmPanelProps {
  film: Film;
  trajectory: Trajectory | null;
  /** Whose film it is. */
  of: Asked;
  /** The small picture of a frame in the strip. */
  thumbnail(frame: number): ReactNode;
  onSample(): void;
}

/** What lies under the picture in film mode: transport, strip, and what there is to know of the perfect model. */
export function FilmPanel({ film, trajectory, of, thumbnail, onSample }: FilmPanelProps) {
  const data = usePlayground((state) => (state.runningRecipe ?? state.recipe).data);
  return (
    <div className={styles.panel}>
      {trajectory ? (
        <>
          <Transport film={film} trajectory={trajectory} />
          <FilmStrip frames={trajectory.states.length} timesteps={trajectory.timesteps} frame={film.frame} onSeek={film.seek} thumbnail={thumbnail} />
        </>
      ) : <div className={styles.empty} />}
      {of === 'ideal' ? (
        <>
          <p className={styles.note}>{sayText(perfectModelText(data))} {sayText(filmNote(data))}</p>
          <Question question="ideal-sample" label={say`Sample again`} working={say`Drawing samples of the perfect model`} onAsk={onSample} />
        </>
      ) : null}
    </div>
  );
}
