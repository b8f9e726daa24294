import { useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { Scene } from '../../plot/scatterPicture.ts';
import { interpolateFrames, sectorsOf } from '../../plot/scatterPoints.ts';
import { usePlayground, usePlaygroundStore } from '../playground.ts';
import { Section } from '../primitives/Section.tsx';
import { Segmented } from '../primitives/Segmented.tsx';
import { FilmPanel } from './FilmPanel.tsx';
import { Stage } from './Stage.tsx';
import { filmFrames, type FilmView, type TheatreMode } from './trajectoryFrames.ts';
import { useLivePicture } from './useLivePicture.ts';
import { useFilm, type Film } from './useFilm.ts';
import { useSampling } from './useSampling.ts';
import { useScatterCanvas } from './useScatterCanvas.ts';
import styles from './Theatre.module.css';

const noSectors = new Uint8Array(0);
const modes = [
  { value: 'live', label: 'Live', title: 'What the model draws now, while it learns' },
  { value: 'film', label: 'Denoise', title: 'How noise turns into samples, step by step' },
] as const;

/** The main picture: samples while the model learns, and the film of how they emerge from noise. */
export function Theatre() {
  const store = usePlaygroundStore();
  const trajectory = usePlayground((state) => state.trajectory);
  const [mode, setMode] = useState<TheatreMode>('live');
  const [view, setView] = useState<FilmView>('noisy');
  const [trails, setTrails] = useState(false);
  const redrawRef = useRef(() => {});
  const drawSoon = useCallback(() => redrawRef.current(), []);
  const film: Film = useFilm(trajectory ? trajectory.states.length - 1 : 0, drawSoon);
  const live = useLivePicture(drawSoon);
  const { position, play, seek, pause } = film;

  const frames = useMemo(() => (trajectory ? filmFrames(trajectory, view) : []), [trajectory, view]);
  const sectors = useMemo(() => (trajectory?.states[0] ? sectorsOf(trajectory.states[0]) : noSectors), [trajectory]);
  const filmShown = mode === 'film' && frames.length > 0;

  const scene = useCallback((): Scene => {
    const { data } = store.getState();
    if (filmShown) {
      const at = position();
      return { data, points: interpolateFrames(frames, at), sectors, trails: trails ? { frames, position: at } : null };
    }
    const now = mode === 'live' ? live() : null;
    return { data, points: now?.points ?? null, sectors: now?.sectors ?? noSectors, trails: null };
  }, [store, mode, filmShown, frames, sectors, trails, position, live]);
  const { canvas, redraw } = useScatterCanvas(scene);

  useEffect(() => {
    redrawRef.current = redraw;
  }, [redraw]);
  const playFromStart = useCallback(() => {
    seek(0);
    if (!matchMedia('(prefers-reduced-motion: reduce)').matches) play();
  }, [seek, play]);
  const { again, refresh } = useSampling(mode === 'film', playFromStart);
  // A looping film shows what the model has learnt meanwhile: it is drawn anew while it rests on its last picture.
  const resting = film.playing && film.loop && filmShown && film.frame === frames.length - 1;
  useEffect(() => {
    if (resting) refresh();
  }, [resting, refresh]);

  const choose = (next: TheatreMode) => {
    setMode(next);
    if (next === 'live') pause();
    else if (trajectory) playFromStart();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (!filmShown || event.target !== event.currentTarget) return;
    const targets = new Map([['ArrowLeft', film.frame - 1], ['ArrowRight', film.frame + 1], ['Home', 0], ['End', frames.length - 1]]);
    const target = targets.get(event.key);
    if (target !== undefined) seek(target);
    else if (event.key === ' ') (film.playing ? pause : play)();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <Section
      title="Samples"
      hint="Each coloured dot is one sample: it starts as random noise and the model moves it, step by step, to where data could be. Grey dots are the training data."
      actions={<Segmented label="What the picture shows" hideLabel value={mode} options={modes} onChange={choose} />}
      className={styles.theatre}
    >
      <Stage canvas={canvas} mode={mode} film={film} trajectory={trajectory} view={view} onKeyDown={onKeyDown} onDenoise={() => choose('film')} />
      {mode === 'film' ? (
        <FilmPanel
          film={film}
          trajectory={trajectory}
          frames={frames}
          sectors={sectors}
          view={view}
          onView={setView}
          trails={trails}
          onTrails={setTrails}
          onSample={again}
        />
      ) : null}
    </Section>
  );
}
