/** Whose weights may draw: those that are kept, with their decays. */
import type { SamplingRecipe, TrainingRecipe } from '../../recipe/recipe.ts';
import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';

type Weights = SamplingRecipe['weights'];
type Kept = Pick<TrainingRecipe, 'emaDecay' | 'furtherEmas'>;

export interface WeightsOption { value: Weights; label: string }

const further: readonly (readonly [Weights, string])[] = [['average2', '2nd average'], ['average3', '3rd average']];

/**
 * @param kept what the run keeps
 * @param wanted what the recipe asks it to keep after a restart: what goes then is not offered either
 * @param chosen is told even where it is not kept, so that it can be seen and changed
 */
export function weightsOptions(kept: Kept, wanted: Kept, chosen: Weights): WeightsOption[] {
  const averages = further.flatMap(([value, name], index): WeightsOption[] => {
    const decay = kept.furtherEmas[index];
    if (decay !== undefined && wanted.furtherEmas[index] !== undefined) return [{ value, label: say`${sayText(name)}, decay ${decay}` }];
    return chosen === value ? [{ value, label: say`${sayText(name)} (not kept)` }] : [];
  });
  return [
    { value: 'average', label: kept.emaDecay > 0 ? say`Average, decay ${kept.emaDecay}` : say`Average (off: the last step)` },
    ...averages,
    { value: 'value', label: say`Last step` },
  ];
}
