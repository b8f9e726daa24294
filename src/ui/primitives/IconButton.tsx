import type { ButtonHTMLAttributes } from 'react';
import { classes } from './classes.ts';
import { Icon, type IconName } from './Icon.tsx';
import styles from './IconButton.module.css';

export interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'aria-label' | 'children'> {
  icon: IconName;
  /** What it does, for screen readers and as tooltip. */
  label: string;
  /** For a toggle: whether it is on. */
  pressed?: boolean;
  /** `solid` for the main button of a transport. */
  variant?: 'quiet' | 'solid';
}

export function IconButton({ icon, label, pressed, variant = 'quiet', className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      className={classes(styles.button, styles[variant], pressed && styles.pressed, className)}
      aria-label={label}
      aria-pressed={pressed}
      title={label}
      {...rest}
    >
      <Icon name={icon} />
    </button>
  );
}
