import { useCallback, useEffect, useRef } from 'react';
import type { FilmSheets } from '../../plot/filmSheets.ts';
import type { FilmView } from '../../plot/filmViews.ts';
import type { GridScene } from '../../plot/gridPicture.ts';
import type { ImageSheet } from '../../plot/imageSheet.ts';
import { usePlaygroundStore } from '../playground.ts';
import { frameAt } from './filmClock.ts';
import { liveSamples } from './liveSamples.ts';
import type { SampleNames } from './sampleNames.ts';
import type { PictureFocus } from './usePictureFocus.ts';

/** Live samples as they are, or the training pictures before there are any; painted when they are others. @param redraw is called then */
export function useLiveSheet(redraw: () => void): () => ImageSheet | null {
  const store = usePlaygroundStore();
  const painted = useRef<{ source: object; sheet: ImageSheet } | null>(null);
  useEffect(() => store.subscribe((now, before) => {
    if (now.preview !== before.preview || now.pictures !== before.pictures) redraw();
  }), [store, redraw]);
  return useCallback(() => {
    const samples = liveSamples(store.getState());
    if (!samples) return null;
    if (painted.current?.source !== samples.source) painted.current = { source: samples.source, sheet: samples.paint() };
    return painted.current.sheet;
  }, [store]);
}

export interface PictureSceneParts {
  /** The film while it is shown; null for what `live` has, also until the first film is there. */
  sheets: FilmSheets | null;
  live(): ImageSheet | null;
  view: FilmView;
  /** Where the film is, and its last frame. */
  position(): number;
  last: number;
  names: SampleNames | null;
  /** Keeps room for the names without writing them. */
  nameless: boolean;
  focus: PictureFocus;
}

/** The scene of one grid of pictures, as it is at the moment it is asked for. */
export function usePictureScene({ sheets, live, view, position, last, names, nameless, focus: { focused, enlarged, framed, pointed } }: PictureSceneParts): () => GridScene {
  return useCallback((): GridScene => ({
    sheet: sheets ? sheets.at(view, frameAt(position(), last)) : live(),
    names: names?.names ?? null,
    nameless,
    period: names?.period ?? 0,
    only: enlarged ? focused : null,
    focused: framed ? focused : null,
    pointed: pointed(),
  }), [sheets, live, view, position, last, names, nameless, focused, enlarged, framed, pointed]);
}
