import { useId, useState } from 'react';
import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { Hint } from '../primitives/Hint.tsx';
import type { KeptFilm } from './desk.ts';
import { keptName, keptNameProblem, plainName } from './keptNames.ts';
import { useCompareDesk } from './useCompareDesk.ts';
import styles from './KeptNameField.module.css';

/** The name of a kept film, to be changed in place: Enter or leaving takes it over, Escape brings the old one back. @param all kept films */
export function KeptNameField({ film, all }: { film: KeptFilm; all: readonly KeptFilm[] }) {
  const desk = useCompareDesk();
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const take = () => {
    if (draft === null) return;
    const wrong = keptNameProblem(draft, all.filter((one) => one !== film).map((one) => keptName(one, all)));
    setProblem(wrong);
    if (wrong) return;
    desk.rename(film.id, draft);
    setDraft(null);
  };
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>{say`Name`}</label>
      <Hint label={say`the name`} text={say`What this film is called in the choice of films of every column. Empty it, and it is called by what it is again.`} />
      <input
        id={id} className={styles.name} type="text" autoComplete="off" placeholder={plainName(film, all)} value={draft ?? film.name ?? ''}
        aria-invalid={problem !== null} aria-describedby={problem ? `${id}-problem` : undefined}
        onChange={(event) => { setDraft(event.target.value); setProblem(null); }}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === 'Enter') take();
          // The place is left with Escape, but not out of a name.
          if (event.key !== 'Escape' || draft === null) return;
          event.preventDefault();
          setDraft(null);
          setProblem(null);
        }}
      />
      {problem ? <p id={`${id}-problem`} className={styles.problem} role="alert">{sayText(problem)}</p> : null}
    </div>
  );
}
