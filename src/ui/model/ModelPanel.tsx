import { learningRateDecays, predictions } from '../../recipe/names.ts';
import type { MlpRecipe, OptimizerRecipe, TrainingRecipe } from '../../recipe/recipe.ts';
import { RecipeChoice } from '../controls/RecipeChoice.tsx';
import { RecipeNumber } from '../controls/RecipeNumber.tsx';
import { usePlayground, usePlaygroundStore } from '../playground.ts';
import { Section } from '../primitives/Section.tsx';
import styles from './ModelPanel.module.css';

/** The network and how it learns: what only a restart applies. */
export function ModelPanel() {
  const store = usePlaygroundStore();
  const { model, objective, optimizer, training } = usePlayground((state) => state.recipe);
  const parameters = usePlayground((state) => state.facts?.parameters ?? null);
  const modelPending = usePlayground((state) => state.pendingRestart.some((path) => path.startsWith('model.')));
  const change = (part: Partial<MlpRecipe>) => store.getState().setModel({ ...store.getState().recipe.model, ...part });
  const changeOptimizer = (part: Partial<OptimizerRecipe>) => store.getState().setOptimizer({ ...store.getState().recipe.optimizer, ...part });
  const changeTraining = (part: Partial<TrainingRecipe>) => store.getState().setTraining({ ...store.getState().recipe.training, ...part });
  return (
    <Section title="Model" hint="A small network that looks at a noisy point and its noise level and says where the point came from. Changes here need a restart.">
      <RecipeChoice
        path="objective.prediction"
        values={predictions}
        value={objective.prediction}
        onChange={(prediction) => store.getState().setObjective({ ...objective, prediction })}
      />
      <div className={styles.sliders}>
        <RecipeNumber path="model.width" value={model.width} onChange={(width) => change({ width })} />
        <RecipeNumber path="model.depth" value={model.depth} onChange={(depth) => change({ depth })} />
      </div>
      {parameters === null ? null : (
        <p className={styles.count}>{parameters.toLocaleString('en')} parameters{modelPending ? ' before the change' : ''}</p>
      )}
      <details className={styles.more}>
        <summary className={styles.summary}>More settings</summary>
        <div className={styles.sliders}>
          <RecipeNumber path="model.fourierFeatures" value={model.fourierFeatures} onChange={(fourierFeatures) => change({ fourierFeatures })} />
          <RecipeNumber path="model.fourierScale" value={model.fourierScale} onChange={(fourierScale) => change({ fourierScale })} />
          <RecipeNumber path="model.timeEmbedding" value={model.timeEmbedding} onChange={(timeEmbedding) => change({ timeEmbedding })} />
          <RecipeNumber as="field" path="training.steps" label="Training steps" value={training.steps} onChange={(steps) => changeTraining({ steps })} />
          <RecipeNumber as="field" path="training.seed" label="Training seed" value={training.seed} onChange={(seed) => changeTraining({ seed })} />
          <RecipeNumber as="field" path="optimizer.warmupSteps" value={optimizer.warmupSteps} onChange={(warmupSteps) => changeOptimizer({ warmupSteps })} />
          <RecipeNumber as="field" path="optimizer.clipNorm" value={optimizer.clipNorm} onChange={(clipNorm) => changeOptimizer({ clipNorm })} />
          <RecipeNumber as="field" path="optimizer.weightDecay" value={optimizer.weightDecay} onChange={(weightDecay) => changeOptimizer({ weightDecay })} />
          <RecipeChoice
            path="optimizer.decay"
            values={learningRateDecays}
            value={optimizer.decay}
            onChange={(decay) => changeOptimizer({ decay })}
          />
        </div>
      </details>
    </Section>
  );
}
