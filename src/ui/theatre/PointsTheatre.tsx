import { useRef, type KeyboardEvent } from 'react';
import type { PointView } from '../../plot/filmPoints.ts';
import { isZoomedOut } from '../../plot/filmPoints.ts';
import type { Trajectory } from '../../protocol/messages.ts';
import { say } from '../../words/say.ts';
import { usePlayground } from '../playground.ts';
import { Switch } from '../primitives/Switch.tsx';
import { useView, useViewState } from '../view.ts';
import { FieldSwitch } from './FieldSwitch.tsx';
import { FilmPanel } from './FilmPanel.tsx';
import { Legend } from './Legend.tsx';
import { ParticlePanel } from './plane/ParticlePanel.tsx';
import { GroundSelect, PlaneControls } from './plane/PlaneControls.tsx';
import { PlaneLegend } from './plane/PlaneLegend.tsx';
import { usePlane } from './plane/usePlane.ts';
import { PointsCanvas } from './PointsCanvas.tsx';
import { pointsLabel } from './pointsLabel.ts';
import { PointsThumbnail } from './PointsThumbnail.tsx';
import { ShowRow } from './ShowRow.tsx';
import { Stage } from './Stage.tsx';
import { TheatreSection } from './TheatreSection.tsx';
import { TwoPictures } from './TwoPictures.tsx';
import type { TheatreProps } from './trajectoryFrames.ts';
import { useLivePicture } from './useLivePicture.ts';
import { usePointOverlays } from './usePointOverlays.ts';
import { pointFrames, pointSectors, usePointsScene } from './usePointsScene.ts';
import { useRedraws } from './useRedraws.ts';
import { useRoom } from './useRoom.ts';
import { useSecondFilm } from './useSecondFilm.ts';
import { useTheatreFilm } from './useTheatreFilm.ts';
import { viewName } from './viewWords.ts';
import stageStyles from './Stage.module.css';

const views = ['noisy', 'predicted', 'noise', 'velocity', 'score'] as const;
const isPointView = (view: string): view is PointView => views.some((one) => one === view);

/** Clouds of points: coloured samples over the training data. */
export function PointsTheatre({ choice, onChoice }: TheatreProps) {
  const { mode, of } = choice;
  const page = useView();
  const view = useViewState((state) => state.points);
  const previewStep = usePlayground((state) => (mode === 'live' ? state.preview?.step ?? null : null));
  const place = useRef<HTMLDivElement>(null);
  const screen = useRef<HTMLDivElement>(null);
  const redraws = useRedraws();
  const theatre = useTheatreFilm('points', choice, onChoice, redraws.all);
  const { film, trajectory, shown, choose, again } = theatre;
  const { roomy, layout } = useRoom(place);
  const second = useSecondFilm('points', choice, view, trajectory, null);
  const secondView = second.picture && isPointView(second.picture.view) ? second.picture.view : null;
  const plane = usePlane(theatre, of, second.trajectory === trajectory ? null : second.trajectory);
  const { particle } = plane;
  const { overlays, showsFields, fieldNote, arrows, setTrails, setArrows } = usePointOverlays(theatre, plane.layers);
  const live = useLivePicture(mode === 'live', redraws.all);
  const { position, play, seek, pause } = film;
  const last = (trajectory?.states.length ?? 1) - 1;

  // Planes with other axes lie over each other: the names of both stay to be read.
  const wipes = layout === 'wipe' && secondView !== null && (secondView === 'noise') !== (view === 'noise');
  const scene = usePointsScene({ trajectory: shown ? trajectory : null, view, position, overlays, live: mode === 'live' ? live : null, axisNames: wipes ? 'start' : 'middle' });
  const beside = usePointsScene({ trajectory: shown ? second.trajectory : null, view: secondView ?? view, position, overlays, live: null, axisNames: wipes ? 'end' : 'middle' });

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (!shown || event.target !== event.currentTarget) return;
    const targets = new Map([['ArrowLeft', film.frame - 1], ['ArrowRight', film.frame + 1], ['Home', 0], ['End', last]]);
    const target = targets.get(event.key);
    if (target !== undefined) seek(target);
    else if (event.key === ' ') (film.playing ? pause : play)();
    else if (!plane.onKey(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const explained = (one: PointView, ofFilm: Trajectory) => ({
    view: one, share: pointFrames(ofFilm, one).arrows?.shares[film.frame] ?? null, zoomedOut: one !== 'predicted' && one !== 'noise' && isZoomedOut(ofFilm),
  });
  const legend = shown && trajectory ? (
    <Legend pictures={[explained(view, trajectory), ...(secondView && secondView !== view && second.trajectory ? [explained(secondView, second.trajectory)] : [])]} fields={showsFields}>
      <PlaneLegend plane={plane} film={trajectory} view={view} frame={film.frame} />
    </Legend>
  ) : <Legend pictures={[{ view: 'live' }]}><PlaneLegend plane={plane} film={null} view={view} frame={0} /></Legend>;
  return (
    <TheatreSection
      hint={say`Each coloured dot is one sample: it starts as random noise and the model moves it, step by step, to where data could be. Grey dots are the training data.`}
      mode={mode}
      onMode={choose}
    >
      {mode === 'film' ? (
        <ShowRow<PointView>
          subject="points" of={of} onOf={(next) => onChoice({ mode, of: next })} views={views} view={view} onView={(points) => page.setState({ points })}
          second={second.chosen} onSecond={second.choose} roomy={roomy}
        >
          <Switch label={say`Trails`} hint={say`Draws the way that some of the points have come.`} checked={overlays.trails} onChange={setTrails} />
          <FieldSwitch checked={arrows} onChange={setArrows} note={fieldNote} />
          <PlaneControls plane={plane} view={view} />
        </ShowRow>
      ) : null}
      <div ref={place}>
        <Stage subject="points" mode={mode} of={of} film={film} trajectory={trajectory} onDenoise={() => choose('film')} onSample={again} caption={<>{legend}<GroundSelect plane={plane} /></>}>
          <div
            ref={screen}
            className={stageStyles.screen}
            tabIndex={shown ? 0 : undefined}
            role="group"
            aria-label={!shown ? say`Live samples` : particle.chosen ? say`Film of denoising: left and right step through it, up and down go from particle to particle, Escape goes back to all` : say`Film of denoising: arrow keys step through it, space plays and pauses`}
            onKeyDown={onKeyDown}
          >
            <TwoPictures
              layout={layout}
              names={[viewName(view, 'points', of), viewName(secondView ?? view, 'points', second.picture?.of ?? of)]}
              first={<PointsCanvas label={shown && trajectory ? pointsLabel(trajectory, view, of, film.frame) : previewStep === null ? say`The training data` : say`Samples of the model over the training data after ${previewStep} training steps`} scene={scene} redraws={redraws} onTap={shown ? (tap) => plane.onTap(tap, view) : undefined} />}
              waiting={second.waiting}
              second={shown && second.picture && secondView
                ? <PointsCanvas label={second.trajectory ? pointsLabel(second.trajectory, secondView, second.picture.of, film.frame) : say`Drawing samples…`} scene={beside} redraws={redraws} onTap={(tap) => plane.onTap(tap, secondView)} />
                : null}
            />
          </div>
        </Stage>
      </div>
      {shown && trajectory && particle.chosen ? <ParticlePanel particle={particle} film={trajectory} frame={film.frame} onEnd={() => { particle.end(); screen.current?.focus(); }} /> : null}
      {mode === 'film' ? (
        <FilmPanel
          film={film}
          trajectory={trajectory}
          of={of}
          thumbnail={(frame) => (trajectory ? <PointsThumbnail frames={pointFrames(trajectory, view)} frame={frame} sectors={pointSectors(trajectory)} /> : null)}
          onSample={again}
        />
      ) : null}
    </TheatreSection>
  );
}
