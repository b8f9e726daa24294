import type { NoiseTable } from '../../diffusion/noiseTable.ts';
import { say, sayCount } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { usePlayground, usePlaygroundStore } from '../playground.ts';
import { Button } from '../primitives/Button.tsx';
import { Hint } from '../primitives/Hint.tsx';
import { IconButton } from '../primitives/IconButton.tsx';
import { Status } from '../primitives/Status.tsx';
import { addPlace, fitPlaces, placesFit, placesOf, removePlace } from './places.ts';
import { PlacesField } from './PlacesField.tsx';
import type { HandPlaces } from './useHandPlaces.ts';
import styles from './SamplingControls.module.css';

const about = 'Drag the steps along the curve, or move the chosen one with the arrow keys (with Shift by ten). Page Up and Page Down choose another, Enter adds one below it, Delete removes it.';
const anew = [['trailing', 'Evenly'], ['karras', 'Karras'], ['log-snr', 'log-SNR']] as const;

/** What is done with steps placed by hand beside dragging them. */
export function HandTools({ table, hand }: { table: NoiseTable; hand: HandPlaces }) {
  const store = usePlaygroundStore();
  const steps = usePlayground((state) => state.recipe.sampling.steps);
  const { places, selected, edit, undo } = hand;
  const add = addPlace(places, table.timesteps);
  const remove = removePlace(places, selected);
  const place = (spacing: (typeof anew)[number][0]) => {
    const found = placesOf(spacing, store.getState().recipe.sampling, Math.max(1, Math.min(places.length, table.timesteps)), table);
    if (found) edit({ places: found, index: 0 }, true);
  };
  return (
    <div className={styles.hand}>
      <div className={styles.row}>
        <span className={styles.label}>{sayCount(places.length, '{0} step by hand', '{0} steps by hand')} <Hint label={say`steps placed by hand`} text={sayText(about)} /></span>
        <IconButton icon="plus" label={say`Add a step`} disabled={!add} onClick={() => { if (add) edit(add, true); }} />
        <IconButton icon="minus" label={say`Remove step ${selected + 1}`} disabled={!remove} onClick={() => { if (remove) edit(remove, true); }} />
        <IconButton icon="undo" label={say`Undo the last change of the steps`} disabled={!undo} onClick={() => undo?.()} />
      </div>
      {placesFit(places, steps, table.timesteps) ? null : (
        <Status tone="warn" action={<Button onClick={() => edit({ places: fitPlaces(places, table.timesteps), index: 0 }, true)}>{say`Fit them to the schedule`}</Button>}>
          {say`The steps were placed on another schedule.`}
        </Status>
      )}
      <div className={styles.row}>
        <span className={styles.label}>{say`Place anew`}</span>
        {anew.map(([spacing, label]) => <Button key={spacing} variant="quiet" className={styles.anew} onClick={() => place(spacing)}>{sayText(label)}</Button>)}
      </div>
      <PlacesField timesteps={table.timesteps} hand={hand} />
    </div>
  );
}
