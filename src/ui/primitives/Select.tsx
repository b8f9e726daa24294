import { useId } from 'react';
import { classes } from './classes.ts';
import { Hint } from './Hint.tsx';
import fieldStyles from './Field.module.css';
import styles from './Select.module.css';

export interface SelectProps<T extends string> {
  label: string;
  hideLabel?: boolean;
  hint?: string;
  value: T;
  /** Those of one `group` stand under its name. */
  options: readonly { value: T; label: string; group?: string }[];
  disabled?: boolean;
  onChange(value: T): void;
}

/** A native select with label and hint on one line. */
export function Select<T extends string>({ label, hideLabel = false, hint, value, options, disabled, onChange }: SelectProps<T>) {
  const id = useId();
  const groups = [...new Set(options.map(({ group }) => group))];
  const members = (of: string | undefined) => options.filter(({ group }) => group === of).map((option) => <option key={option.value} value={option.value}>{option.label}</option>);
  return (
    <div className={classes(fieldStyles.head, styles.line)}>
      <span className={hideLabel ? 'sr-only' : fieldStyles.label}>
        <label htmlFor={id}>{label}</label>
        {hint && !hideLabel ? <Hint label={label} text={hint} /> : null}
      </span>
      <select
        id={id}
        className={classes(styles.select, !hideLabel && styles.beside)}
        value={value}
        disabled={disabled}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen) onChange(chosen.value);
        }}
      >
        {groups.map((group) => (group === undefined ? members(group) : <optgroup key={group} label={group}>{members(group)}</optgroup>))}
      </select>
    </div>
  );
}
