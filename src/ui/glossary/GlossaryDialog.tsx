import { useEffect, useRef, useState } from 'react';
import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { Dialog } from '../primitives/Dialog.tsx';
import { useView, useViewState } from '../view.ts';
import { foundTerms } from './foundTerms.ts';
import { GlossaryText } from './GlossaryText.tsx';
import styles from './GlossaryDialog.module.css';

/** All terms with what they mean and where to see it; opens at the one that was asked for. */
export function GlossaryDialog() {
  const view = useView();
  const asked = useViewState((state) => state.glossary);
  const [search, setSearch] = useState('');
  const list = useRef<HTMLDListElement>(null);
  const found = foundTerms(search);
  useEffect(() => {
    if (!asked) return;
    const term = [...list.current?.querySelectorAll<HTMLElement>('[data-term]') ?? []].find(({ dataset }) => dataset['term'] === asked);
    term?.focus();
    term?.scrollIntoView({ block: 'center' });
  }, [asked, search]);
  const close = () => {
    setSearch('');
    view.setState({ glossary: null });
  };
  return (
    <Dialog open={asked !== null} title={say`Glossary`} onClose={close}>
      <input className={styles.search} type="search" aria-label={say`Find a term`} placeholder={say`Find a term`} value={search} onChange={(event) => { view.setState({ glossary: '' }); setSearch(event.target.value); }} />
      <dl ref={list} className={styles.list}>
        {found.map(({ term, also, text, where }) => (
          <div key={term} className={styles.entry} data-asked={term === asked || undefined}>
            <dt className={styles.term} data-term={term} tabIndex={-1}>{sayText(term)}{also ? <span className={styles.also}> {sayText(also)}</span> : null}</dt>
            <dd className={styles.text}><GlossaryText text={text} /></dd>
            <dd className={styles.where}>{sayText(where)}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.where} role="status">{found.length === 0 ? say`No term of the glossary has these letters.` : ''}</p>
    </Dialog>
  );
}
