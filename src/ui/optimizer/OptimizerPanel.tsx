import { isImageData } from '../../recipe/recipeKind.ts';
import { say } from '../../words/say.ts';
import { Notes } from '../controls/Notes.tsx';
import { Problems } from '../controls/Problems.tsx';
import { RecipeOption } from '../controls/RecipeOption.tsx';
import { usePlayground } from '../playground.ts';
import { Section } from '../primitives/Section.tsx';
import { Disclosure } from '../primitives/Disclosure.tsx';
import { horizonWords } from './averages.ts';
import { FurtherAverages } from './FurtherAverages.tsx';
import { LearningRateChart } from './LearningRateChart.tsx';
import { commonNumbers, isTyped, rareNumbers } from './optimizerNumbers.ts';
import { RateNotes } from './RateNotes.tsx';
import styles from './OptimizerPanel.module.css';

const numbers = (paths: readonly string[]) => paths.map((path) => <RecipeOption key={path} path={path} as={isTyped(path) ? 'field' : 'slider'} />);

/** How gradients become steps: the optimizer, its learning rate over time, and what is averaged. */
export function OptimizerPanel() {
  const kind = usePlayground((state) => state.recipe.optimizer.kind);
  const emaDecay = usePlayground((state) => state.recipe.training.emaDecay);
  const pictures = usePlayground((state) => isImageData(state.recipe.data));
  const conditional = usePlayground(({ recipe: { data } }) => isImageData(data) && data.conditional);
  return (
    <Section title={say`Optimizer`} hint={say`How gradients become changes of the weights. Learning rate, batch size and averaging change while the model trains; the rest needs a restart.`}>
      <div className={styles.controls}>
        <RecipeOption path="optimizer.kind" />
        {numbers(commonNumbers(kind))}
        <RecipeOption path="optimizer.learningRate" />
        <RecipeOption atEnd path="training.batch" />
      </div>
      <div className={styles.controls}>
        <RecipeOption path="optimizer.decay" />
        <RecipeOption as="field" path="optimizer.warmupSteps" />
        <RecipeOption path="optimizer.cycleRise" />
        <RecipeOption as="field" path="training.steps" label={say`Training steps`} />
        <LearningRateChart />
        <RateNotes />
      </div>
      <div className={styles.controls}>
        <RecipeOption as="field" path="training.emaDecay" />
        <p className={styles.note}>{horizonWords(emaDecay)}</p>
      </div>
      <Disclosure summary={say`More optimizer settings`}>
        <div className={styles.more}>
          <div className={styles.controls}>
            {numbers(rareNumbers(kind))}
            <RecipeOption as="field" path="optimizer.clipNorm" />
            {pictures ? <RecipeOption as="field" path="training.accumulate" /> : null}
            {conditional ? <RecipeOption path="training.labelDropout" /> : null}
            <RecipeOption as="field" path="training.seed" label={say`Training seed`} />
          </div>
          <FurtherAverages />
        </div>
      </Disclosure>
      <Problems of={['optimizer', 'training']} />
      <Notes of={['optimizer', 'training']} />
    </Section>
  );
}
