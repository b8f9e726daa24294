import { useEffect, useId, useRef, useState, type FormEvent } from 'react';
import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { Button } from '../primitives/Button.tsx';
import { IconButton } from '../primitives/IconButton.tsx';
import { nameProblem } from './savedSchedules.ts';
import styles from './ScheduleShelf.module.css';

export interface SavedEntryProps {
  name: string;
  /** Names of the others. */
  taken: readonly string[];
  onRename(name: string): void;
  onRemove(): void;
}

/** One kept schedule in the list: its name, to be changed in place, and its bin. */
export function SavedEntry({ name, taken, onRename, onRemove }: SavedEntryProps) {
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const box = useRef<HTMLLIElement>(null);
  const wasOpen = useRef(false);
  const isOpen = draft !== null;
  // The keyboard goes into the field with the press that opens it, and back to where it was afterwards.
  useEffect(() => {
    if (isOpen !== wasOpen.current) box.current?.querySelector<HTMLElement>('input, button')?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  const stop = () => { setDraft(null); setProblem(null); };
  if (draft === null) {
    return (
      <li ref={box} className={styles.entry}>
        <span className={styles.entryName} title={name}>{name}</span>
        <IconButton icon="pen" label={say`Rename “${name}”`} onClick={() => setDraft(name)} />
        <IconButton icon="trash" label={say`Delete “${name}”`} onClick={onRemove} />
      </li>
    );
  }
  const rename = (event: FormEvent) => {
    event.preventDefault();
    const wrong = nameProblem(draft, taken);
    setProblem(wrong);
    if (wrong) return;
    if (draft.trim() !== name) onRename(draft);
    stop();
  };
  return (
    <li ref={box}>
      <form className={styles.entry} onSubmit={rename} noValidate>
        <input
          className={styles.name} aria-label={say`New name of “${name}”`} value={draft} autoComplete="off"
          aria-invalid={problem !== null} aria-describedby={problem ? id : undefined}
          onChange={(event) => { setDraft(event.target.value); setProblem(null); }}
          onKeyDown={(event) => { if (event.key === 'Escape') stop(); }}
        />
        <Button type="submit" variant="quiet">{say`Rename`}</Button>
      </form>
      {problem ? <p id={id} className={styles.problem} role="alert">{sayText(problem)}</p> : null}
    </li>
  );
}
