import type { ReactNode } from 'react';
import { RecipeOption } from '../controls/RecipeOption.tsx';
import { FormulaDetails } from '../formulas/FormulaDetails.tsx';
import { Formula } from '../formulas/Formula.tsx';
import type { Formula as FormulaOf } from '../../diffusion/scheduleFormulas.ts';
import { say } from '../../words/say.ts';
import styles from './ObjectivePanel.module.css';

export interface ObjectiveChoiceProps {
  /** Path of the choice in the recipe, for instance `objective.loss`. */
  path: string;
  label?: string;
  /** What the chosen answer is, exactly; null where there is nothing to say. */
  formula?: { name: string; formula: FormulaOf; values: Readonly<Record<string, number>> } | null;
  /** Controls of the numbers that belong to the chosen answer; those that do not count show nothing. */
  children?: ReactNode;
}

/** A choice, the numbers that belong to what was chosen, and its formula. */
export function ObjectiveChoice({ path, label, formula, children }: ObjectiveChoiceProps) {
  return (
    <div className={styles.choice}>
      <RecipeOption path={path} label={label} />
      <div className={styles.numbers}>{children}</div>
      {formula ? (
        <FormulaDetails summary={say`Formula of ${formula.name}`}><Formula formula={formula.formula} values={formula.values} /></FormulaDetails>
      ) : null}
    </div>
  );
}
