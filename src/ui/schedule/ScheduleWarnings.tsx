import { useDeferredValue, useMemo } from 'react';
import type { NoiseTable } from '../../diffusion/noiseTable.ts';
import { checkSamplingSchedule, checkSchedule } from '../../diffusion/scheduleWarnings.ts';
import type { Prediction, ScheduleRecipe } from '../../recipe/recipe.ts';
import { sayText } from '../../words/sayText.ts';
import { Button } from '../primitives/Button.tsx';
import { Status } from '../primitives/Status.tsx';
import { remedyFor, type Remedy } from './remedies.ts';
import styles from './ScheduleEditor.module.css';

export interface ScheduleWarningsProps {
  schedule: ScheduleRecipe;
  table: NoiseTable;
  prediction: Prediction;
  /** Set while the schedule of detached sampling is shown. */
  trained: { schedule: ScheduleRecipe; table: NoiseTable } | null;
  onRemedy(remedy: Remedy): void;
}

/** What is unwise about the curve, why, and what to do about it. */
export function ScheduleWarnings({ schedule, table, prediction, trained, onRemedy }: ScheduleWarningsProps) {
  // Warnings may come a frame late; the curve under the finger may not.
  const settledSchedule = useDeferredValue(schedule);
  const settledTable = useDeferredValue(table);
  const trainedTable = trained?.table ?? null;
  const trainedSchedule = trained?.schedule ?? null;
  const warnings = useMemo(() => {
    const own = checkSchedule(settledTable, { schedule: settledSchedule, prediction });
    const found = trainedTable
      ? [...checkSamplingSchedule(trainedTable, settledTable), ...own.filter((warning) => warning.id !== 'signal-left')]
      : own;
    return found.map((warning) => ({ ...warning, way: remedyFor(warning.id, settledSchedule, trainedSchedule) }));
  }, [settledSchedule, settledTable, prediction, trainedTable, trainedSchedule]);
  if (warnings.length === 0) return null;
  return (
    <div className={styles.warnings}>
      {warnings.map(({ id, explanation, remedy, way }) => (
        <Status key={id} tone="warn" action={way ? <Button onClick={() => onRemedy(way)}>{sayText(way.label)}</Button> : null}>
          {sayText(explanation)} <span className={styles.remedy}>{sayText(remedy)}</span>
        </Status>
      ))}
    </div>
  );
}
