import { useId, useState, type FormEvent } from 'react';
import { optionAt } from '../../recipe/options.ts';
import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { Button } from '../primitives/Button.tsx';
import { wordProblem } from './dataChoice.ts';
import styles from './DataPanel.module.css';

/** A word whose letters become the data. */
export function WordField({ initial, onLearn }: { initial: string; onLearn(text: string): void }) {
  const id = useId();
  const [text, setText] = useState(initial);
  const [wrong, setWrong] = useState(false);
  const option = optionAt('data.text');
  const maxLength = option.kind === 'text' ? option.maxLength : 12;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const fine = wordProblem(text, maxLength) === null;
    setWrong(!fine);
    if (fine) onLearn(text.trim());
  };
  const problem = wrong ? wordProblem(text, maxLength) : null;
  return (
    <form className={styles.word} onSubmit={submit} noValidate>
      <label className={styles.label} htmlFor={id}>{say`A word, up to ${maxLength} characters`}</label>
      <div className={styles.row}>
        <input
          id={id}
          className={styles.text}
          value={text}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={problem !== null}
          aria-describedby={problem ? `${id}-problem` : undefined}
          onChange={(event) => { setText(event.target.value); setWrong(false); }}
        />
        <Button variant="primary" type="submit">{say`Learn this word`}</Button>
      </div>
      {problem ? <p id={`${id}-problem`} className={styles.problem} role="alert">{problem}</p> : <p className={styles.note}>{sayText(option.help)}</p>}
    </form>
  );
}
