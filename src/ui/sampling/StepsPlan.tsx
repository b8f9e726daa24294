import { useMemo } from 'react';
import { requestedPlan } from '../../diffusion/requestedPlan.ts';
import { isImageData } from '../../recipe/recipeKind.ts';
import { RecipeOption } from '../controls/RecipeOption.tsx';
import { usePlayground } from '../playground.ts';
import { HandTools } from './HandTools.tsx';
import { planWords } from './samplerWords.ts';
import { SpacingChoice } from './SpacingChoice.tsx';
import { StepsChart } from './StepsChart.tsx';
import { useHandPlaces } from './useHandPlaces.ts';
import { useSampledTables } from './useSampledTables.ts';
import { visitedLevels } from './visitedLevels.ts';
import styles from './SamplingControls.module.css';

/** Where the steps fall, and what they cost. */
export function StepsPlan() {
  const sampling = usePlayground((state) => state.recipe.sampling);
  const learned = usePlayground((state) => state.recipe.objective.variance === 'learned');
  const guided = usePlayground(({ recipe: { data } }) => isImageData(data) && data.conditional) && sampling.guidance !== 1 && sampling.label !== 'none';
  const tables = useSampledTables();
  const hand = useHandPlaces();
  const byHand = sampling.spacing === 'hand-placed' ? hand : null;
  const { spacing, steps, gridRho, places } = sampling;
  const levels = useMemo(() => tables && visitedLevels({ spacing, steps, gridRho, places }, tables.sampled), [tables, spacing, steps, gridRho, places]);
  const plan = useMemo(() => {
    try {
      return tables && requestedPlan(sampling, tables.trained, tables.sampled, learned);
    } catch {
      return null;
    }
  }, [tables, sampling, learned]);
  return (
    <div className={styles.column}>
      <SpacingChoice table={tables?.sampled ?? null} />
      <RecipeOption path="sampling.gridRho" />
      {tables ? <StepsChart table={tables.sampled} levels={levels} hand={byHand} /> : null}
      {plan ? <p className={styles.note}>{planWords(plan, sampling, guided)}</p> : null}
      {tables && byHand ? <HandTools table={tables.sampled} hand={byHand} /> : null}
    </div>
  );
}
