import { choiceOption } from '../../recipe/options.ts';
import { sayText } from '../../words/sayText.ts';
import { Segmented } from '../primitives/Segmented.tsx';
import { Select } from '../primitives/Select.tsx';
import styles from './RecipeChoice.module.css';

export interface RecipeChoiceProps<T extends string> {
  /** Path of the option in the recipe, for instance `sampling.sampler`: labels and help come from there. */
  path: string;
  /** The values offered, in order. */
  values: readonly T[];
  value: T;
  /** A shorter label than the option's. */
  label?: string;
  disabled?: boolean;
  onChange(value: T): void;
}

/** Characters, and gaps of two, that stand beside each other in the narrowest column. */
const ROW = 34;

/** The control of one choice of the recipe: a row whose hint explains each answer where they fit into one, else a list with what the chosen answer means below it. */
export function RecipeChoice<T extends string>({ path, values, value, label, disabled, onChange }: RecipeChoiceProps<T>) {
  const option = choiceOption(path);
  const choices = values.map((name) => option.choices.find((choice) => choice.value === name) ?? { value: name, label: name, help: '' });
  const options = values.map((name, index) => ({ value: name, label: sayText(choices[index]?.label ?? name), title: sayText(choices[index]?.help ?? '') || undefined }));
  const shared = { label: sayText(label ?? option.label), value, options, disabled, onChange };
  if (options.reduce((sum, { label }) => sum + label.length + 2, 0) <= ROW) {
    const hint = [sayText(option.help), ...choices.map((choice) => choice.help && `${sayText(choice.label)}: ${sayText(choice.help)}`)].filter(Boolean).join(' ');
    return <Segmented {...shared} hint={hint} />;
  }
  const answer = choices.find((choice) => choice.value === value)?.help;
  return (
    <div className={styles.list}>
      <Select {...shared} hint={sayText(option.help)} />
      {answer ? <p className={styles.answer}>{sayText(answer)}</p> : null}
    </div>
  );
}
