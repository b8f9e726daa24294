import type { OptimizerRecipe, TrainingRecipe } from '../../recipe/recipe.ts';
import { RecipeNumber } from '../controls/RecipeNumber.tsx';
import { usePlayground, usePlaygroundStore } from '../playground.ts';
import { Section } from '../primitives/Section.tsx';
import styles from './LiveControls.module.css';

/** What may change while the model trains. */
export function LiveControls() {
  const store = usePlaygroundStore();
  const optimizer = usePlayground((state) => state.recipe.optimizer);
  const training = usePlayground((state) => state.recipe.training);
  const change = (part: Partial<TrainingRecipe>) => store.getState().setTraining({ ...store.getState().recipe.training, ...part });
  const changeOptimizer = (part: Partial<OptimizerRecipe>) => store.getState().setOptimizer({ ...store.getState().recipe.optimizer, ...part });
  return (
    <Section title="Learning" hint="These may change while the model trains: they count from the next step on, and nothing restarts.">
      <div className={styles.controls}>
        <RecipeNumber path="optimizer.learningRate" value={optimizer.learningRate} onChange={(learningRate) => changeOptimizer({ learningRate })} />
        <RecipeNumber atEnd path="training.batch" value={training.batch} onChange={(batch) => change({ batch })} />
        <RecipeNumber as="field" path="training.emaDecay" value={training.emaDecay} onChange={(emaDecay) => change({ emaDecay })} />
      </div>
    </Section>
  );
}
