import type { ReactNode } from 'react';
import { Disclosure } from '../primitives/Disclosure.tsx';
import styles from './FormulaDetails.module.css';

/** Formulas tucked away under a word, for who wants to know exactly. */
export function FormulaDetails({ summary, children }: { summary: string; children: ReactNode }) {
  return <Disclosure summary={summary}><div className={styles.body}>{children}</div></Disclosure>;
}
