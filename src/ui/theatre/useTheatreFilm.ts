import { useCallback, useEffect } from 'react';
import type { Trajectory } from '../../protocol/messages.ts';
import { usePlayground } from '../playground.ts';
import { usePublishedPlayhead } from '../time/usePublishedPlayhead.ts';
import { usePlace } from '../usePlace.ts';
import { filmOf, type Subject, type TheatreChoice, type TheatreMode } from './trajectoryFrames.ts';
import { useFilm, type Film } from './useFilm.ts';
import { useSampling } from './useSampling.ts';

export interface TheatreFilm {
  film: Film;
  /** The samples of whom the film is; null until they are there. */
  trajectory: Trajectory | null;
  /** Whether the picture shows a frame of the film now. */
  shown: boolean;
  /** Switches between live samples and the film, which then plays from its start. */
  choose(mode: TheatreMode): void;
  /** Draws new samples and plays them. */
  again(): void;
}

/** What the film is for points and pictures alike: drawn when it is looked at, played, and kept up with what the model learns. */
export function useTheatreFilm(subject: Subject, { mode, of }: TheatreChoice, onChoice: (choice: TheatreChoice) => void, draw: () => void): TheatreFilm {
  const trajectory = usePlayground((state) => filmOf(state, of, subject));
  // While the other film is drawn, the place in this one is kept.
  const last = usePlayground((state) => (trajectory ?? filmOf(state, of === 'model' ? 'ideal' : 'model', subject))?.states.length ?? 1) - 1;
  const seen = usePlace() === 'playground';
  const film = useFilm(last, draw, seen);
  const { play, pause, seek } = film;
  const shown = mode === 'film' && trajectory !== null;
  usePublishedPlayhead(shown ? trajectory : null, film.frame, seek);

  const playFromStart = useCallback(() => {
    seek(0);
    if (!matchMedia('(prefers-reduced-motion: reduce)').matches) play();
  }, [seek, play]);
  const { again, refresh } = useSampling(mode === 'film' && seen, of, playFromStart);
  // A looping film shows what the model has learnt meanwhile: it is drawn anew while it rests on its last picture.
  const resting = film.playing && film.loop && shown && film.frame === last;
  useEffect(() => {
    if (resting) refresh();
  }, [resting, refresh]);

  const choose = (next: TheatreMode) => {
    onChoice({ mode: next, of });
    if (next === 'live') pause();
    else if (trajectory) playFromStart();
  };
  return { film, trajectory, shown, choose, again };
}
