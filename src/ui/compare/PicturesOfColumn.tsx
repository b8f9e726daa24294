import { useCallback, useEffect, type MouseEvent } from 'react';
import type { FilmSheets } from '../../plot/filmSheets.ts';
import { GridPicture, type GridScene } from '../../plot/gridPicture.ts';
import { say } from '../../words/say.ts';
import { useSceneCanvas } from '../primitives/useSceneCanvas.ts';
import { frameAt } from '../theatre/filmClock.ts';
import type { Redraws } from '../theatre/useRedraws.ts';
import { useCompareDesk, useDeskState } from './useCompareDesk.ts';
import styles from './Compare.module.css';

const makePicture = (canvas: HTMLCanvasElement) => new GridPicture(canvas);

export interface PicturesOfColumnProps {
  letter: string;
  sheets: FilmSheets;
  /** The last frame. */
  last: number;
  position(): number;
  redraws: Redraws;
}

/** The pictures of a column; the marked one has a frame. */
export function PicturesOfColumn({ letter, sheets, last, position, redraws }: PicturesOfColumnProps) {
  const desk = useCompareDesk();
  const view = useDeskState((state) => state.view);
  const picked = useDeskState((state) => state.picked);
  const scene = useCallback((): GridScene => ({
    sheet: sheets.at(view, frameAt(position(), last)), names: null, period: 0, only: null, focused: picked, pointed: null,
  }), [sheets, view, picked, last, position]);
  const { canvas, drawing, redraw } = useSceneCanvas(makePicture, scene);
  useEffect(() => redraws.join(redraw), [redraws, redraw]);
  const pick = ({ nativeEvent: { offsetX, offsetY } }: MouseEvent<HTMLCanvasElement>) => desk.setState({ picked: drawing.current?.at(offsetX, offsetY) ?? null });
  return <div className={styles.picture}><canvas ref={canvas} className={styles.canvas} role="img" aria-label={say`Pictures of column ${letter}`} onClick={pick} /></div>;
}
