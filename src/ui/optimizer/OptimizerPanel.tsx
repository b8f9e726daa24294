import { isImageData } from '../../recipe/recipeKind.ts';
import { Problems } from '../controls/Problems.tsx';
import { RecipeOption } from '../controls/RecipeOption.tsx';
import { usePlayground } from '../playground.ts';
import { Section } from '../primitives/Section.tsx';
import styles from './OptimizerPanel.module.css';

/** How gradients become steps: the optimizer, its learning rate over time, and what is averaged. */
export function OptimizerPanel() {
  const pictures = usePlayground((state) => isImageData(state.recipe.data));
  const conditional = usePlayground(({ recipe: { data } }) => isImageData(data) && data.conditional);
  return (
    <Section title="Optimizer" hint="How gradients become changes of the weights. Learning rate, batch size and averaging change while the model trains; the rest needs a restart.">
      <div className={styles.controls}>
        <RecipeOption path="optimizer.kind" />
        <RecipeOption path="optimizer.learningRate" />
        <RecipeOption path="optimizer.decay" />
        <RecipeOption as="field" path="optimizer.warmupSteps" />
        <RecipeOption path="optimizer.cycleRise" />
        <RecipeOption atEnd path="training.batch" />
        <RecipeOption as="field" path="training.emaDecay" />
      </div>
      <details className={styles.more}>
        <summary className={styles.summary}>More optimizer settings</summary>
        <div className={styles.controls}>
          {pictures ? <RecipeOption as="field" path="training.accumulate" /> : null}
          {conditional ? <RecipeOption path="training.labelDropout" /> : null}
          <RecipeOption as="field" path="training.steps" label="Training steps" />
          <RecipeOption as="field" path="training.seed" label="Training seed" />
          <RecipeOption path="optimizer.momentum" />
          <RecipeOption path="optimizer.nesterov" />
          <RecipeOption path="optimizer.beta1" />
          <RecipeOption path="optimizer.beta2" />
          <RecipeOption path="optimizer.smoothing" />
          <RecipeOption path="optimizer.centred" />
          <RecipeOption path="optimizer.initialAccumulator" />
          <RecipeOption path="optimizer.muonScale" />
          <RecipeOption as="field" path="optimizer.epsilon" />
          <RecipeOption as="field" path="optimizer.weightDecay" />
          <RecipeOption as="field" path="optimizer.clipNorm" />
        </div>
      </details>
      <Problems of={['optimizer', 'training']} />
    </Section>
  );
}
