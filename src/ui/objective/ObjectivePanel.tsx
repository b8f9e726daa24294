import { useDeferredValue, useMemo } from 'react';
import { predictionChoices, weightingChoices } from '../../diffusion/objectiveOptions.ts';
import { predictionFormula, weightingFormula } from '../../diffusion/objectiveFormulas.ts';
import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { Notes } from '../controls/Notes.tsx';
import { Problems } from '../controls/Problems.tsx';
import { RecipeOption } from '../controls/RecipeOption.tsx';
import { usePlayground, usePlaygroundStore } from '../playground.ts';
import { Button } from '../primitives/Button.tsx';
import { Section } from '../primitives/Section.tsx';
import { formulaValues } from './formulaValues.ts';
import { MoreObjective } from './MoreObjective.tsx';
import { ObjectiveChoice } from './ObjectiveChoice.tsx';
import { ObjectiveWarnings } from './ObjectiveWarnings.tsx';
import { noteRemedies, problemRemedies, sharesOf, type Remedy } from './remedies.ts';
import { ShareEditor } from './ShareEditor.tsx';
import styles from './ObjectivePanel.module.css';

function labelOf<T extends string>(choices: readonly { value: T; label: string }[], value: T): string {
  return sayText(choices.find((choice) => choice.value === value)?.label ?? value);
}

/** What the network is asked for, how wrong answers are measured, and how much each noise level counts. */
export function ObjectivePanel() {
  const store = usePlaygroundStore();
  const objective = usePlayground((state) => state.recipe.objective);
  // While the schedule is dragged, its own curve goes first.
  const schedule = useDeferredValue(usePlayground((state) => state.recipe.schedule));
  const recipe = useMemo(() => ({ schedule, objective }), [schedule, objective]);
  const shares = useMemo(() => sharesOf(recipe), [recipe]);
  const { prediction, weighting, lambda } = objective;
  const formulas = useMemo(() => ({ prediction: predictionFormula(prediction), weighting: weightingFormula(weighting, lambda) }), [prediction, weighting, lambda]);
  const values = formulaValues(recipe);
  const apply = ({ recipe: mended }: Remedy) => {
    const { recipe: present, setSchedule, setObjective } = store.getState();
    if (mended.schedule !== present.schedule) setSchedule(mended.schedule, true);
    if (mended.objective !== present.objective) setObjective(mended.objective);
  };
  const buttons = (remedies: readonly Remedy[]) => remedies.map((remedy) => <Button key={remedy.label} onClick={() => apply(remedy)}>{sayText(remedy.label)}</Button>);
  return (
    <Section title={say`Objective`} hint={say`What the network learns to predict, how a wrong answer is measured, and how much each noise level counts. Losses and weights change while it trains; prediction, variance and self-conditioning need a restart.`}>
      <div className={styles.choices}>
        <ObjectiveChoice path="objective.prediction" formula={{ name: labelOf(predictionChoices, prediction), formula: formulas.prediction, values }} />
        <ObjectiveChoice path="objective.loss">
          <RecipeOption path="objective.huberDelta" label={say`delta`} />
          <RecipeOption path="objective.pseudoHuberDelta" label={say`delta`} />
        </ObjectiveChoice>
        <ObjectiveChoice path="objective.weighting" formula={formulas.weighting && { name: labelOf(weightingChoices, weighting), formula: formulas.weighting, values }}>
          <RecipeOption path="objective.boundVariance" />
          <RecipeOption path="objective.lambda" />
          <RecipeOption path="objective.minSnrGamma" label={say`gamma`} />
          <RecipeOption path="objective.softMinSnrGamma" label={say`gamma`} />
          <RecipeOption path="objective.p2K" label="k" />
          <RecipeOption path="objective.p2Gamma" label={say`gamma`} />
        </ObjectiveChoice>
        <ObjectiveChoice path="objective.density" label={say`Levels drawn`}>
          <RecipeOption path="objective.logNormalMean" label={say`Mean`} />
          <RecipeOption path="objective.logNormalStd" label={say`Spread`} />
          <RecipeOption path="objective.logitNormalMean" label={say`Mean`} />
          <RecipeOption path="objective.logitNormalStd" label={say`Spread`} />
          <RecipeOption path="objective.uniformShare" />
        </ObjectiveChoice>
      </div>
      <ShareEditor objective={objective} shares={shares} timesteps={schedule.timesteps} />
      {/* Below the chart, which must not move under the pointer when one comes. */}
      <Problems of={['objective']} action={(problem) => buttons(problemRemedies(problem, store.getState().recipe))} />
      <Notes of={['objective']} action={(note) => buttons(noteRemedies(note, store.getState().recipe))} />
      <ObjectiveWarnings recipe={recipe} shares={shares} onRemedy={apply} />
      <MoreObjective />
    </Section>
  );
}
