import { numberOption } from '../../recipe/options.ts';
import type { PointDataRecipe } from '../../recipe/recipe.ts';
import { groupedNumber, say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { IconButton } from '../primitives/IconButton.tsx';
import { NumberField } from '../primitives/NumberField.tsx';
import styles from './DataPanel.module.css';

export interface DataFactsProps {
  data: PointDataRecipe;
  /** How the points were made and standardised, in a sentence from the worker. */
  description: string;
  onChange(data: PointDataRecipe): void;
}

/** Number of points, seed, and how the data were standardised. */
export function DataFacts({ data, description, onChange }: DataFactsProps) {
  const count = numberOption('data.count');
  const seed = numberOption('data.seed');
  return (
    <div className={styles.facts}>
      <div>
        {'count' in data ? (
          <NumberField
            label={sayText(count.label)} hint={sayText(count.help)} min={count.min} max={count.max} integer step={1000}
            value={data.count} onChange={(next) => onChange({ ...data, count: next })}
          />
        ) : (
          <p className={styles.label}>{say`${groupedNumber(data.points.length)} points from ${data.name}`}</p>
        )}
      </div>
      <div className={styles.seed}>
        <NumberField
          label={sayText(seed.label)} hint={sayText(seed.help)} min={seed.min} max={seed.max} integer
          value={data.seed} onChange={(next) => onChange({ ...data, seed: next })}
        />
      </div>
      <IconButton className={styles.dice} icon="dice" label={say`Another seed`} onClick={() => onChange({ ...data, seed: (data.seed + 1) % (seed.max + 1) })} />
      {description ? <p className={styles.description}>{sayText(description)}</p> : null}
    </div>
  );
}
