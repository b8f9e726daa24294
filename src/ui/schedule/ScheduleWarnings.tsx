import type { NoiseTable } from '../../diffusion/noiseTable.ts';
import { checkSamplingSchedule, checkSchedule } from '../../diffusion/scheduleWarnings.ts';
import type { Prediction, ScheduleRecipe } from '../../recipe/recipe.ts';
import { Button } from '../primitives/Button.tsx';
import { Status } from '../primitives/Status.tsx';
import { remedyFor } from './remedies.ts';
import styles from './ScheduleEditor.module.css';

export interface ScheduleWarningsProps {
  schedule: ScheduleRecipe;
  table: NoiseTable;
  prediction: Prediction;
  /** Set while the schedule of detached sampling is shown. */
  trained: { schedule: ScheduleRecipe; table: NoiseTable } | null;
  onRemedy(schedule: ScheduleRecipe): void;
}

/** What is unwise about the curve, why, and what to do about it. */
export function ScheduleWarnings({ schedule, table, prediction, trained, onRemedy }: ScheduleWarningsProps) {
  const own = checkSchedule(table, { schedule, prediction });
  const warnings = trained
    ? [...checkSamplingSchedule(trained.table, table), ...own.filter((warning) => warning.id !== 'signal-left')]
    : own;
  if (warnings.length === 0) return null;
  return (
    <div className={styles.warnings}>
      {warnings.map((warning) => {
        const remedy = remedyFor(warning.id, schedule, trained?.schedule ?? null);
        return (
          <Status
            key={warning.id}
            tone="warn"
            action={remedy ? <Button onClick={() => onRemedy(remedy.schedule)}>{remedy.label}</Button> : null}
          >
            {warning.explanation} <span className={styles.remedy}>{warning.remedy}</span>
          </Status>
        );
      })}
    </div>
  );
}
