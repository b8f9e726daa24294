import { Disclosure } from '../primitives/Disclosure.tsx';
import { say } from '../../words/say.ts';
import { RecipeOption } from '../controls/RecipeOption.tsx';
import { usePlayground } from '../playground.ts';
import { ObjectiveChoice } from './ObjectiveChoice.tsx';
import { rareChoices } from './rareChoices.ts';
import styles from './ObjectivePanel.module.css';

/** What few change; the summary names what is not as usual. */
export function MoreObjective() {
  const chosen = usePlayground((state) => rareChoices(state.recipe).join(', '));
  return (
    <Disclosure summary={<>{say`More objective settings`}{chosen ? <span className={styles.chosen}> {chosen}</span> : null}</>}>
      <div className={styles.choices}>
        <ObjectiveChoice path="objective.draws" label={say`Batch draws`} />
        <ObjectiveChoice path="objective.variance"><RecipeOption path="objective.hybridWeight" /></ObjectiveChoice>
        <ObjectiveChoice path="objective.offsetNoise" />
        <ObjectiveChoice path="objective.selfConditioning" />
      </div>
    </Disclosure>
  );
}
