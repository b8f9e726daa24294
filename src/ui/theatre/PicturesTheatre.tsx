import { useMemo, useRef, useState, type CSSProperties } from 'react';
import { FilmSheets } from '../../plot/filmSheets.ts';
import { filmViews, type FilmView } from '../../plot/filmViews.ts';
import { say } from '../../words/say.ts';
import { usePlayground } from '../playground.ts';
import { Button } from '../primitives/Button.tsx';
import { ClassPicker } from './ClassPicker.tsx';
import { FilmPanel } from './FilmPanel.tsx';
import { PictureCanvas } from './PictureCanvas.tsx';
import { PictureLegend } from './PictureLegend.tsx';
import { PictureScreen } from './PictureScreen.tsx';
import { PictureThumbnail } from './PictureThumbnail.tsx';
import { ShowRow } from './ShowRow.tsx';
import { Stage } from './Stage.tsx';
import { TheatreSection } from './TheatreSection.tsx';
import type { TheatreProps } from './trajectoryFrames.ts';
import { TwoPictures } from './TwoPictures.tsx';
import { useGridHeight } from './useGridHeight.ts';
import { usePictureFocus } from './usePictureFocus.ts';
import { useLiveSheet, usePictureScene } from './usePictureScene.ts';
import { usePictureStory } from './usePictureStory.ts';
import { useRedraws } from './useRedraws.ts';
import { useRoom } from './useRoom.ts';
import { useSecondFilm } from './useSecondFilm.ts';
import { useTheatreFilm } from './useTheatreFilm.ts';
import { viewName } from './viewWords.ts';
import stageStyles from './Stage.module.css';

const nothing = () => null;

/** Grids of pictures: live samples, and the film of how they emerge from noise. */
export function PicturesTheatre({ choice, onChoice }: TheatreProps) {
  const { mode, of } = choice;
  const facts = usePlayground((state) => state.pictures?.facts ?? null);
  const [view, setView] = useState<FilmView>('noisy');
  const place = useRef<HTMLDivElement>(null);
  const redraws = useRedraws();
  const { film, trajectory, shown, choose, again } = useTheatreFilm('pictures', choice, onChoice, redraws.all);
  const { what, names, descriptions } = usePictureStory(shown ? trajectory : null);
  const focus = usePictureFocus(descriptions.length, redraws.all);
  const { focused, enlarged, setEnlarged } = focus;
  const { roomy, layout } = useRoom(place);
  const height = useGridHeight(place);
  const room: CSSProperties & Partial<Record<'--grid-most', string>> = height === null || enlarged ? {} : { '--grid-most': `${height}px` };
  // One picture alone leaves room for what the model thinks it is.
  const second = useSecondFilm('pictures', choice, view, trajectory, enlarged ? 'predicted' : null);
  const live = useLiveSheet(redraws.all);

  const sheets = useMemo(() => (trajectory && facts ? new FilmSheets(trajectory, facts) : null), [trajectory, facts]);
  const others = useMemo(() => (second.trajectory && second.trajectory !== trajectory && facts ? new FilmSheets(second.trajectory, facts) : null), [second.trajectory, trajectory, facts]);
  const besides = second.trajectory === trajectory ? sheets : others;
  const parts = { position: film.position, last: trajectory ? trajectory.states.length - 1 : 0, names, focus };
  const scene = usePictureScene({ ...parts, sheets: shown ? sheets : null, live, view, nameless: false });
  const secondView = second.picture?.view ?? view;
  const beside = usePictureScene({ ...parts, sheets: besides, live: nothing, view: secondView, nameless: second.picture?.of !== of });

  const keys = enlarged
    ? shown ? say`Arrow keys go from picture to picture, Enter goes back to all, space plays and pauses.` : say`Arrow keys go from picture to picture, Enter goes back to all.`
    : shown ? say`Arrow keys go from picture to picture, Enter enlarges one, space plays and pauses.` : say`Arrow keys go from picture to picture, Enter enlarges one.`;
  const label = shown ? (of === 'ideal' ? say`Film of denoising by the perfect model` : say`Film of denoising`) : what === 'training' ? say`Training pictures` : say`Live samples`;
  const both = shown && second.picture !== null;
  return (
    <TheatreSection
      hint={say`Each picture is one sample: it starts as random noise and the model takes the noise out, step by step, until a picture is left that could be one of the training pictures.`}
      mode={mode}
      onMode={choose}
    >
      {mode === 'film' ? (
        <ShowRow<FilmView>
          subject="pictures" of={of} onOf={(next) => onChoice({ mode, of: next })} views={filmViews} view={view} onView={setView}
          second={second.chosen} onSecond={second.choose} roomy={roomy}
        />
      ) : null}
      <div ref={place} style={room}>
        <Stage
          subject="pictures"
          mode={mode}
          of={of}
          film={film}
          trajectory={trajectory}
          onDenoise={() => choose('film')} onSample={again}
          caption={(
            <>
              {enlarged ? (
                <p className={stageStyles.single}>
                  {say`Picture ${descriptions[focused] ?? ''}`}
                  <Button variant="quiet" icon="undo" onClick={() => setEnlarged(false)}>{say`All pictures`}</Button>
                </p>
              ) : null}
              {enlarged && !both ? null : <PictureLegend view={what ?? view} reach={shown ? sheets?.reach(view, film.frame) : null} />}
              {both && secondView !== view ? <PictureLegend view={secondView} reach={besides?.reach(secondView, film.frame)} /> : null}
              {mode === 'film' && of === 'ideal' ? null : <ClassPicker />}
            </>
          )}
        >
          <TwoPictures
            layout={enlarged && !roomy ? 'beside' : layout}
            names={[viewName(view, 'pictures', of), viewName(secondView, 'pictures', second.picture?.of ?? of)]}
            first={(
              <PictureScreen
                label={`${label}. ${keys}`} scene={scene} redraws={redraws} focus={focus} descriptions={descriptions}
                onSpace={shown ? (film.playing ? film.pause : film.play) : null}
              />
            )}
            waiting={second.waiting}
            second={both ? <PictureCanvas scene={beside} redraws={redraws} focus={focus} descriptions={descriptions} /> : null}
          />
        </Stage>
      </div>
      {mode === 'film' ? (
        <FilmPanel
          film={film}
          trajectory={trajectory}
          of={of}
          thumbnail={(frame) => (sheets ? <PictureThumbnail sheet={sheets.at(view, frame)} only={enlarged ? focused : null} /> : null)}
          onSample={again}
        />
      ) : null}
    </TheatreSection>
  );
}
