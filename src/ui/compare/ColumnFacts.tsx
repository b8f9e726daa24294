import { axisNumber } from '../../plot/chartScales.ts';
import { groupedNumber, say } from '../../words/say.ts';
import { isKept, letterOf, type Column } from './columns.ts';
import { costText, differenceText } from './columnWords.ts';
import type { ComparedFilm } from './desk.ts';
import { DistanceBar } from './DistanceBar.tsx';
import { endDistance } from './lockstep.ts';
import styles from './Compare.module.css';

export interface ColumnFactsProps {
  column: Column;
  place: number;
  shown: ComparedFilm;
  first: { column: Column; shown: ComparedFilm | null };
  longest: number;
}

/** What a film cost, how far its samples lie from the data and from those of column A. */
export function ColumnFacts({ column, place, shown, first, longest }: ColumnFactsProps) {
  const { film, distance, request } = shown;
  const letter = letterOf(0);
  const beside = place > 0 ? first.shown : null;
  const sameNoise = beside !== null && beside.request.seed === request.seed;
  const apart = beside && sameNoise ? endDistance(film.states.at(-1) ?? [], beside.film.states.at(-1) ?? [], film.shape[0] ?? 0) : null;
  const model = isKept(column) || column.of === 'ideal' ? null : film.trainedSteps;
  return (
    <div className={styles.outcome}>
      {distance ? <DistanceBar distance={distance} longest={longest} ofPixels={film.shape.length === 4} /> : <p className={styles.note}>{say`These samples cannot be measured: some of their numbers are not finite.`}</p>}
      <p className={styles.note}>{costText(film.states.length - 1, beside ? film.milliseconds / Math.max(1e-3, beside.film.milliseconds) : null, letter)}</p>
      {apart === null ? null : <p className={styles.note}>{say`From the same noise its samples end ${axisNumber(apart)} from those of ${letter} (root mean square).`}</p>}
      {place > 0 && !isKept(column) && !isKept(first.column) ? <p className={styles.note}>{differenceText(column, first.column, letter)}</p> : null}
      {model === null ? null : <p className={styles.note}>{say`Model after ${groupedNumber(model)} steps`}</p>}
    </div>
  );
}
