import { useEffect, useState, type PointerEvent } from 'react';
import { GridPicture, type GridScene } from '../../plot/gridPicture.ts';
import { say } from '../../words/say.ts';
import { classes } from '../primitives/classes.ts';
import { useSceneCanvas } from '../primitives/useSceneCanvas.ts';
import type { PictureFocus } from './usePictureFocus.ts';
import type { Redraws } from './useRedraws.ts';
import stageStyles from './Stage.module.css';
import styles from './PictureScreen.module.css';

export interface PictureCanvasProps {
  scene(): GridScene;
  redraws: Redraws;
  focus: PictureFocus;
  /** One description for each picture: "3 of 40, class seven". */
  descriptions: readonly string[];
  /** Is told the drawing, for those who must know its columns; the same function all along. */
  onDrawing?(drawing: GridPicture | null): void;
}

const makePicture = (canvas: HTMLCanvasElement) => new GridPicture(canvas);

/** A grid of pictures on one canvas: the pointer finds each, a click enlarges one and goes back. */
export function PictureCanvas({ scene, redraws, focus, descriptions, onDrawing }: PictureCanvasProps) {
  const { canvas, drawing, redraw } = useSceneCanvas(makePicture, scene);
  const [pointing, setPointing] = useState(false);
  const { enlarged, setEnlarged, setFocused, setFramed, point } = focus;
  useEffect(() => redraws.join(redraw), [redraws, redraw]);
  useEffect(() => {
    onDrawing?.(drawing.current);
  }, [onDrawing, drawing]);
  const under = (event: { nativeEvent: { offsetX: number; offsetY: number } }) => drawing.current?.at(event.nativeEvent.offsetX, event.nativeEvent.offsetY) ?? null;
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const index = under(event);
    point(index);
    setPointing(index !== null);
    event.currentTarget.title = index === null ? '' : say`Picture ${descriptions[index] ?? ''}`;
  };
  return (
    <canvas
      ref={canvas}
      className={classes(stageStyles.canvas, stageStyles.low, enlarged ? styles.out : pointing && styles.in)}
      aria-hidden="true"
      onPointerMove={onPointerMove}
      onPointerLeave={() => point(null)}
      onClick={(event) => {
        const index = under(event);
        setFramed(false);
        if (enlarged || index === null) setEnlarged(false);
        else {
          setFocused(index);
          setEnlarged(true);
        }
      }}
    />
  );
}
