import { useId, useState, type FormEvent } from 'react';
import type { ScheduleRecipe } from '../../recipe/recipe.ts';
import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { Button } from '../primitives/Button.tsx';
import { Hint } from '../primitives/Hint.tsx';
import { Status } from '../primitives/Status.tsx';
import { SavedEntry } from './SavedEntry.tsx';
import { freeName, nameProblem } from './savedSchedules.ts';
import styles from './ScheduleShelf.module.css';
import type { SavedSchedules as Shelf } from './useSavedSchedules.ts';

export interface SavedSchedulesProps {
  shelf: Shelf;
  schedule: ScheduleRecipe;
  /** What the kind of the schedule is called: the name that is proposed. */
  label: string;
}

/** Keeps the present schedule under a name, and puts the kept ones in order. */
export function SavedSchedules({ shelf, schedule, label }: SavedSchedulesProps) {
  const id = useId();
  const names = shelf.saved.map(({ name }) => name);
  const [typed, setTyped] = useState<string | null>(null);
  const [asked, setAsked] = useState(false);
  const name = typed ?? freeName(label, names);
  const exists = names.includes(name.trim());
  const problem = asked ? nameProblem(name, []) : null;
  const keep = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (nameProblem(name, [])) return;
    shelf.keep(name, schedule);
    setTyped(null);
    setAsked(false);
  };
  return (
    <div className={styles.part}>
      <h3 className={styles.title}>
        {say`Your own`} <Hint label={say`your own schedules`} text={say`Kept in this browser on this computer, beside the other curves; up to 50.`} />
      </h3>
      <form className={styles.row} onSubmit={keep} noValidate>
        <input
          className={styles.name} aria-label={say`Name of the schedule`} value={name} autoComplete="off"
          aria-invalid={problem !== null} aria-describedby={problem ? `${id}-problem` : undefined}
          onChange={(event) => { setTyped(event.target.value); setAsked(false); }}
        />
        <Button type="submit">{exists ? say`Replace the kept one` : say`Keep this schedule`}</Button>
      </form>
      {problem ? <p id={`${id}-problem`} className={styles.problem} role="alert">{sayText(problem)}</p> : null}
      {shelf.saved.length > 0 ? (
        <ul className={styles.list} aria-label={say`Your own schedules`}>
          {shelf.saved.map((entry, i) => (
            <SavedEntry
              key={i} name={entry.name} taken={names.filter((other) => other !== entry.name)}
              onRename={(to) => shelf.rename(entry.name, to)} onRemove={() => shelf.remove(entry.name)}
            />
          ))}
        </ul>
      ) : null}
      {shelf.problem ? <Status tone="bad">{sayText(shelf.problem)}</Status> : null}
      {shelf.done ? <Status tone="good" action={<Button variant="quiet" icon="undo" onClick={shelf.done.undo}>{say`Undo`}</Button>}>{sayText(shelf.done.told)}</Status> : null}
      {shelf.problems.length > 0 ? (
        <Status tone="warn" action={<Button onClick={shelf.forgetUnread}>{say`Delete what cannot be read`}</Button>}>{shelf.problems.slice(0, 3).map(sayText).join(' ')}{shelf.problems.length > 3 ? ` ${say`And ${shelf.problems.length - 3} more.`}` : ''}</Status>
      ) : null}
    </div>
  );
}
