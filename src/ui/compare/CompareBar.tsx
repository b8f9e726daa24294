import { groupedNumber, say } from '../../words/say.ts';
import { usePlayground } from '../playground.ts';
import { Button } from '../primitives/Button.tsx';
import { NumberField } from '../primitives/NumberField.tsx';
import { Segmented } from '../primitives/Segmented.tsx';
import { Switch } from '../primitives/Switch.tsx';
import { isKept, MOST_COLUMNS } from './columns.ts';
import { useCompareDesk, useDeskState, useFilms } from './useCompareDesk.ts';
import styles from './Compare.module.css';

/** What all columns show, and in which time. */
export function CompareBar() {
  const desk = useCompareDesk();
  const { columns, pace, view, trails, picked } = useDeskState((state) => state);
  const step = usePlayground((state) => state.step);
  const filmOf = useFilms();
  const films = columns.map((column) => ({ column, shown: filmOf(column) }));
  const count = Math.min(...films.map(({ shown }) => shown?.film.shape[0] ?? Infinity));
  const points = films.some(({ shown }) => shown?.film.shape.length === 2);
  const steps = films.flatMap(({ column, shown }) => (shown && !isKept(column) && column.of === 'model' ? [shown.film.trainedSteps] : []));
  const [from, to] = [Math.min(...steps), Math.max(...steps)];
  return (
    <div className={styles.bar1}>
      <Segmented
        label={say`What the films show`}
        hideLabel
        value={view}
        options={[{ value: 'noisy', label: say`Noisy xₜ` }, { value: 'predicted', label: say`Predicted x₀` }]}
        onChange={(next) => desk.setState({ view: next })}
      />
      <Segmented
        label={say`In step by`}
        hideLabel
        value={pace}
        options={[
          { value: 'level', label: say`Same noise level`, title: say`All films show the same amount of noise at any moment` },
          { value: 'step', label: say`Same share of steps`, title: say`All films begin and end together, whatever their noise levels` },
        ]}
        onChange={(next) => desk.setState({ pace: next })}
      />
      {points ? <Switch label={say`Trails`} checked={trails} onChange={(next) => desk.setState({ trails: next })} /> : null}
      {Number.isFinite(count) ? (
        <NumberField label={say`Marked sample`} hint={say`The sample of this number is marked in all columns: it started from the same noise. 0 marks none; a click on a sample marks it, too.`} value={picked === null ? 0 : picked + 1} min={0} max={count} integer onChange={(value) => desk.setState({ picked: value === 0 ? null : value - 1 })} />
      ) : null}
      {columns.length < MOST_COLUMNS ? <Button variant="quiet" icon="plus" flush="both" onClick={() => desk.add()}>{say`Add a column`}</Button> : null}
      {from < step ? (
        <p className={styles.old}>
          {from === to ? say`The films are of the model after ${groupedNumber(to)} steps.` : say`The films are of the model after ${groupedNumber(from)} to ${groupedNumber(to)} steps: it learnt while they were drawn.`}
          <Button variant="quiet" icon="reset" flush="both" onClick={() => desk.refresh()}>{say`Draw them with the model of now`}</Button>
        </p>
      ) : null}
    </div>
  );
}
