import type { ReactNode } from 'react';
import styles from './FormulaDetails.module.css';

/** Formulas tucked away under a word, for who wants to know exactly. */
export function FormulaDetails({ summary = 'Formula', children }: { summary?: string; children: ReactNode }) {
  return (
    <details className={styles.details}>
      <summary className={styles.summary}>{summary}</summary>
      <div className={styles.body}>{children}</div>
    </details>
  );
}
