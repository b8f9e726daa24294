import { useState } from 'react';
import { presentLanguage } from '../../words/language.ts';
import { say } from '../../words/say.ts';
import { presentTheme } from '../header/theme.ts';
import { usePlaygroundStore } from '../playground.ts';
import { Icon } from '../primitives/Icon.tsx';
import { RunBar } from '../training/RunBar.tsx';
import { useView } from '../view.ts';
import { beginningOf, pageSearch } from './pageAddress.ts';
import styles from './EmbedBar.module.css';

/** All that a page inside another one has above the picture: the run, and the way to the same run with everything. */
export function EmbedBar({ recorded }: { recorded: boolean }) {
  const store = usePlaygroundStore();
  const view = useView();
  const addressNow = () => {
    const { recipe, runningRecipe, problems } = store.getState();
    // What does not go together yet is in no address.
    const beginning = beginningOf(problems.length > 0 ? runningRecipe ?? recipe : recipe, view.getState().lesson);
    return pageSearch({ beginning, place: view.getState().place, hidden: new Set(), embedded: false, autostart: true, theme: presentTheme(), language: presentLanguage() }) || './';
  };
  const [address, setAddress] = useState(addressNow);
  const renew = () => setAddress(addressNow());
  return (
    <header className={styles.bar}>
      <h1 className="sr-only">Diffusion Playground</h1>
      {recorded ? null : <RunBar />}
      <a className={styles.link} href={address} target="_blank" rel="noopener" onPointerDown={renew} onFocus={renew} onPointerEnter={renew}>
        <Icon name="open" />
        <span>{say`Open in Diffusion Playground`}</span>
      </a>
    </header>
  );
}
