import type { MouseEvent } from 'react';
import type { PresetName } from '../../recipe/presets.ts';
import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { usePlayground, usePlaygroundStore } from '../playground.ts';
import { Dialog } from '../primitives/Dialog.tsx';
import { quietly } from '../quietly.ts';
import { isPreset, presetCards, presetLine, type PresetCard } from './presetCards.ts';
import { PresetPicture } from './PresetPicture.tsx';
import styles from './Gallery.module.css';

/** Those that show something at once come first. */
const pictureCards = presetCards.filter(({ pictures }) => pictures);

const groups = [
  { title: 'Points in the plane', note: 'The shape shows after seconds.', cards: presetCards.filter(({ pictures }) => !pictures) },
  { title: 'Pictures', note: 'Learnt in minutes with a small network, in hours with a large one.', cards: [...pictureCards.filter(({ trained }) => trained), ...pictureCards.filter(({ trained }) => !trained)] },
];

/** Runs to begin with: each is a link, so that it can also be copied or opened beside this one. */
export function GalleryDialog({ open, onClose }: { open: boolean; onClose(): void }) {
  const store = usePlaygroundStore();
  // The list is drawn only while it is seen: the recipe changes with every move of a hand.
  const recipe = usePlayground((state) => (open ? state.recipe : null));
  const trained = usePlayground((state) => (open ? state.step : 0));

  const begin = async (name: PresetName) => {
    const { status, load } = store.getState();
    await load(name);
    // What trained goes on training; a model that comes trained is looked at first.
    if (status === 'training' && store.getState().pretrained === null) await store.getState().start();
  };
  const onClick = (event: MouseEvent, { name }: PresetCard) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    onClose();
    quietly(begin(name));
  };
  return (
    <Dialog open={open} wide title={say`Gallery`} onClose={onClose}>
      {trained > 0 ? <p className={styles.note}>{say`Opening one replaces the model trained so far.`}</p> : null}
      {recipe && groups.map(({ title, note, cards }) => (
        <section key={title} className={styles.group}>
          <h3 className={styles.title}>{sayText(title)} <span className={styles.note}>{sayText(note)}</span></h3>
          <ul className={styles.cards}>
            {cards.map((card, i) => (
              <li key={card.name}>
                <a className={styles.card} href={`?preset=${card.name}`} aria-current={isPreset(card.name, recipe) ? 'true' : undefined} onClick={(event) => onClick(event, card)}>
                  <PresetPicture kind={card.kind} variety={i} />
                  <span className={styles.text}>
                    <span className={styles.name}>{sayText(card.title)}{card.trained ? <span className={styles.trained}>{say`trained`}</span> : null}</span>
                    <span className={styles.line}>{presetLine(card)}</span>
                  </span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Dialog>
  );
}
