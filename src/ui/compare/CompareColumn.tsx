import { useCallback, useId, useMemo, useState } from 'react';
import { makeNoiseTable } from '../../diffusion/schedules.ts';
import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { usePlayground } from '../playground.ts';
import { Button } from '../primitives/Button.tsx';
import { IconButton } from '../primitives/IconButton.tsx';
import { Select } from '../primitives/Select.tsx';
import { Status } from '../primitives/Status.tsx';
import type { Redraws } from '../theatre/useRedraws.ts';
import { columnProblems, isKept, letterOf, type Column } from './columns.ts';
import { ColumnControls } from './ColumnControls.tsx';
import { ColumnFacts } from './ColumnFacts.tsx';
import { ColumnPicture } from './ColumnPicture.tsx';
import { keptFacts } from './columnWords.ts';
import { MOST_KEPT, type ComparedFilm } from './desk.ts';
import { KeptNameField } from './KeptNameField.tsx';
import { keptName } from './keptNames.ts';
import { filmPlaces, positionAt } from './lockstep.ts';
import { useCompareDesk, useDeskState } from './useCompareDesk.ts';
import styles from './Compare.module.css';

export interface CompareColumnProps {
  column: Column;
  place: number;
  shown: ComparedFilm | null;
  /** That of column A. */
  first: { column: Column; shown: ComparedFilm | null };
  /** How far the comparison is: 0 noise, 1 samples. */
  share(): number;
  longest: number;
  redraws: Redraws;
}

const none: readonly number[] = [];

/** One film of a comparison: what it is drawn with, the film, and what came of it. */
export function CompareColumn({ column, place, shown, first, share, longest, redraws }: CompareColumnProps) {
  const desk = useCompareDesk();
  const title = useId();
  const letter = letterOf(place);
  const kept = useDeskState((state) => state.kept);
  const drawing = useDeskState((state) => state.drawing);
  const failures = useDeskState((state) => state.failures);
  const pace = useDeskState((state) => state.pace);
  const columns = useDeskState((state) => state.columns.length);
  const sampling = usePlayground((state) => state.recipe.sampling);
  const running = usePlayground((state) => state.runningRecipe);
  const progress = usePlayground((state) => state.insights.compare ?? null);
  const [told, setTold] = useState('');
  const places = useMemo(() => {
    if (!shown || !running) return none;
    return filmPlaces(shown.film, makeNoiseTable(running.schedule).alphasCumprod, pace);
  }, [shown, running, pace]);
  const position = useCallback(() => positionAt(places, share()), [places, share]);

  const entry = isKept(column) ? kept.find(({ id }) => id === column.kept) : undefined;
  const key = desk.wanted(column)?.key ?? '';
  const problem = isKept(column) || !running ? undefined : columnProblems(column, running, sampling)[0]?.message ?? failures.get(key);
  const sources = [
    { value: 'model', label: say`This model` },
    { value: 'ideal', label: say`Perfect model` },
    ...kept.map((one) => ({ value: String(one.id), label: keptName(one, kept), group: say`Kept films` })),
  ];
  const onSource = (value: string) => (value === 'model' || value === 'ideal' ? desk.change(column.id, { of: value }) : desk.showKept(column.id, Number(value)));
  const onKeep = () => {
    const film = desk.keep(column.id);
    setTold(film ? say`Kept as “${keptName(film, desk.getState().kept)}”: choose it in any column, also after another run.` : say`${MOST_KEPT} films are kept already; forget one first.`);
  };
  return (
    <article className={styles.column} aria-labelledby={title} data-testid={`column-${letter}`}>
      <div className={styles.columnHead}>
        <h3 id={title} className={styles.letter}><span className="sr-only">{say`Column`} </span>{letter}</h3>
        <Select label={say`Whose film`} hideLabel value={isKept(column) ? String(column.kept) : column.of} options={sources} onChange={onSource} />
        {columns > 1 ? <IconButton icon="close" label={say`Take column ${letter} away`} onClick={() => desk.remove(column.id)} /> : null}
      </div>
      <div>{isKept(column) ? entry ? <KeptNameField key={entry.id} film={entry} all={kept} /> : null : <ColumnControls column={column} />}</div>
      <ColumnPicture letter={letter} shown={shown} position={position} redraws={redraws} />
      <div className={styles.outcome}>
        {problem ? <Status tone="bad" action={failures.has(key) ? <Button variant="quiet" icon="reset" onClick={() => desk.retry()}>{say`Try again`}</Button> : null}>{sayText(problem)}</Status> : null}
        {shown || problem ? null : <p className={styles.note} role="status">{key !== '' && drawing === key ? say`Drawing samples: ${Math.round(100 * (progress ?? 0))} %` : say`Waiting for its turn`}</p>}
        {shown ? <ColumnFacts column={column} place={place} shown={shown} first={first} longest={longest} /> : null}
        {entry ? <dl className={styles.facts}>{keptFacts(entry).map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl> : null}
        <div className={styles.row}>
          {isKept(column)
            ? <Button variant="quiet" icon="trash" onClick={() => desk.forget(column.kept)}>{say`Forget this film`}</Button>
            : <Button variant="quiet" icon="plus" disabled={!shown} title={say`Keeps this film to compare it with later runs`} onClick={onKeep}>{say`Keep this film`}</Button>}
        </div>
        {told ? <p className={styles.note} role="status">{told}</p> : null}
      </div>
    </article>
  );
}
