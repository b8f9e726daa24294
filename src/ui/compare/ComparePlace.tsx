import { memo, useCallback, useEffect, useRef } from 'react';
import { say } from '../../words/say.ts';
import { Button } from '../primitives/Button.tsx';
import { Hint } from '../primitives/Hint.tsx';
import { useLanguage } from '../primitives/useLanguage.ts';
import { useFilm } from '../theatre/useFilm.ts';
import { useRedraws, type Redraws } from '../theatre/useRedraws.ts';
import { TrainingNotices } from '../training/TrainingNotices.tsx';
import { useView } from '../view.ts';
import { CompareBar } from './CompareBar.tsx';
import { CompareColumn } from './CompareColumn.tsx';
import { CompareTransport } from './CompareTransport.tsx';
import { LAST } from './lockstep.ts';
import { QualitySection } from './QualitySection.tsx';
import { useCompareDesk, useDeskState, useFilms } from './useCompareDesk.ts';
import styles from './Compare.module.css';

/** The columns, and what else does not change with every frame of the films: their pictures are drawn by `redraws` alone. */
const Columns = memo(function Columns({ share, redraws }: { share(): number; redraws: Redraws }) {
  useLanguage();
  const columns = useDeskState((state) => state.columns);
  const filmOf = useFilms();
  const shown = columns.map((column) => ({ column, shown: filmOf(column) }));
  const longest = Math.max(...shown.map((one) => Math.max(one.shown?.distance?.value ?? 0, one.shown?.distance?.floor ?? 0)));
  const [first] = shown;
  return (
    <>
      <div id="compared" className={styles.columns} data-columns={columns.length}>
        {shown.map((one, place) => <CompareColumn key={one.column.id} {...one} place={place} first={first ?? one} share={share} longest={longest} redraws={redraws} />)}
      </div>
      <QualitySection />
    </>
  );
});

const Bar = memo(function Bar() {
  useLanguage();
  return <CompareBar />;
});

/** Films beside each other, from the same noise and in step, and how good samples are with more or fewer steps. */
export function ComparePlace() {
  const view = useView();
  const desk = useCompareDesk();
  const redraws = useRedraws();
  const film = useFilm(LAST, redraws.all);
  const { position } = film;
  const share = useCallback(() => position() / LAST, [position]);
  const heading = useRef<HTMLHeadingElement>(null);
  const leave = useCallback(() => view.setState({ place: 'playground' }), [view]);

  useEffect(() => {
    desk.setOpen(true);
    return () => desk.setOpen(false);
  }, [desk]);
  useEffect(() => heading.current?.focus(), []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('dialog[open], :popover-open')) return;
      leave();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [leave]);

  // Finished samples say more than noise: the comparison begins at its end, and plays from the start when it is played.
  const seek = useRef(film.seek);
  useEffect(() => seek.current(LAST), []);
  return (
    <main id="place" className={styles.place}>
      <TrainingNotices />
      <div className={styles.head}>
        <h2 ref={heading} className={styles.title} tabIndex={-1}>{say`Compare`}</h2>
        <Hint label={say`Compare`} text={say`Each column draws samples from the same starting noise with settings of its own; everything else is as on the Sampling tab. So what differs between the pictures comes from what differs between the columns.`} />
        <Button variant="quiet" icon="undo" flush="end" className={styles.back} onClick={leave}>{say`Back to the playground`}</Button>
      </div>
      <Bar />
      <div className={styles.transport}><CompareTransport film={film} /></div>
      <Columns share={share} redraws={redraws} />
    </main>
  );
}
