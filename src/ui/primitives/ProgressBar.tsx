import styles from './ProgressBar.module.css';

export interface ProgressBarProps {
  label: string;
  /** Share done, 0 to 1; null while nobody knows. */
  share: number | null;
}

/** A thin line that fills. */
export function ProgressBar({ label, share }: ProgressBarProps) {
  return <progress className={styles.bar} max={1} {...(share === null ? {} : { value: share })} aria-label={label} />;
}
