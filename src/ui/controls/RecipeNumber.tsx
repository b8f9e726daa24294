import { useState } from 'react';
import { numberOption } from '../../recipe/options.ts';
import { isImageData } from '../../recipe/recipeKind.ts';
import { sayText } from '../../words/sayText.ts';
import { usePlayground } from '../playground.ts';
import { NumberField } from '../primitives/NumberField.tsx';
import { Slider } from '../primitives/Slider.tsx';

export interface RecipeNumberProps {
  /** Path of the option in the recipe, for instance `model.width`: label, range, unit and help come from there. */
  path: string;
  value: number;
  /** `field` for numbers that nobody drags, such as seeds. */
  as?: 'slider' | 'field';
  /** A narrower range than the option's, where something else limits it. */
  max?: number;
  /** A shorter label than the option's. */
  label?: string;
  disabled?: boolean;
  /** Whether the range and words are those for pictures; left out: as the page's recipe is. */
  forPictures?: boolean;
  /** Changes once at the end of a drag instead of during it, for what costs much to change. */
  atEnd?: boolean;
  onChange(value: number): void;
}

/** The control of one number of the recipe. */
export function RecipeNumber({ path, value, as = 'slider', max, label, disabled, forPictures, atEnd = false, onChange }: RecipeNumberProps) {
  const learnsPictures = usePlayground((state) => isImageData(state.recipe.data));
  const option = numberOption(path, forPictures ?? learnsPictures);
  const [dragged, setDragged] = useState<number | null>(null);
  const range = { min: option.min, max: Math.min(option.max, max ?? option.max), integer: option.integer, step: option.step };
  const shared = { label: sayText(label ?? option.label), value, unit: option.unit && sayText(option.unit), hint: sayText(option.help), disabled, onChange };
  if (as === 'field') return <NumberField {...shared} {...range} />;
  if (!atEnd) return <Slider {...shared} {...range} scale={option.scale} />;
  const settle = (next: number) => {
    setDragged(null);
    if (next !== value) onChange(next);
  };
  return <Slider {...shared} {...range} scale={option.scale} value={dragged ?? value} onChange={setDragged} onCommit={settle} />;
}
