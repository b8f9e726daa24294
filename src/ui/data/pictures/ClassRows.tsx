import { useMemo, useRef } from 'react';
import type { Pictures } from '../../../protocol/messages.ts';
import type { ImageDataRecipe } from '../../../recipe/recipe.ts';
import { sayCount } from '../../../words/say.ts';
import { useElementWidth } from '../../primitives/useElementWidth.ts';
import { classWords } from './classWords.ts';
import { PictureCanvas } from './PictureCanvas.tsx';
import { bytesOf, countOf, picturesByClass } from './pictureFacts.ts';
import { columnsIn, nearestScale } from './pictureSheet.ts';
import styles from './Classes.module.css';

export interface ClassRowsProps {
  pictures: Pictures;
  data: ImageDataRecipe;
  /** Whether a class, by its place in the list of all, is chosen. */
  isChosen(label: number): boolean;
  onToggle(label: number): void;
}

const WANTED_PIXELS = 30;
const GAP = 2;

/** A line for each class: whether it is learnt, and the first of its pictures as the model will see them. */
export function ClassRows({ pictures, data, isChosen, onToggle }: ClassRowsProps) {
  const room = useRef<HTMLDivElement>(null);
  const width = useElementWidth(room);
  const { allClassNames, width: side } = pictures.facts;
  const bytes = useMemo(() => bytesOf(pictures), [pictures]);
  const scale = nearestScale(side, WANTED_PIXELS);
  const columns = columnsIn(width, side, scale, GAP);
  const rows = useMemo(() => picturesByClass(pictures, pictures.facts.allClassNames), [pictures]);
  return (
    <div className={styles.rows}>
      <div ref={room} className={styles.room} />
      {allClassNames.map((name, label) => {
        const said = classWords(data, name);
        const count = countOf(pictures.facts, name);
        const indices = (rows[label] ?? []).slice(0, columns);
        return (
          <div key={name} className={styles.row}>
            <label className={styles.class} title={count === null ? said : sayCount(count, '{1}: one picture', '{1}: {0} pictures', said)}>
              <input type="checkbox" checked={isChosen(label)} onChange={() => onToggle(label)} />
              <span className={styles.className}>{said}</span>
            </label>
            {width > 0 && indices.length > 0 && isChosen(label) ? <PictureCanvas pictures={bytes} indices={indices} layout={{ columns, scale, gap: GAP }} /> : null}
          </div>
        );
      })}
    </div>
  );
}
