import type { PictureFacts } from '../../../protocol/messages.ts';
import type { ImageDataRecipe } from '../../../recipe/recipe.ts';
import { groupedNumber, say } from '../../../words/say.ts';
import { ToggleChip } from '../../primitives/ToggleChip.tsx';
import { classWords } from './classWords.ts';
import { countOf } from './pictureFacts.ts';
import styles from './Classes.module.css';

export interface ClassChipsProps {
  facts: PictureFacts;
  data: ImageDataRecipe;
  isChosen(label: number): boolean;
  onToggle(label: number): void;
}

/** More chips than this nobody reads. */
const MOST = 200;

const noteOf = (count: number | null) => (count === null ? '' : groupedNumber(count));

/** Classes to switch on and off, with their numbers of pictures, for sets of many classes. */
export function ClassChips({ facts, data, isChosen, onToggle }: ClassChipsProps) {
  const { allClassNames } = facts;
  return (
    <>
      <div className={styles.chips}>
        {allClassNames.slice(0, MOST).map((name, label) => (
          <ToggleChip key={name} label={classWords(data, name)} note={noteOf(countOf(facts, name))} checked={isChosen(label)} onChange={() => onToggle(label)} />
        ))}
      </div>
      {allClassNames.length > MOST ? <p className={styles.note}>{say`These are the first ${MOST} of ${groupedNumber(allClassNames.length)} classes; sort the files into fewer folders to choose among all.`}</p> : null}
    </>
  );
}
