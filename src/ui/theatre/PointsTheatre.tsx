import { useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { ScatterPicture, type Scene } from '../../plot/scatterPicture.ts';
import { interpolateFrames, sectorsOf } from '../../plot/scatterPoints.ts';
import { usePlayground, usePlaygroundStore } from '../playground.ts';
import { Switch } from '../primitives/Switch.tsx';
import { FieldSwitch } from './FieldSwitch.tsx';
import { fieldText } from './fieldText.ts';
import { FilmPanel } from './FilmPanel.tsx';
import { Legend } from './Legend.tsx';
import { PointsThumbnail } from './PointsThumbnail.tsx';
import { Stage } from './Stage.tsx';
import stageStyles from './Stage.module.css';
import { TheatreSection } from './TheatreSection.tsx';
import { describeFrame, filmFrames, frameZoom, isZoomedOut, type PointView, type TheatreProps } from './trajectoryFrames.ts';
import { useFields } from './useFields.ts';
import { useLivePicture } from './useLivePicture.ts';
import { useSceneCanvas } from './useSceneCanvas.ts';
import { useTheatreFilm } from './useTheatreFilm.ts';
import { useView, useViewState } from '../view.ts';

const noSectors = new Uint8Array(0);
const makePicture = (canvas: HTMLCanvasElement) => new ScatterPicture(canvas);
const views = [
  { value: 'noisy', label: 'Noisy xₜ', title: 'The points as they are at this step' },
  { value: 'predicted', label: 'Predicted x₀', title: 'Where the model thinks each point came from' },
] as const;

/** Clouds of points: coloured samples over the training data. */
export function PointsTheatre({ choice, onChoice }: TheatreProps) {
  const { mode, of } = choice;
  const store = usePlaygroundStore();
  const previewStep = usePlayground((state) => state.preview?.step ?? null);
  const page = useView();
  const view = useViewState((state) => state.points);
  const setView = (points: PointView) => page.setState({ points });
  const [trails, setTrails] = useState(false);
  const [arrows, setArrows] = useState(false);
  const redrawRef = useRef(() => {});
  const drawSoon = useCallback(() => redrawRef.current(), []);
  const { film, trajectory, shown, choose, again } = useTheatreFilm('points', choice, onChoice, drawSoon);
  const live = useLivePicture(drawSoon);
  const { position, play, seek, pause } = film;

  const frames = useMemo(() => (trajectory ? filmFrames(trajectory, view) : []), [trajectory, view]);
  const sectors = useMemo(() => (trajectory?.states[0] ? sectorsOf(trajectory.states[0]) : noSectors), [trajectory]);

  const resting = shown && arrows && !film.playing && film.frame < frames.length - 1;
  const fields = useFields(resting ? trajectory?.timesteps[film.frame] ?? null : null, trajectory ? frameZoom(trajectory, film.frame) : 1);
  const fieldNote = resting ? fieldText(fields) : null;

  const scene = useCallback((): Scene => {
    const { data } = store.getState();
    if (shown) {
      const at = position();
      return { data, points: interpolateFrames(frames, at), sectors, trails: trails ? { frames, position: at } : null, fields: [fields.model, fields.ideal] };
    }
    const now = mode === 'live' ? live() : null;
    return { data, points: now?.points ?? null, sectors: now?.sectors ?? noSectors, trails: null };
  }, [store, mode, shown, frames, sectors, trails, fields.model, fields.ideal, position, live]);
  const { canvas, redraw } = useSceneCanvas(makePicture, scene);
  useEffect(() => {
    redrawRef.current = redraw;
  }, [redraw]);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (!shown || event.target !== event.currentTarget) return;
    const targets = new Map([['ArrowLeft', film.frame - 1], ['ArrowRight', film.frame + 1], ['Home', 0], ['End', frames.length - 1]]);
    const target = targets.get(event.key);
    if (target !== undefined) seek(target);
    else if (event.key === ' ') (film.playing ? pause : play)();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const label = shown && trajectory
    ? `${view === 'noisy' ? 'Noisy points' : 'Predicted clean points'}${of === 'ideal' ? ' of the perfect model' : ''} over the training data: ${describeFrame(trajectory, film.frame)}`
    : previewStep === null ? 'The training data' : `Samples of the model over the training data after ${previewStep} training steps`;

  return (
    <TheatreSection
      hint="Each coloured dot is one sample: it starts as random noise and the model moves it, step by step, to where data could be. Grey dots are the training data."
      mode={mode}
      onMode={choose}
    >
      <Stage subject="points" mode={mode} of={of} film={film} trajectory={trajectory} onDenoise={() => choose('film')} caption={<Legend view={shown ? view : 'live'} zoomedOut={trajectory !== null && shown && view === 'noisy' && isZoomedOut(trajectory)} fields={resting} />}>
        <div
          className={stageStyles.screen}
          tabIndex={shown ? 0 : undefined}
          role="group"
          aria-label={shown ? 'Film of denoising: arrow keys step through it, space plays and pauses' : 'Live samples'}
          onKeyDown={onKeyDown}
        >
          <canvas ref={canvas} className={stageStyles.canvas} role="img" aria-label={label} />
        </div>
      </Stage>
      {mode === 'film' ? (
        <FilmPanel<PointView>
          film={film}
          trajectory={trajectory}
          of={of}
          onOf={(next) => onChoice({ mode, of: next })}
          views={views}
          viewsHint="xₜ is the noisy point itself. Predicted x₀ is the model's guess, at this step, of the clean point it came from: blurry first, sharp at the end."
          view={view}
          onView={setView}
          thumbnail={(frame) => <PointsThumbnail points={frames[frame] ?? new Float32Array(0)} sectors={sectors} />}
          onSample={again}
        >
          <Switch label="Trails" hint="Draws the way that some of the points have come." checked={trails} onChange={setTrails} />
          <FieldSwitch checked={arrows} onChange={setArrows} note={fieldNote} />
        </FilmPanel>
      ) : null}
    </TheatreSection>
  );
}
