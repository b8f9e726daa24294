import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { FilmSheets, type PictureView } from '../../plot/filmSheets.ts';
import { imageShape } from '../../plot/imagePixels.ts';
import { usePlayground, usePlaygroundStore } from '../playground.ts';
import { Button } from '../primitives/Button.tsx';
import { ClassPicker } from './ClassPicker.tsx';
import { FilmPanel } from './FilmPanel.tsx';
import { liveKey, liveSamples } from './liveSamples.ts';
import { PictureLegend } from './PictureLegend.tsx';
import { PictureScreen } from './PictureScreen.tsx';
import { PictureThumbnail } from './PictureThumbnail.tsx';
import { describeSample, sampleNames } from './sampleNames.ts';
import { Stage } from './Stage.tsx';
import stageStyles from './Stage.module.css';
import { TheatreSection } from './TheatreSection.tsx';
import type { TheatreProps } from './trajectoryFrames.ts';
import { usePictureScene } from './usePictureScene.ts';
import { useTheatreFilm } from './useTheatreFilm.ts';

const noNames: readonly string[] = [];
const views = [
  { value: 'noisy', label: 'Noisy xₜ', title: 'The pictures as they are at this step' },
  { value: 'predicted', label: 'Predicted x₀', title: 'What the model thinks each picture is without its noise' },
  { value: 'noise', label: 'Noise ε', title: 'What the model thinks is noise' },
] as const;

/** Grids of pictures: live samples, and the film of how they emerge from noise. */
export function PicturesTheatre({ choice, onChoice }: TheatreProps) {
  const { mode, of } = choice;
  const store = usePlaygroundStore();
  const facts = usePlayground((state) => state.pictures?.facts ?? null);
  const key = usePlayground((state) => liveKey(liveSamples(state)));
  const [view, setView] = useState<PictureView>('noisy');
  const [picked, setPicked] = useState(0);
  const [enlarged, setEnlarged] = useState(false);
  const redrawRef = useRef(() => {});
  const drawSoon = useCallback(() => redrawRef.current(), []);
  const { film, trajectory, shown, choose, again } = useTheatreFilm('pictures', choice, onChoice, drawSoon);

  const sheets = useMemo(() => (trajectory && facts ? new FilmSheets(trajectory, facts) : null), [trajectory, facts]);
  const told = useMemo(() => {
    const live = key === '' ? null : liveSamples(store.getState());
    const filmed = shown && trajectory ? imageShape(trajectory.shape) : null;
    const shape = filmed ?? live?.shape ?? null;
    const labels = filmed ? trajectory?.labels ?? null : live?.labels ?? null;
    const classNames = facts?.classNames ?? noNames;
    const descriptions = Array.from({ length: shape?.count ?? 0 }, (_, index) => describeSample(index, shape?.count ?? 0, labels, classNames));
    return { what: filmed ? null : live?.what ?? 'training', shape, names: sampleNames(labels, classNames), descriptions };
  }, [store, key, shown, trajectory, facts]);
  const focused = Math.max(0, Math.min(picked, told.descriptions.length - 1));
  const large = enlarged && told.descriptions.length > 0;
  const { canvas, drawing, redraw, onPointed, onFrame } = usePictureScene({
    sheets: shown ? sheets : null, film, last: trajectory ? trajectory.states.length - 1 : 0, view, names: told.names, focused, enlarged: large,
  });
  useEffect(() => {
    redrawRef.current = redraw;
  }, [redraw]);

  const keys = `Arrow keys go from picture to picture, Enter ${large ? 'goes back to all' : 'enlarges one'}${shown ? ', space plays and pauses' : ''}.`;
  const label = shown ? `Film of denoising${of === 'ideal' ? ' by the perfect model' : ''}` : told.what === 'training' ? 'Training pictures' : 'Live samples';
  return (
    <TheatreSection
      hint="Each picture is one sample: it starts as random noise and the model takes the noise out, step by step, until a picture is left that could be one of the training pictures."
      mode={mode}
      onMode={choose}
    >
      <Stage
        subject="pictures"
        mode={mode}
        of={of}
        film={film}
        trajectory={trajectory}
        onDenoise={() => choose('film')}
        caption={(
          <>
            {large ? (
              <p className={stageStyles.single}>
                Picture {told.descriptions[focused]}
                <Button variant="quiet" icon="undo" onClick={() => setEnlarged(false)}>All pictures</Button>
              </p>
            ) : <PictureLegend view={told.what ?? view} />}
            {mode === 'film' && of === 'ideal' ? null : <ClassPicker />}
          </>
        )}
      >
        <PictureScreen
          canvas={canvas}
          drawing={drawing}
          label={`${label}. ${keys}`}
          descriptions={told.descriptions}
          focused={focused}
          onFocused={setPicked}
          enlarged={large}
          onEnlarged={setEnlarged}
          onPointed={onPointed}
          onFrame={onFrame}
          onSpace={shown ? (film.playing ? film.pause : film.play) : null}
        />
      </Stage>
      {mode === 'film' ? (
        <FilmPanel<PictureView>
          film={film}
          trajectory={trajectory}
          of={of}
          onOf={(next) => onChoice({ mode, of: next })}
          views={views}
          viewsHint="xₜ is the noisy picture itself. Predicted x₀ is the model's guess, at this step, of the clean picture in it: blurry first, sharp at the end. Noise ε is what is left of xₜ when the guess is taken out."
          view={view}
          onView={setView}
          thumbnail={(frame) => (sheets ? <PictureThumbnail sheet={sheets.at(view, frame)} only={large ? focused : null} /> : null)}
          onSample={again}
        />
      ) : null}
    </TheatreSection>
  );
}
