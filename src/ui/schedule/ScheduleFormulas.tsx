import { useMemo } from 'react';
import { choiceLabel } from '../../recipe/options.ts';
import type { ScheduleRecipe } from '../../recipe/recipe.ts';
import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { Formula } from '../formulas/Formula.tsx';
import { FormulaDetails } from '../formulas/FormulaDetails.tsx';
import { presentFormulas } from './presentFormulas.ts';
import styles from './ScheduleEditor.module.css';

/** What the present schedule is, exactly. */
export function ScheduleFormulas({ schedule }: { schedule: ScheduleRecipe }) {
  const formulas = useMemo(() => presentFormulas(schedule), [schedule]);
  const label = sayText(choiceLabel('schedule.kind', schedule.kind));
  return (
    <FormulaDetails summary={say`Formula of ${label}`}>
      {formulas.map(({ title, formula, values }) => (
        <div key={title}>
          {title ? <h3 className={styles.step}>{sayText(title)}</h3> : null}
          <Formula formula={formula} values={values} />
        </div>
      ))}
    </FormulaDetails>
  );
}
