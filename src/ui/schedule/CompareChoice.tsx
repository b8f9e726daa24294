import { useRef } from 'react';
import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { usePinned } from '../charts/usePinned.ts';
import { Hint } from '../primitives/Hint.tsx';
import { ToggleChip } from '../primitives/ToggleChip.tsx';
import { comparable, comparedName, isSameCompared, MOST_OVERLAYS, type Compared } from './overlays.ts';
import type { SavedSchedule } from './savedSchedules.ts';
import styles from './ScheduleShelf.module.css';

export interface CompareChoiceProps {
  saved: readonly SavedSchedule[];
  compared: readonly Compared[];
  onCompare(compared: readonly Compared[]): void;
}

/** Up to three other curves to be drawn behind the present one. */
export function CompareChoice({ saved, compared, onCompare }: CompareChoiceProps) {
  const box = useRef<HTMLDivElement>(null);
  // The legend above the chart comes and goes with the first and the last.
  const pin = usePinned(box);
  const isChosen = (one: Compared) => compared.some((other) => isSameCompared(one, other));
  const choose = (one: Compared, checked: boolean) => {
    pin();
    onCompare(checked ? [...compared, one] : compared.filter((other) => !isSameCompared(one, other)));
  };
  const isFull = compared.length >= MOST_OVERLAYS;
  return (
    <div ref={box} className={styles.part}>
      <h3 className={styles.title}>
        {say`Compare with`} <Hint label={say`comparing`} text={say`Draws up to ${MOST_OVERLAYS} other curves behind yours, over the same way from data to noise; the usual numbers of each kind, with your T.`} />
      </h3>
      <div className={styles.row} role="group" aria-label={say`Compare with`}>
        {comparable(saved).map((one) => (
          <ToggleChip
            key={'kind' in one ? `kind ${one.kind}` : `saved ${one.saved}`} label={'kind' in one ? sayText(comparedName(one)) : comparedName(one)} checked={isChosen(one)}
            disabled={isFull && !isChosen(one)} onChange={(checked) => choose(one, checked)}
          />
        ))}
      </div>
      {isFull ? <p className={styles.note}>{say`Three at most: take one away to choose another.`}</p> : null}
    </div>
  );
}
