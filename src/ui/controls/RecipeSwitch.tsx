import { optionAt } from '../../recipe/options.ts';
import { sayText } from '../../words/sayText.ts';
import { Switch } from '../primitives/Switch.tsx';

export interface RecipeSwitchProps {
  /** Path of the option in the recipe, for instance `data.mirror`: label and help come from there. */
  path: string;
  checked: boolean;
  disabled?: boolean;
  onChange(checked: boolean): void;
}

/** The control of one switch of the recipe. */
export function RecipeSwitch({ path, ...rest }: RecipeSwitchProps) {
  const { label, help } = optionAt(path);
  return <Switch label={sayText(label)} hint={sayText(help)} {...rest} />;
}
