import styles from './ToggleChip.module.css';

export interface ToggleChipProps {
  label: string;
  /** A small number or word behind the label. */
  note?: string;
  checked: boolean;
  disabled?: boolean;
  onChange(checked: boolean): void;
}

/** One of several things to switch on and off: a native checkbox drawn as a pill. */
export function ToggleChip({ label, note, checked, disabled = false, onChange }: ToggleChipProps) {
  return (
    <label className={styles.chip}>
      <input className={styles.input} type="checkbox" checked={checked} disabled={disabled} onChange={(event) => onChange(event.target.checked)} />
      <span className={styles.face}>
        <span className={styles.text}>{label}</span>
        {note ? <span className={styles.note}>{note}</span> : null}
      </span>
    </label>
  );
}
