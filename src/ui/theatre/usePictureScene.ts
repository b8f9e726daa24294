import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';
import type { FilmSheets, PictureView } from '../../plot/filmSheets.ts';
import { GridPicture, type GridScene } from '../../plot/gridPicture.ts';
import type { ImageSheet } from '../../plot/imageSheet.ts';
import { usePlaygroundStore } from '../playground.ts';
import { frameAt } from './filmClock.ts';
import { liveSamples } from './liveSamples.ts';
import type { SampleNames } from './sampleNames.ts';
import type { Film } from './useFilm.ts';
import { useSceneCanvas } from './useSceneCanvas.ts';

export interface PictureSceneParts {
  /** The film while it is shown; null for live samples, also until the first film is there. */
  sheets: FilmSheets | null;
  film: Film;
  last: number;
  view: PictureView;
  names: SampleNames | null;
  focused: number;
  enlarged: boolean;
}

export interface PictureScene {
  canvas: RefObject<HTMLCanvasElement | null>;
  drawing: RefObject<GridPicture | null>;
  redraw(): void;
  onPointed(index: number | null): void;
  onFrame(shown: boolean): void;
}

const makePicture = (canvas: HTMLCanvasElement) => new GridPicture(canvas);

/** The canvas of a run on pictures: live samples as they come, or the frame of the film. */
export function usePictureScene({ sheets, film, last, view, names, focused, enlarged }: PictureSceneParts): PictureScene {
  const store = usePlaygroundStore();
  const painted = useRef<{ source: object; sheet: ImageSheet } | null>(null);
  const pointed = useRef<number | null>(null);
  const [framed, setFramed] = useState(false);
  const { position } = film;

  const liveSheet = useCallback((): ImageSheet | null => {
    const samples = liveSamples(store.getState());
    if (!samples) return null;
    if (painted.current?.source !== samples.source) painted.current = { source: samples.source, sheet: samples.paint() };
    return painted.current.sheet;
  }, [store]);
  const scene = useCallback((): GridScene => ({
    sheet: sheets ? sheets.at(view, frameAt(position(), last)) : liveSheet(),
    names: names?.names ?? null,
    period: names?.period ?? 0,
    only: enlarged ? focused : null,
    focused: framed ? focused : null,
    pointed: pointed.current,
  }), [sheets, view, position, last, liveSheet, names, enlarged, focused, framed]);
  const { canvas, drawing, redraw } = useSceneCanvas(makePicture, scene);

  useEffect(() => store.subscribe((now, before) => {
    if (now.preview !== before.preview || now.pictures !== before.pictures) redraw();
  }), [store, redraw]);
  const onPointed = useCallback((index: number | null) => {
    if (pointed.current === index) return;
    pointed.current = index;
    redraw();
  }, [redraw]);
  return { canvas, drawing, redraw, onPointed, onFrame: setFramed };
}
