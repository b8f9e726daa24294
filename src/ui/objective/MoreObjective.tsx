import { RecipeOption } from '../controls/RecipeOption.tsx';
import { usePlayground } from '../playground.ts';
import { ObjectiveChoice } from './ObjectiveChoice.tsx';
import { rareChoices } from './rareChoices.ts';
import styles from './ObjectivePanel.module.css';

/** What few change; the summary names what is not as usual. */
export function MoreObjective() {
  const chosen = usePlayground((state) => rareChoices(state.recipe).join(', '));
  return (
    <details className={styles.more}>
      <summary className={styles.summary}>More objective settings{chosen ? <span className={styles.chosen}> {chosen}</span> : null}</summary>
      <div className={styles.choices}>
        <ObjectiveChoice path="objective.draws" label="Batch draws" />
        <ObjectiveChoice path="objective.variance"><RecipeOption path="objective.hybridWeight" /></ObjectiveChoice>
        <ObjectiveChoice path="objective.offsetNoise" />
        <ObjectiveChoice path="objective.selfConditioning" />
      </div>
    </details>
  );
}
