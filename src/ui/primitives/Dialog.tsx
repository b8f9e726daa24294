import { useEffect, useId, useRef, type ReactNode } from 'react';
import { say } from '../../words/say.ts';
import { IconButton } from './IconButton.tsx';
import styles from './Dialog.module.css';

export interface DialogProps {
  open: boolean;
  title: string;
  /** For what is better seen large. */
  wide?: boolean;
  onClose(): void;
  children: ReactNode;
}

/** A modal native dialog: focus stays inside, Escape and a click beside it close. */
export function Dialog({ open, title, wide = false, onClose, children }: DialogProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    if (open && !element.open) element.showModal();
    if (!open && element.open) element.close();
  }, [open]);
  return (
    <dialog
      ref={dialog}
      className={wide ? styles.wide : styles.dialog}
      aria-labelledby={id}
      onClose={onClose}
      onClick={(event) => event.target === event.currentTarget && onClose()}
    >
      <div className={styles.body}>
        <div className={styles.head}>
          <h2 id={id} className={styles.title}>{title}</h2>
          <IconButton icon="close" label={say`Close`} onClick={onClose} />
        </div>
        {open ? children : null}
      </div>
    </dialog>
  );
}
