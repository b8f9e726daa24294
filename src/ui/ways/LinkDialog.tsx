import { useState } from 'react';
import { presentLanguage } from '../../words/language.ts';
import { say } from '../../words/say.ts';
import { presentTheme } from '../header/theme.ts';
import { usePlayground } from '../playground.ts';
import { Dialog } from '../primitives/Dialog.tsx';
import { Status } from '../primitives/Status.tsx';
import { Switch } from '../primitives/Switch.tsx';
import { useView, useViewState } from '../view.ts';
import { beginningWords } from './beginningWords.ts';
import { CopyField } from './CopyField.tsx';
import { beginningOf, frameCode, pageSearch } from './pageAddress.ts';
import { PanelChoice } from './PanelChoice.tsx';
import { panelNames, type PanelName } from './panels.ts';
import styles from './LinkDialog.module.css';

/** Builds an address of this page as it is now, with fewer panels where a class needs fewer. */
export function LinkDialog() {
  const view = useView();
  const open = useViewState((state) => state.dialog === 'link');
  return (
    <Dialog open={open} title={say`Link to this run`} onClose={() => view.setState((state) => (state.dialog === 'link' ? { dialog: null } : {}))}>
      <LinkForm />
    </Dialog>
  );
}

function LinkForm() {
  // What does not go together yet is in no address.
  const recipe = usePlayground((state) => (state.problems.length > 0 ? state.runningRecipe ?? state.recipe : state.recipe));
  const lesson = useViewState((state) => state.lesson);
  const place = useViewState((state) => state.place);
  const [hidden, setHidden] = useState<ReadonlySet<PanelName>>(new Set());
  const [embedded, setEmbedded] = useState(false);
  const [autostart, setAutostart] = useState(true);
  const [colours, setColours] = useState(presentTheme() !== 'system');
  const [language, setLanguage] = useState(false);
  const [beginning] = useState(() => beginningOf(recipe, lesson));
  const search = pageSearch({ beginning, place, hidden, embedded, autostart: autostart || lesson !== null, theme: colours ? presentTheme() : 'system', language: language ? presentLanguage() : null });
  const address = new URL(search === '' ? location.pathname : search, location.href);
  address.hash = '';
  return (
    <div className={styles.form}>
      <p className={styles.text}>{beginningWords(beginning, recipe)}</p>
      {beginning === null ? <Status tone="warn">{say`Your own files stay on this machine: no link can carry them. It opens the page as it begins.`}</Status> : null}
      <PanelChoice hidden={hidden} onHide={setHidden} />
      <div className={styles.switches}>
        <Switch label={say`Inside another page`} hint={say`Without the header: the picture, the run, the panels chosen above, and a link to the page with everything. For slides and course pages.`} checked={embedded} onChange={(on) => { setEmbedded(on); setHidden(new Set(on ? panelNames : [])); }} />
        {lesson === null ? <Switch label={say`Training begins by itself`} checked={autostart} onChange={setAutostart} /> : null}
        <Switch label={say`Language as here`} hint={say`Else the page takes the language of whoever opens it, where it has it.`} checked={language} onChange={setLanguage} />
        {presentTheme() === 'system' ? null : <Switch label={say`Colours as here`} checked={colours} onChange={setColours} />}
      </div>
      <CopyField label={say`Address`} text={address.href} />
      {embedded ? <CopyField label={say`Code for a page`} text={frameCode(address.href, 'Diffusion Playground')} lines={5} /> : null}
    </div>
  );
}
