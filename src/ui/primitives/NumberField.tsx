import { useId, useState } from 'react';
import { Hint } from './Hint.tsx';
import { NumberBox } from './NumberBox.tsx';
import type { NumberRange } from './numberText.ts';
import styles from './Field.module.css';

export interface NumberFieldProps extends NumberRange {
  label: string;
  value: number;
  step?: number;
  unit?: string;
  hint?: string;
  disabled?: boolean;
  onChange(value: number): void;
}

/** A labelled number as text; what is out of range is answered with a sentence and not applied. */
export function NumberField({ label, value, unit, hint, disabled, onChange, ...range }: NumberFieldProps) {
  const id = useId();
  const [problem, setProblem] = useState<string | null>(null);
  return (
    <div className={styles.field}>
      <div className={styles.head}>
        <span className={styles.label}>
          <label htmlFor={id}>{label}</label>
          {hint ? <Hint label={label} text={hint} /> : null}
        </span>
        <NumberBox
          id={id}
          label={label}
          value={value}
          unit={unit}
          disabled={disabled}
          describedBy={problem ? `${id}-problem` : undefined}
          onChange={onChange}
          onProblem={setProblem}
          {...range}
        />
      </div>
      {problem ? <p id={`${id}-problem`} className={styles.problem} role="alert">{problem}</p> : null}
    </div>
  );
}
