import { numberOption } from '../../recipe/options.ts';
import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { usePlayground, usePlaygroundStore } from '../playground.ts';
import { Button } from '../primitives/Button.tsx';
import { Hint } from '../primitives/Hint.tsx';
import { IconButton } from '../primitives/IconButton.tsx';
import { NumberField } from '../primitives/NumberField.tsx';
import { furtherNames, horizonWords, suggestedDecays } from './averages.ts';
import styles from './OptimizerPanel.module.css';

const { min, max, step } = numberOption('training.emaDecay');
const about = 'Running averages of the weights with other decays, kept beside the first one: after training, the sampling settings choose which of them draws. Each needs memory for a copy of the weights, and a restart to begin.';

/** The decays of up to two averages beside the first. */
export function FurtherAverages() {
  const store = usePlaygroundStore();
  const first = usePlayground((state) => state.recipe.training.emaDecay);
  const further = usePlayground((state) => state.recipe.training.furtherEmas);
  const change = (furtherEmas: readonly number[]) => {
    const { recipe, setTraining } = store.getState();
    setTraining({ ...recipe.training, furtherEmas });
  };
  const suggested = suggestedDecays(first, further);
  return (
    <fieldset className={styles.averages}>
      <legend className={styles.legend}>{say`Further averages`} <Hint label={say`further averages`} text={sayText(about)} /></legend>
      {further.map((decay, index) => {
        const name = sayText(furtherNames[index] ?? 'average');
        return (
          <div key={index} className={styles.average}>
            <NumberField label={name} min={min} max={max} step={step} value={decay} onChange={(next) => change(further.with(index, next))} />
            <IconButton icon="trash" label={say`Remove the ${name}`} onClick={() => change(further.toSpliced(index, 1))} />
            <p className={styles.note}>{horizonWords(decay)}</p>
          </div>
        );
      })}
      {suggested.length > 0 ? (
        <div className={styles.suggested}>
          {suggested.map((decay) => <Button key={decay} icon="plus" title={horizonWords(decay)} onClick={() => change([...further, decay])}>{say`Add ${decay}`}</Button>)}
        </div>
      ) : null}
    </fieldset>
  );
}
