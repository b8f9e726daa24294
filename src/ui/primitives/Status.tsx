import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import { Icon } from './Icon.tsx';
import styles from './Status.module.css';

export interface StatusProps {
  tone?: 'info' | 'good' | 'warn' | 'bad';
  /** A button or link that helps. */
  action?: ReactNode;
  children: ReactNode;
}

/** One line (or sentence) about how things are; problems are announced, the rest politely. */
export function Status({ tone = 'info', action, children }: StatusProps) {
  return (
    <div className={classes(styles.status, styles[tone])} role={tone === 'bad' ? 'alert' : 'status'}>
      {tone === 'warn' || tone === 'bad' ? <Icon name="warning" /> : null}
      <span className={styles.text}>{children}</span>
      {action}
    </div>
  );
}
