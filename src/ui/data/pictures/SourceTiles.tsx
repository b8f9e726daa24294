import { useId } from 'react';
import { imageDataKinds, madeImageKinds } from '../../../recipe/names.ts';
import { choiceOption } from '../../../recipe/options.ts';
import type { ImageDataRecipe } from '../../../recipe/recipe.ts';
import { say } from '../../../words/say.ts';
import { sayText } from '../../../words/sayText.ts';
import { Icon } from '../../primitives/Icon.tsx';
import { miniatures, MINIATURES } from './madePictures.ts';
import { PictureCanvas } from './PictureCanvas.tsx';
import styles from './SourceTiles.module.css';

type Kind = ImageDataRecipe['kind'];

const layout = { columns: 2, scale: 2, gap: 0 };
const all = Array.from({ length: MINIATURES }, (_, i) => i);
const made = new Map<Kind, ReturnType<typeof miniatures>>(madeImageKinds.map((kind) => [kind, miniatures(kind)]));

function Face({ kind }: { kind: Kind }) {
  const pictures = made.get(kind);
  if (pictures) return <PictureCanvas pictures={pictures} indices={all} layout={layout} />;
  if (kind === 'images') return <span className={styles.own}><Icon name="upload" size={20} /></span>;
  return (
    <span className={styles.letters} aria-hidden="true">
      {['A', 'g', 'R', '&'].map((letter) => <span key={letter}>{letter}</span>)}
    </span>
  );
}

/** Where pictures come from, as real miniatures: a radio group. */
export function SourceTiles({ value, onChange }: { value: Kind; onChange(kind: Kind): void }) {
  const name = useId();
  const { choices } = choiceOption('data.kind');
  return (
    <fieldset className={styles.group}>
      <legend className="sr-only">{say`Pictures to learn`}</legend>
      {imageDataKinds.map((kind) => {
        const choice = choices.find((candidate) => candidate.value === kind);
        return (
          <label key={kind} className={styles.item} title={sayText(choice?.help ?? '')}>
            <input className={styles.input} type="radio" name={name} aria-label={sayText(choice?.label ?? kind)} checked={value === kind} onChange={() => onChange(kind)} />
            <span className={styles.face}>
              <span className={styles.picture}><Face kind={kind} /></span>
              <span className={styles.name}>{sayText(choice?.label ?? kind)}</span>
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
