import { useId, useState, type FormEvent } from 'react';
import { optionAt } from '../../recipe/options.ts';
import { Button } from '../primitives/Button.tsx';
import { wordProblem } from './dataChoice.ts';
import styles from './DataPanel.module.css';

/** A word whose letters become the data. */
export function WordField({ initial, onLearn }: { initial: string; onLearn(text: string): void }) {
  const id = useId();
  const [text, setText] = useState(initial);
  const [problem, setProblem] = useState<string | null>(null);
  const option = optionAt('data.text');
  const maxLength = option.kind === 'text' ? option.maxLength : 12;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wrong = wordProblem(text, maxLength);
    setProblem(wrong);
    if (wrong === null) onLearn(text.trim());
  };
  return (
    <form className={styles.word} onSubmit={submit} noValidate>
      <label className={styles.label} htmlFor={id}>A word, up to {maxLength} characters</label>
      <div className={styles.row}>
        <input
          id={id}
          className={styles.text}
          value={text}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={problem !== null}
          aria-describedby={problem ? `${id}-problem` : undefined}
          onChange={(event) => { setText(event.target.value); setProblem(null); }}
        />
        <Button variant="primary" type="submit">Learn this word</Button>
      </div>
      {problem ? <p id={`${id}-problem`} className={styles.problem} role="alert">{problem}</p> : <p className={styles.note}>{option.help}</p>}
    </form>
  );
}
