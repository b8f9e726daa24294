import { useId, useRef, useState } from 'react';
import { say } from '../../words/say.ts';
import { Button } from '../primitives/Button.tsx';
import styles from './CopyField.module.css';

/** A text to take along, and a button that does. Where the clipboard is closed it is selected, for the keyboard to copy. */
export function CopyField({ label, text, lines = 3 }: { label: string; text: string; lines?: number }) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [told, setTold] = useState<{ of: string; copied: boolean } | null>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setTold({ of: text, copied: true });
    } catch {
      field.current?.focus();
      field.current?.select();
      setTold({ of: text, copied: false });
    }
  };
  const news = told?.of === text ? told : null;
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>{label}</label>
      <textarea ref={field} id={id} className={styles.text} readOnly rows={lines} spellCheck={false} value={text} onFocus={(event) => event.target.select()} />
      <div className={styles.line}>
        <Button icon={news?.copied ? 'check' : 'copy'} aria-label={say`Copy: ${label}`} onClick={() => void copy()}>{say`Copy`}</Button>
        <span className={styles.news} role="status">{news === null ? '' : news.copied ? say`Copied.` : say`The browser does not let the page copy: press Ctrl+C.`}</span>
      </div>
    </div>
  );
}
