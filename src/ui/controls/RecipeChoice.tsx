import { choiceOption } from '../../recipe/options.ts';
import { Segmented } from '../primitives/Segmented.tsx';
import { Select } from '../primitives/Select.tsx';

export interface RecipeChoiceProps<T extends string> {
  /** Path of the option in the recipe, for instance `sampling.sampler`: labels and help come from there. */
  path: string;
  /** The values offered, in order. */
  values: readonly T[];
  value: T;
  disabled?: boolean;
  onChange(value: T): void;
}

/** Characters, and gaps of two, that stand beside each other in the narrowest column. */
const ROW = 34;

/** The control of one choice of the recipe, in a row where its answers fit into one; its hint also explains each answer. */
export function RecipeChoice<T extends string>({ path, values, value, disabled, onChange }: RecipeChoiceProps<T>) {
  const option = choiceOption(path);
  const choices = values.map((name) => option.choices.find((choice) => choice.value === name) ?? { value: name, label: name, help: '' });
  const hint = [option.help, ...choices.map((choice) => choice.help && `${choice.label}: ${choice.help}`)].filter(Boolean).join(' ');
  const options = values.map((name, index) => ({ value: name, label: choices[index]?.label ?? name, title: choices[index]?.help }));
  const shared = { label: option.label, hint, value, options, disabled, onChange };
  const fits = options.reduce((sum, { label }) => sum + label.length + 2, 0) <= ROW;
  return fits ? <Segmented {...shared} /> : <Select {...shared} />;
}
