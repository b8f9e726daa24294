import { memo, useCallback, useId, useRef, type KeyboardEvent } from 'react';
import type { GridPicture } from '../../plot/gridPicture.ts';
import { pictureAfterKey } from '../../plot/imageGrid.ts';
import { say } from '../../words/say.ts';
import { PictureCanvas, type PictureCanvasProps } from './PictureCanvas.tsx';
import stageStyles from './Stage.module.css';

export interface PictureScreenProps extends Omit<PictureCanvasProps, 'onDrawing'> {
  /** What the pictures are, for those who do not see them. */
  label: string;
  /** The space bar, where it has a meaning of its own. */
  onSpace: (() => void) | null;
}

/** The descriptions as a list that a screen reader walks through; on the screen the canvas shows it. */
const Options = memo(function Options({ id, descriptions, focused, enlarged }: { id: string; descriptions: readonly string[]; focused: number; enlarged: boolean }) {
  return descriptions.map((description, index) => (
    <span key={index} id={`${id}-${index}`} role="option" className="sr-only" aria-selected={enlarged && index === focused} aria-posinset={index + 1} aria-setsize={descriptions.length}>
      {say`Picture ${description}`}
    </span>
  ));
});

/** A grid of pictures, operated by pointer and keyboard: arrow keys go from picture to picture, Enter enlarges one and goes back. */
export function PictureScreen({ label, onSpace, ...canvas }: PictureScreenProps) {
  const id = useId();
  const drawn = useRef<GridPicture>(null);
  const onDrawing = useCallback((drawing: GridPicture | null) => { drawn.current = drawing; }, []);
  const { descriptions, focus: { focused, enlarged, setFocused, setEnlarged, setFramed } } = canvas;
  const count = descriptions.length;
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (count === 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = pictureAfterKey(event.key, focused, enlarged ? count : drawn.current?.columns ?? 1, count);
    if (target !== null) setFocused(target);
    else if (event.key === ' ' && onSpace) onSpace();
    else if (event.key === 'Enter' || event.key === ' ') setEnlarged(!enlarged);
    else if (event.key === 'Escape' && enlarged) setEnlarged(false);
    else return;
    setFramed(true);
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      className={stageStyles.screen}
      role={count > 0 ? 'listbox' : 'group'}
      tabIndex={count > 0 ? 0 : undefined}
      aria-label={label}
      aria-activedescendant={count > 0 ? `${id}-${focused}` : undefined}
      onKeyDown={onKeyDown}
      onFocus={(event) => setFramed(event.currentTarget.matches(':focus-visible'))}
      onBlur={() => setFramed(false)}
    >
      <PictureCanvas {...canvas} onDrawing={onDrawing} />
      <Options id={id} descriptions={descriptions} focused={focused} enlarged={enlarged} />
    </div>
  );
}
