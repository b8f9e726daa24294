import { useId } from 'react';
import { sayText } from '../../words/sayText.ts';
import { classes } from './classes.ts';
import { Hint } from './Hint.tsx';
import styles from './Segmented.module.css';

export interface SegmentedProps<T extends string> {
  label: string;
  /** Keeps the label for screen readers only. */
  hideLabel?: boolean;
  hint?: string;
  value: T;
  options: readonly { value: T; label: string; title?: string }[];
  onChange(value: T): void;
  disabled?: boolean;
}

/** A short choice in one row: a radio group, so arrow keys move and Tab leaves. */
export function Segmented<T extends string>({ label, hideLabel = false, hint, value, options, onChange, disabled }: SegmentedProps<T>) {
  const name = useId();
  return (
    <fieldset className={styles.group} disabled={disabled}>
      <legend className={classes(styles.legend, hideLabel && 'sr-only')}>
        {label} {hint && !hideLabel ? <Hint label={label} text={hint} /> : null}
      </legend>
      <div className={styles.row}>
        {options.map((option) => (
          <label key={option.value} className={styles.option} title={option.title && sayText(option.title)}>
            <input
              className={styles.input}
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span className={styles.face}>{sayText(option.label)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
