import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { classes } from './classes.ts';
import styles from './Tabs.module.css';

export interface Tab<Name extends string> {
  name: Name;
  label: string;
  /** What one does there, in a few words. */
  title: string;
  /** Something there wants to be looked at. */
  flagged?: boolean;
  children: ReactNode;
}

export interface TabsProps<Name extends string> {
  label: string;
  tabs: readonly Tab<Name>[];
  value: Name;
  onChange(name: Name): void;
}

/** Panels of which one is shown: arrow keys go from tab to tab, Tab goes on into the panel. A panel that was looked at keeps its state. */
export function Tabs<Name extends string>({ label, tabs, value, onChange }: TabsProps<Name>) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState<readonly Name[]>([value]);
  const choose = (name: Name) => {
    // The tab may have been chosen from elsewhere.
    setSeen([...new Set([...seen, value, name])]);
    onChange(name);
  };
  useEffect(() => {
    const row = list.current;
    const tab = row?.querySelector<HTMLElement>(`[data-tab="${value}"]`);
    if (!row || !tab) return;
    // Only the row moves, and only where a chosen tab is cut off.
    const [left, right] = [tab.offsetLeft - row.offsetLeft, tab.offsetLeft - row.offsetLeft + tab.offsetWidth];
    if (left < row.scrollLeft) row.scrollLeft = left;
    else if (right > row.scrollLeft + row.clientWidth) row.scrollLeft = right - row.clientWidth;
  }, [value]);
  const onKeyDown = (event: KeyboardEvent) => {
    const here = tabs.findIndex(({ name }) => name === value);
    const last = tabs.length - 1;
    const there = { ArrowLeft: here === 0 ? last : here - 1, ArrowRight: here === last ? 0 : here + 1, Home: 0, End: last }[event.key];
    const tab = there === undefined ? undefined : tabs[there];
    if (!tab) return;
    event.preventDefault();
    choose(tab.name);
    list.current?.querySelector<HTMLElement>(`[data-tab="${tab.name}"]`)?.focus();
  };
  return (
    <div className={styles.tabs}>
      <div ref={list} className={styles.list} role="tablist" aria-label={label} onKeyDown={onKeyDown}>
        {tabs.map(({ name, label: text, title, flagged = false }) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`${id}-${name}`}
            data-tab={name}
            className={classes(styles.tab, flagged && styles.flagged)}
            title={sayText(title)}
            aria-selected={name === value}
            aria-controls={`${id}-${name}-panel`}
            tabIndex={name === value ? 0 : -1}
            onClick={() => choose(name)}
          >
            {sayText(text)}{flagged ? <span className="sr-only">{say`, has a message`}</span> : null}
          </button>
        ))}
      </div>
      {tabs.map(({ name, children }) => (
        <div key={name} role="tabpanel" id={`${id}-${name}-panel`} aria-labelledby={`${id}-${name}`} className={styles.panel} hidden={name !== value}>
          {name === value || seen.includes(name) ? children : null}
        </div>
      ))}
    </div>
  );
}
