import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './Disclosure.module.css';

export interface DisclosureProps {
  /** What is folded away, for instance "More settings". */
  summary: ReactNode;
  className?: string;
  children: ReactNode;
}

/** What few people need: folded away under a line that says what it is. */
export function Disclosure({ summary, className, children }: DisclosureProps) {
  return (
    <details className={classes(styles.details, className)}>
      <summary className={styles.summary}>{summary}</summary>
      {children}
    </details>
  );
}
