import { useEffect, useId, useRef, useState } from 'react';
import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { GlossaryText } from '../glossary/GlossaryText.tsx';
import { Button } from '../primitives/Button.tsx';
import { Icon } from '../primitives/Icon.tsx';
import type { Question } from './lesson.ts';
import styles from './QuestionForm.module.css';

/** First a prediction, then the answer. */
export function QuestionForm({ question: { ask, choices, answer } }: { question: Question }) {
  const name = useId();
  const [chosen, setChosen] = useState<number | null>(null);
  const [revealed, setRevealed] = useState(false);
  const told = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    // The button that was pressed is gone; who listens hears the answer.
    if (revealed) told.current?.focus();
  }, [revealed]);
  const right = chosen !== null && choices[chosen]?.right === true;
  return (
    <div className={styles.question}>
      <fieldset className={styles.choices}>
        <legend className={styles.ask}>{sayText(ask)}</legend>
        {choices.map((choice, index) => (
          <label key={choice.text} className={styles.choice} data-right={(revealed && choice.right) || undefined}>
            <input type="radio" name={name} checked={chosen === index} disabled={revealed && chosen !== index} onChange={() => setChosen(index)} />
            <span>{sayText(choice.text)}{revealed && choice.right ? <span className={styles.mark}><Icon name="check" />{say`so it is`}</span> : null}</span>
          </label>
        ))}
      </fieldset>
      {revealed ? null : <div><Button disabled={chosen === null} onClick={() => setRevealed(true)}>{say`Reveal`}</Button></div>}
      {revealed ? (
        <p ref={told} tabIndex={-1} className={styles.answer}>
          <strong>{right ? say`As you said.` : say`Not quite.`}</strong> <GlossaryText text={answer} />
        </p>
      ) : null}
    </div>
  );
}
