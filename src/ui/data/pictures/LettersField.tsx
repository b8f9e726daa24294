import { useId, useState } from 'react';
import { wordsProblem } from '../../../recipe/imageFields.ts';
import { optionAt } from '../../../recipe/options.ts';
import { say } from '../../../words/say.ts';
import { sayText } from '../../../words/sayText.ts';
import { Hint } from '../../primitives/Hint.tsx';
import styles from '../DataPanel.module.css';

/** Letters or short words, each a class; looked at while they are typed. */
export function LettersField({ words, onChange }: { words: string; onChange(words: string): void }) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const { label, help } = optionAt('data.words');
  const text = typed ?? words;
  const problem = wordsProblem(text);
  return (
    <div className={styles.word}>
      <span className={styles.term}>
        <label htmlFor={id}>{sayText(label)}</label>
        <Hint label={sayText(label)} text={sayText(help)} />
      </span>
      <input
        id={id}
        className={styles.text}
        value={text}
        maxLength={400}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={problem !== null}
        aria-describedby={`${id}-note`}
        onChange={(event) => {
          setTyped(event.target.value);
          onChange(event.target.value);
        }}
        onBlur={() => setTyped(null)}
      />
      <p id={`${id}-note`} className={problem ? styles.problem : styles.note} role={problem ? 'alert' : undefined}>
        {problem ? sayText(problem) : say`Drawn in the fonts of this computer, so others may see other letters.`}
      </p>
    </div>
  );
}
