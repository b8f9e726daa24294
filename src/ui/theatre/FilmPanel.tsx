import type { ReactNode } from 'react';
import type { Trajectory } from '../../protocol/messages.ts';
import { Button } from '../primitives/Button.tsx';
import { Hint } from '../primitives/Hint.tsx';
import { Segmented } from '../primitives/Segmented.tsx';
import { usePlayground } from '../playground.ts';
import { FilmStrip } from './FilmStrip.tsx';
import { SamplingControls } from '../sampling/SamplingControls.tsx';
import { Transport } from './Transport.tsx';
import type { Film } from './useFilm.ts';
import styles from './FilmPanel.module.css';

export interface FilmPanelProps<View extends string> {
  film: Film;
  trajectory: Trajectory | null;
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
export function FilmPanel<View extends string>({ film, trajectory, views, viewsHint, view, onView, thumbnail, onSample, children }: FilmPanelProps<View>) {
  const recorded = usePlayground((state) => state.noWebGpu !== null);
  return (
    <div className={styles.panel}>
      {trajectory ? (
        <>
          <Transport film={film} trajectory={trajectory} />
          <FilmStrip frames={trajectory.states.length} timesteps={trajectory.timesteps} frame={film.frame} onSeek={film.seek} thumbnail={thumbnail} />
          <div className={styles.row}>
            <Segmented label="View" hideLabel value={view} options={views} onChange={onView} />
            <Hint label="the views" text={viewsHint} />
            {children}
            {recorded ? null : <Button className={styles.again} icon="reset" onClick={onSample}>Sample again</Button>}
          </div>
        </>
      ) : <div className={styles.empty} />}
      {recorded ? null : <SamplingControls />}
    </div>
  );
}
