import { sayText } from '../../words/sayText.ts';
import { say } from '../../words/say.ts';
import { Dialog } from '../primitives/Dialog.tsx';
import { useView, useViewState } from '../view.ts';
import { keyPlaces } from './keys.ts';
import styles from './KeysDialog.module.css';

/** The list of all keys, by place. */
export function KeysDialog() {
  const view = useView();
  const open = useViewState((state) => state.dialog === 'keys');
  return (
    <Dialog open={open} title={say`Keys`} onClose={() => view.setState((state) => (state.dialog === 'keys' ? { dialog: null } : {}))}>
      {keyPlaces.map(({ place, note, keys }) => (
        <section key={place} className={styles.place}>
          <h3 className={styles.title}>{sayText(place)}{note ? <span className={styles.note}> {sayText(note)}</span> : null}</h3>
          <dl className={styles.keys}>
            {keys.map(([names, meaning]) => (
              <div key={`${names} ${meaning}`} className={styles.row}>
                <dt>{sayText(names).split(', ').map((name) => <kbd key={name} className={styles.key}>{name}</kbd>)}</dt>
                <dd>{sayText(meaning)}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  );
}
