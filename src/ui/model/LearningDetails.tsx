import { learningRateDecays } from '../../recipe/names.ts';
import type { OptimizerRecipe, TrainingRecipe } from '../../recipe/recipe.ts';
import { isImageData } from '../../recipe/recipeKind.ts';
import { RecipeChoice } from '../controls/RecipeChoice.tsx';
import { RecipeNumber } from '../controls/RecipeNumber.tsx';
import { usePlayground, usePlaygroundStore } from '../playground.ts';

/** How the network learns, as far as only a restart applies it. */
export function LearningDetails() {
  const store = usePlaygroundStore();
  const { data, optimizer, training } = usePlayground((state) => state.recipe);
  const changeOptimizer = (part: Partial<OptimizerRecipe>) => store.getState().setOptimizer({ ...store.getState().recipe.optimizer, ...part });
  const changeTraining = (part: Partial<TrainingRecipe>) => store.getState().setTraining({ ...store.getState().recipe.training, ...part });
  const pictures = isImageData(data);
  return (
    <>
      {pictures ? <RecipeNumber as="field" path="training.accumulate" value={training.accumulate} onChange={(accumulate) => changeTraining({ accumulate })} /> : null}
      {pictures && data.conditional ? <RecipeNumber path="training.labelDropout" value={training.labelDropout} onChange={(labelDropout) => changeTraining({ labelDropout })} /> : null}
      <RecipeNumber as="field" path="training.steps" label="Training steps" value={training.steps} onChange={(steps) => changeTraining({ steps })} />
      <RecipeNumber as="field" path="training.seed" label="Training seed" value={training.seed} onChange={(seed) => changeTraining({ seed })} />
      <RecipeNumber as="field" path="optimizer.warmupSteps" value={optimizer.warmupSteps} onChange={(warmupSteps) => changeOptimizer({ warmupSteps })} />
      <RecipeNumber as="field" path="optimizer.clipNorm" value={optimizer.clipNorm} onChange={(clipNorm) => changeOptimizer({ clipNorm })} />
      <RecipeNumber as="field" path="optimizer.weightDecay" value={optimizer.weightDecay} onChange={(weightDecay) => changeOptimizer({ weightDecay })} />
      <RecipeChoice path="optimizer.decay" values={learningRateDecays} value={optimizer.decay} onChange={(decay) => changeOptimizer({ decay })} />
    </>
  );
}
