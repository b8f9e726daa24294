import { useId, useState } from 'react';
import { say } from '../../words/say.ts';
import { placesText, readPlaces } from './places.ts';
import type { HandPlaces } from './useHandPlaces.ts';
import styles from './SamplingControls.module.css';

/** The steps as text, in both directions. */
export function PlacesField({ timesteps, hand: { places, edit } }: { timesteps: number; hand: HandPlaces }) {
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const read = draft === null ? null : readPlaces(draft, timesteps);
  const problem = read && 'problem' in read ? read.problem : null;
  const settle = () => {
    if (!read || 'problem' in read) return;
    if (String(read.places) !== String(places)) edit({ places: read.places, index: 0 }, true);
    setDraft(null);
  };
  return (
    <div className={styles.text}>
      <label htmlFor={id} className={styles.label}>{say`Timesteps of the steps`}</label>
      <textarea
        id={id}
        className={styles.textarea}
        rows={2}
        spellCheck={false}
        value={draft ?? placesText(places)}
        aria-invalid={problem !== null}
        aria-describedby={problem ? `${id}-problem` : undefined}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={settle}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setDraft(null);
          if (event.key !== 'Enter') return;
          event.preventDefault();
          settle();
        }}
      />
      {problem ? <p id={`${id}-problem`} className={styles.problem} role="alert">{problem} {say`Escape brings the steps back.`}</p> : null}
    </div>
  );
}
