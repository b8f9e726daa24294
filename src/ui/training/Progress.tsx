import { isImageData } from '../../recipe/recipeKind.ts';
import { groupedNumber, say } from '../../words/say.ts';
import { usePlayground } from '../playground.ts';
import { ProgressBar } from '../primitives/ProgressBar.tsx';
import { sayNodes } from '../primitives/sayNodes.tsx';
import { duration, picturesPerSecond, stepsPerSecond } from './durations.ts';
import styles from './Progress.module.css';

/** How far the run is on its way to `training.steps`, and how fast it goes. */
export function Progress() {
  const step = usePlayground((state) => state.step);
  const steps = usePlayground((state) => state.recipe.training.steps);
  // A run that is continued after its end goes on for as many steps again.
  const total = Math.max(1, Math.ceil(step / steps)) * steps;
  const rate = usePlayground((state) => (state.status === 'training' ? state.stepsPerSecond : 0));
  const picturesPerStep = usePlayground(({ recipe, runningRecipe }) => {
    const { data, training } = runningRecipe ?? recipe;
    return isImageData(data) ? training.batch * training.accumulate : 0;
  });
  const recorded = usePlayground((state) => state.noWebGpu !== null);
  const preparing = usePlayground((state) => state.status === 'compiling');
  const fetching = usePlayground((state) => state.status === 'compiling' && state.pretrained !== null);
  const left = recorded ? 0 : total - step;
  const facts = rate > 0
    ? [stepsPerSecond(rate), picturesPerStep > 0 ? picturesPerSecond(rate * picturesPerStep) : '', left > 0 ? say`about ${duration(left / rate)} left` : '']
    : [];
  return (
    <div className={styles.progress}>
      <div className={styles.line}>
        <span>
          {sayNodes`${<strong className={styles.step} data-testid="step">{groupedNumber(step)}</strong>} of ${groupedNumber(total)} steps`}
        </span>
        <span>{fetching ? say`loading the trained model` : facts.filter((fact) => fact !== '').join(', ')}</span>
      </div>
      <ProgressBar label={preparing ? say`Preparing the model` : say`Training progress`} share={preparing ? null : Math.min(1, step / total)} />
    </div>
  );
}
