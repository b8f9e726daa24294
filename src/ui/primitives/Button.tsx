import type { ButtonHTMLAttributes } from 'react';
import { classes } from './classes.ts';
import { Icon, type IconName } from './Icon.tsx';
import styles from './Button.module.css';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `primary` for the one main action of a panel, `plain` outlined, `quiet` without a border. */
  variant?: 'primary' | 'plain' | 'quiet';
  size?: 'medium' | 'large';
  icon?: IconName;
  /** On which side the text of a quiet button lines up with its column; its hover ground reaches beyond. */
  flush?: 'start' | 'end' | 'both';
}

export function Button({ variant = 'plain', size = 'medium', icon, flush, className, children, ...rest }: ButtonProps) {
  return (
    <button type="button" className={classes(styles.button, styles[variant], size === 'large' && styles.large, (flush === 'start' || flush === 'both') && styles.flushStart, (flush === 'end' || flush === 'both') && styles.flushEnd, className)} {...rest}>
      {icon ? <Icon name={icon} size={size === 'large' ? 18 : 16} /> : null}
      {children}
    </button>
  );
}
