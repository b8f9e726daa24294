import type { Pictures } from '../../../protocol/messages.ts';
import type { ImageDataRecipe } from '../../../recipe/recipe.ts';
import { say } from '../../../words/say.ts';
import { Button } from '../../primitives/Button.tsx';
import { classes } from '../../primitives/classes.ts';
import { Hint } from '../../primitives/Hint.tsx';
import { ClassChips } from './ClassChips.tsx';
import { ClassRows } from './ClassRows.tsx';
import { toggledClass } from './pictureChoice.ts';
import { PictureGrid } from './PictureGrid.tsx';
import styles from './Classes.module.css';

export interface ClassesProps {
  pictures: Pictures;
  data: ImageDataRecipe;
  /** The pictures are of a moment before: their classes may be others. */
  stale: boolean;
  onChange(data: ImageDataRecipe): void;
}

/** Up to so many classes have a line each. */
const MOST_ROWS = 12;

/** What the model will see, and which classes of it. */
export function Classes({ pictures, data, stale, onChange }: ClassesProps) {
  const { allClassNames } = pictures.facts;
  if (allClassNames.length === 0) return <PictureGrid pictures={pictures} data={data} />;
  const rows = allClassNames.length <= MOST_ROWS;
  const choose = (chosen: ImageDataRecipe['classes']) => { if (!stale) onChange({ ...data, classes: chosen }); };
  const chosen = {
    isChosen: (label: number) => stale || data.classes === null || data.classes.includes(label),
    onToggle: (label: number) => choose(toggledClass(data.classes, label, allClassNames.length)),
  };
  return (
    <fieldset className={classes(styles.classes, stale && styles.stale)}>
      <legend className="sr-only">{say`Classes to learn`}</legend>
      <div className={styles.head}>
        <span className={styles.label}>
          {say`Classes`} <Hint label={say`Classes`} text={say`Groups of pictures that belong together. The model learns those that are ticked, and can draw each on request. Beside each are its first pictures as the model will see them, mirrored and shifted where that is on.`} />
        </span>
        <Button variant="quiet" disabled={data.classes === null} onClick={() => choose(null)}>{say`All`}</Button>
        <Button variant="quiet" flush="end" disabled={data.classes?.length === 0} onClick={() => choose([])}>{say`None`}</Button>
      </div>
      {rows ? <ClassRows pictures={pictures} data={data} {...chosen} /> : <ClassChips facts={pictures.facts} data={data} {...chosen} />}
      {rows ? null : <PictureGrid pictures={pictures} data={data} />}
    </fieldset>
  );
}
