import { useState, type KeyboardEvent } from 'react';
import { classes } from './classes.ts';
import { formatNumber, readNumber, type NumberRange } from './numberText.ts';
import styles from './NumberBox.module.css';

export interface NumberBoxProps extends NumberRange {
  id?: string;
  label: string;
  /** What the sentence about a wrong number calls it; left out: the label. */
  name?: string;
  value: number;
  /** Stands behind the number. */
  unit?: string;
  /** Arrow keys change the value by this; default: 1 for integers, else a hundredth of the range. */
  step?: number;
  disabled?: boolean;
  describedBy?: string;
  onChange(value: number): void;
  /** The sentence about the present text, null when it is fine. */
  onProblem(problem: string | null): void;
}

/** The bare text box of a number: applies on Enter, on leaving and on arrow keys; Escape restores. */
export function NumberBox({ id, label, name = label, value, unit, min, max, integer, step, disabled, describedBy, onChange, onProblem }: NumberBoxProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const [bad, setBad] = useState(false);

  const settle = (problem: string | null, text: string | null) => {
    setBad(problem !== null);
    setDraft(text);
    onProblem(problem);
  };
  const apply = () => {
    if (draft === null) return;
    const read = readNumber(draft, name, { min, max, integer });
    if ('problem' in read) {
      settle(read.problem, draft);
    } else {
      settle(null, null);
      if (read.value !== value) onChange(read.value);
    }
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') apply();
    if (event.key === 'Escape' && draft !== null) {
      // Restores the number and nothing else.
      event.preventDefault();
      settle(null, null);
    }
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    const by = (step ?? (integer ? 1 : (max - min) / 100)) * (event.key === 'ArrowUp' ? 1 : -1);
    settle(null, null);
    onChange(Math.min(max, Math.max(min, Number((value + by).toPrecision(12)))));
  };

  const box = (
    <input
      id={id}
      className={classes(styles.box, bad && styles.bad)}
      type="text"
      inputMode={integer ? 'numeric' : 'decimal'}
      autoComplete="off"
      spellCheck={false}
      aria-label={id ? undefined : label}
      aria-invalid={bad}
      aria-describedby={describedBy}
      disabled={disabled}
      value={draft ?? formatNumber(value)}
      onChange={(event) => setDraft(event.target.value)}
      onFocus={(event) => event.target.select()}
      onBlur={apply}
      onKeyDown={onKeyDown}
    />
  );
  return unit ? <span className={styles.boxed}>{box}<span className={styles.unit}>{unit}</span></span> : box;
}
