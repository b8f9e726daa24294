import { optionAt } from '../../recipe/options.ts';
import { optionValue } from '../../recipe/optionValues.ts';
import { isRelevant } from '../../recipe/relevance.ts';
import { usePlayground, usePlaygroundStore } from '../playground.ts';
import { RecipeChoice } from './RecipeChoice.tsx';
import { RecipeNumber } from './RecipeNumber.tsx';
import { RecipeSwitch } from './RecipeSwitch.tsx';

export interface RecipeOptionProps {
  /** Path of the option in the recipe, for instance `objective.loss`. */
  path: string;
  /** For numbers: `field` for those that nobody drags. */
  as?: 'slider' | 'field';
  /** For numbers and choices: a shorter label than the option's. */
  label?: string;
  /** For numbers, a narrower range than the option's. */
  max?: number;
  /** For numbers: changes once at the end of a drag, for what costs much to change. */
  atEnd?: boolean;
  /** For choices: fewer answers than the option's. */
  values?: readonly string[];
  disabled?: boolean;
}

/** The control of any option of the recipe, bound to it; nothing where the option does not count beside the others. */
export function RecipeOption({ path, as, label, max, atEnd, values, disabled }: RecipeOptionProps) {
  const store = usePlaygroundStore();
  const relevant = usePlayground((state) => isRelevant(path, state.recipe));
  const value = usePlayground((state) => optionValue(state.recipe, path));
  if (!relevant) return null;
  const option = optionAt(path);
  const change = (next: number | string | boolean) => store.getState().setOption(path, next);
  switch (option.kind) {
    case 'number': return typeof value === 'number' ? <RecipeNumber path={path} as={as} label={label} max={max} atEnd={atEnd} value={value} disabled={disabled} onChange={change} /> : null;
    case 'choice': return typeof value === 'string' ? <RecipeChoice path={path} label={label} values={values ?? option.choices.map((one) => one.value)} value={value} disabled={disabled} onChange={change} /> : null;
    case 'switch': return typeof value === 'boolean' ? <RecipeSwitch path={path} checked={value} disabled={disabled} onChange={change} /> : null;
    case 'text': return null;
  }
}
