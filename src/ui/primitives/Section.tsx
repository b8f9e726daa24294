import { useId, type ReactNode } from 'react';
import { classes } from './classes.ts';
import { Hint } from './Hint.tsx';
import styles from './Section.module.css';

export interface SectionProps {
  title: string;
  /** One sentence about what this part is for. */
  hint?: string;
  /** Small controls at the end of the heading line. */
  actions?: ReactNode;
  /** 2 for a main part of the page, 3 inside one. */
  level?: 2 | 3;
  className?: string;
  children: ReactNode;
}

/** A part of the page: a heading line and what belongs under it, set apart by space and not by a box. */
export function Section({ title, hint, actions, level = 2, className, children }: SectionProps) {
  const id = useId();
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section className={classes(styles.section, className)} aria-labelledby={id}>
      <div className={styles.head}>
        <div className={styles.name}>
          <Heading id={id} className={level === 2 ? styles.title : styles.subtitle}>{title}</Heading>
          {hint ? <Hint label={title} text={hint} /> : null}
        </div>
        {actions ? <div className={styles.actions}>{actions}</div> : null}
      </div>
      {children}
    </section>
  );
}
