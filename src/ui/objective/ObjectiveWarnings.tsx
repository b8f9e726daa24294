import { useDeferredValue, useMemo } from 'react';
import type { LevelShares } from '../../diffusion/levelShares.ts';
import type { Recipe } from '../../recipe/recipe.ts';
import { sayText } from '../../words/sayText.ts';
import { usePlayground, usePlaygroundStore } from '../playground.ts';
import { Button } from '../primitives/Button.tsx';
import { Status } from '../primitives/Status.tsx';
import { dataDeviation } from './dataDeviation.ts';
import { objectiveWarnings, remedyFor, type Remedy } from './remedies.ts';
import styles from './ObjectivePanel.module.css';

export interface ObjectiveWarningsProps {
  /** The recipe whose shares these are. */
  recipe: Pick<Recipe, 'schedule' | 'objective'>;
  shares: LevelShares | null;
  onRemedy(remedy: Remedy): void;
}

/** What is unwise or unusual about what the network learns on this schedule, and what to do about it. */
export function ObjectiveWarnings({ recipe, shares, onRemedy }: ObjectiveWarningsProps) {
  const store = usePlaygroundStore();
  const deviation = usePlayground(({ recipe: { data }, pictures }) => dataDeviation(data, pictures?.facts ?? null));
  // Warnings may come a frame late; the curve under the finger may not.
  const settled = useDeferredValue(shares);
  const settledRecipe = useDeferredValue(recipe);
  const warnings = useMemo(() => {
    const whole = { ...store.getState().recipe, ...settledRecipe };
    return objectiveWarnings(whole, settled, deviation).map((warning) => ({ ...warning, way: remedyFor(warning.id, whole, deviation) }));
  }, [store, settled, settledRecipe, deviation]);
  return warnings.map(({ id, tone, explanation, remedy, way }) => (
    <Status key={id} tone={tone === 'warning' ? 'warn' : 'info'} action={way ? <Button onClick={() => onRemedy(way)}>{sayText(way.label)}</Button> : null}>
      {sayText(explanation)} {remedy ? <span className={styles.remedy}>{sayText(remedy)}</span> : null}
    </Status>
  ));
}
