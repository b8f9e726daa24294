import { isRelevant } from '../../recipe/relevance.ts';
import { optionAt } from '../../recipe/options.ts';
import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { usePlayground, usePlaygroundStore } from '../playground.ts';
import { Select } from '../primitives/Select.tsx';
import { weightsOptions } from './samplingWeights.ts';

/** Whose weights draw, of those that the run keeps: the choice among averages after training. */
export function WeightsChoice() {
  const store = usePlaygroundStore();
  const relevant = usePlayground((state) => isRelevant('sampling.weights', state.recipe));
  const chosen = usePlayground((state) => state.recipe.sampling.weights);
  const wanted = usePlayground((state) => state.recipe.training);
  const kept = usePlayground((state) => (state.runningRecipe ?? state.recipe).training);
  if (!relevant) return null;
  const { label, help } = optionAt('sampling.weights');
  const hint = `${sayText(help)} ${say`An average moves less than the last step; a longer one is steadier and lags behind. Further averages are added in the optimizer's settings.`}`;
  return <Select label={sayText(label)} hint={hint} value={chosen} options={weightsOptions(kept, wanted, chosen)} onChange={(value) => store.getState().setOption('sampling.weights', value)} />;
}
