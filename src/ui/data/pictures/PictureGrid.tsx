import { useMemo, useRef } from 'react';
import type { Pictures } from '../../../protocol/messages.ts';
import type { ImageDataRecipe } from '../../../recipe/recipe.ts';
import { say } from '../../../words/say.ts';
import { useElementWidth } from '../../primitives/useElementWidth.ts';
import { classWords } from './classWords.ts';
import { PictureCanvas } from './PictureCanvas.tsx';
import { bytesOf, shownCount } from './pictureFacts.ts';
import { columnsIn, nearestScale } from './pictureSheet.ts';
import styles from './Classes.module.css';

const WANTED_PIXELS = 32;
const GAP = 2;

/** The first pictures as the model will see them; pointing at one names its class. */
export function PictureGrid({ pictures, data }: { pictures: Pictures; data: ImageDataRecipe }) {
  const room = useRef<HTMLDivElement>(null);
  const width = useElementWidth(room);
  const { facts, labels } = pictures;
  const bytes = useMemo(() => bytesOf(pictures), [pictures]);
  const indices = useMemo(() => Array.from({ length: shownCount(pictures) }, (_, i) => i), [pictures]);
  const scale = nearestScale(facts.width, WANTED_PIXELS);
  const columns = columnsIn(width, facts.width, scale, GAP);
  const classOf = (place: number) => classWords(data, facts.classNames[labels?.[place] ?? -1] ?? '');
  return (
    <div ref={room} className={styles.grid}>
      {width > 0 && indices.length > 0 ? (
        <PictureCanvas
          pictures={bytes} indices={indices} layout={{ columns, scale, gap: GAP }}
          label={say`The first ${indices.length} training pictures as the model will see them`}
          {...(labels ? { tip: classOf } : {})}
        />
      ) : null}
    </div>
  );
}
