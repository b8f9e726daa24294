import { choiceLabel } from '../../recipe/options.ts';
import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { CompareChoice, type CompareChoiceProps } from './CompareChoice.tsx';
import { SavedSchedules } from './SavedSchedules.tsx';
import { ScheduleFiles, type ScheduleFilesProps } from './ScheduleFiles.tsx';
import styles from './ScheduleShelf.module.css';
import type { SavedSchedules as Shelf } from './useSavedSchedules.ts';

export interface ScheduleShelfProps extends ScheduleFilesProps, Omit<CompareChoiceProps, 'saved'> {
  shelf: Shelf;
}

/** Schedules that are not the present one: files, the person's own, and those to compare with. */
export function ScheduleShelf({ shelf, compared, onCompare, ...files }: ScheduleShelfProps) {
  const { kind } = files.schedule;
  const label = sayText(choiceLabel('schedule.kind', kind));
  return (
    <details className={styles.shelf}>
      <summary>{say`Save, open, compare`}</summary>
      <div className={styles.body}>
        <SavedSchedules shelf={shelf} schedule={files.schedule} label={say`My ${label}`} />
        <CompareChoice saved={shelf.saved} compared={compared} onCompare={onCompare} />
        <ScheduleFiles {...files} />
      </div>
    </details>
  );
}
