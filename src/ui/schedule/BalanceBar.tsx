import { useDeferredValue, useMemo } from 'react';
import { levelShares } from '../../diffusion/levelShares.ts';
import type { NoiseTable } from '../../diffusion/noiseTable.ts';
import type { ObjectiveRecipe, ScheduleRecipe } from '../../recipe/recipe.ts';
import { sayText } from '../../words/sayText.ts';
import { balanceOf, BANDS, describeBalance, describeChange, wholePercents, type Balance } from './balance.ts';
import styles from './ScheduleEditor.module.css';

/** A schedule and its levels. */
export interface Spent { schedule: ScheduleRecipe; table: NoiseTable }

export interface BalanceBarProps {
  now: Spent;
  /** What a change started from. */
  before: Spent | null;
  /** Of training; null where the curve is that of sampling alone, and steps are counted. */
  objective: ObjectiveRecipe | null;
}

function balance({ schedule, table }: Spent, objective: ObjectiveRecipe | null): Balance {
  if (!objective) return balanceOf(table);
  try {
    return balanceOf(table, levelShares(schedule, objective, table).share);
  } catch {
    // No level counts: the Objective tab says so, here the steps are counted.
    return balanceOf(table);
  }
}

/** Where training or the steps go, as a bar, and in one sentence what a change does to it. */
export function BalanceBar({ now, before, objective }: BalanceBarProps) {
  const { schedule, table } = now;
  // It may come a frame late; the curve under the finger may not.
  const settled = useDeferredValue(useMemo(() => ({ schedule, table }), [schedule, table]));
  const present = useMemo(() => balance(settled, objective), [settled, objective]);
  const past = useMemo(() => before && balance(before, objective), [before, objective]);
  const whole = objective ? 'training' : 'sampling';
  const percents = wholePercents(present);
  return (
    <div className={styles.balance}>
      <p className={styles.sentence} aria-live="polite">{(past && describeChange(past, present, whole)) ?? describeBalance(present)}</p>
      <div className={styles.bar} aria-hidden="true">
        {BANDS.map(({ key }) => <span key={key} className={styles[key]} style={{ flexGrow: present[key] }} />)}
      </div>
      <p className={styles.shares}>
        {BANDS.map(({ key, name }) => <span key={key}>{sayText(name)} {percents[key]} %</span>)}
      </p>
    </div>
  );
}
