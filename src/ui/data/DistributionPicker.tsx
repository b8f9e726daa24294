import { useId } from 'react';
import { distributionNames } from '../../recipe/names.ts';
import { choiceOption } from '../../recipe/options.ts';
import type { DistributionName } from '../../recipe/recipe.ts';
import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { breakable } from '../primitives/breakable.ts';
import { thumbnailPath, thumbnailPoints } from './thumbnails.ts';
import styles from './DistributionPicker.module.css';

/** All thumbnails span the same range, so that their sizes can be compared. */
const EXTENT = 2.6;

const pictures = distributionNames.map((kind) => ({ kind, path: thumbnailPath(thumbnailPoints(kind) ?? new Float32Array(0), EXTENT) }));

/** The built-in distributions as pictures of real samples: a radio group. */
export function DistributionPicker({ value, onChange }: { value: string; onChange(kind: DistributionName): void }) {
  const name = useId();
  const { choices } = choiceOption('data.kind');
  return (
    <fieldset className={styles.group}>
      <legend className="sr-only">{say`Built-in data`}</legend>
      {pictures.map(({ kind, path }) => {
        const choice = choices.find((candidate) => candidate.value === kind);
        return (
          <label key={kind} className={styles.item} title={sayText(choice?.help ?? '')}>
            <input className={styles.input} type="radio" name={name} aria-label={sayText(choice?.label ?? kind)} checked={value === kind} onChange={() => onChange(kind)} />
            <span className={styles.face}>
              <svg className={styles.picture} viewBox="0 0 100 100" aria-hidden="true"><path d={path} /></svg>
              <span className={styles.name}>{breakable(sayText(choice?.label ?? kind))}</span>
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
