import { memo, useId, useState, type KeyboardEvent, type PointerEvent, type RefObject } from 'react';
import type { GridPicture } from '../../plot/gridPicture.ts';
import { pictureAfterKey } from '../../plot/imageGrid.ts';
import { classes } from '../primitives/classes.ts';
import stageStyles from './Stage.module.css';
import styles from './PictureScreen.module.css';

export interface PictureScreenProps {
  canvas: RefObject<HTMLCanvasElement | null>;
  drawing: RefObject<GridPicture | null>;
  /** What the pictures are, for those who do not see them. */
  label: string;
  /** One description for each picture: "3 of 40, class seven". */
  descriptions: readonly string[];
  /** The picture that the keyboard is at. */
  focused: number;
  onFocused(index: number): void;
  /** Whether that picture is shown alone and large. */
  enlarged: boolean;
  onEnlarged(enlarged: boolean): void;
  /** The picture under the pointer, and the one that shows the keyboard where it is; null for none. */
  onPointed(index: number | null): void;
  onFrame(shown: boolean): void;
  /** The space bar, where it has a meaning of its own. */
  onSpace: (() => void) | null;
}

/** The descriptions as a list that a screen reader walks through; on the screen the canvas shows it. */
const Options = memo(function Options({ id, descriptions, focused, enlarged }: { id: string; descriptions: readonly string[]; focused: number; enlarged: boolean }) {
  return descriptions.map((description, index) => (
    <span key={index} id={`${id}-${index}`} role="option" className="sr-only" aria-selected={enlarged && index === focused} aria-posinset={index + 1} aria-setsize={descriptions.length}>
      {`Picture ${description}`}
    </span>
  ));
});

/** A grid of pictures on one canvas, operated by pointer and keyboard: arrow keys go from picture to picture, Enter enlarges one and goes back. */
export function PictureScreen({ canvas, drawing, label, descriptions, focused, onFocused, enlarged, onEnlarged, onPointed, onFrame, onSpace }: PictureScreenProps) {
  const id = useId();
  const [pointing, setPointing] = useState(false);
  const zoom = enlarged ? styles.out : pointing ? styles.in : undefined;
  const count = descriptions.length;
  const under = (event: { nativeEvent: { offsetX: number; offsetY: number } }) => drawing.current?.at(event.nativeEvent.offsetX, event.nativeEvent.offsetY) ?? null;

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (count === 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = pictureAfterKey(event.key, focused, enlarged ? count : drawing.current?.columns ?? 1, count);
    if (target !== null) onFocused(target);
    else if (event.key === ' ' && onSpace) onSpace();
    else if (event.key === 'Enter' || event.key === ' ') onEnlarged(!enlarged);
    else if (event.key === 'Escape' && enlarged) onEnlarged(false);
    else return;
    onFrame(true);
    event.preventDefault();
    event.stopPropagation();
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const index = under(event);
    onPointed(index);
    setPointing(index !== null);
    event.currentTarget.title = index === null ? '' : `Picture ${descriptions[index] ?? ''}`;
  };
  return (
    <div
      className={stageStyles.screen}
      role={count > 0 ? 'listbox' : 'group'}
      tabIndex={count > 0 ? 0 : undefined}
      aria-label={label}
      aria-activedescendant={count > 0 ? `${id}-${focused}` : undefined}
      onKeyDown={onKeyDown}
      onFocus={(event) => onFrame(event.currentTarget.matches(':focus-visible'))}
      onBlur={() => onFrame(false)}
    >
      <canvas
        ref={canvas}
        className={classes(stageStyles.canvas, stageStyles.low, zoom)}
        aria-hidden="true"
        onPointerMove={onPointerMove}
        onPointerLeave={() => onPointed(null)}
        onClick={(event) => {
          const index = under(event);
          onFrame(false);
          if (enlarged || index === null) onEnlarged(false);
          else {
            onFocused(index);
            onEnlarged(true);
          }
        }}
      />
      <Options id={id} descriptions={descriptions} focused={focused} enlarged={enlarged} />
    </div>
  );
}
