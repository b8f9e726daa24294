import { Suspense, useState } from 'react';
import { useStore } from 'zustand';
import type { Recipe } from '../recipe/recipe.ts';
import { say } from '../words/say.ts';
import { Workbench } from './bench/Workbench.tsx';
import { Header } from './header/Header.tsx';
import { Notices } from './notices/Notices.tsx';
import { NoWebGpu } from './notices/NoWebGpu.tsx';
import type { LessonName } from './lessons/names.ts';
import { Place } from './Place.tsx';
import type { PlaceName } from './places.ts';
import { usePlayground } from './playground.ts';
import { lazyPart } from './primitives/lazyPart.ts';
import { useEver } from './primitives/useEver.ts';
import { useLanguage } from './primitives/useLanguage.ts';
import { ScheduleEditor } from './schedule/ScheduleEditor.tsx';
import { Theatre } from './theatre/Theatre.tsx';
import type { TheatreChoice } from './theatre/trajectoryFrames.ts';
import { TrainingNotices } from './training/TrainingNotices.tsx';
import { TrainingPanel } from './training/TrainingPanel.tsx';
import { makePlayhead, PlayheadContext } from './time/playhead.ts';
import { useShortcuts } from './useShortcuts.ts';
import { usePlaceAddress } from './usePlaceAddress.ts';
import { useStrayDrops } from './useStrayDrops.ts';
import { makeView, ViewContext } from './view.ts';
import { EmbedBar } from './ways/EmbedBar.tsx';
import { benchPanels, type Panels } from './ways/panels.ts';
import { useAloneEnds } from './ways/useAlone.ts';
import { News } from './ways/News.tsx';
import { PanelsContext } from './ways/usePanels.ts';
import { WaysDialogs } from './ways/WaysDialogs.tsx';
import styles from './App.module.css';

export interface AppProps {
  /** A sentence about how the page was opened, for instance an unknown preset in its address. */
  notice: string | null;
  /** What the address brings, where settings from before a reload stand in for it. */
  instead: Recipe | null;
  /** The lesson that the address asks for. */
  lesson: LessonName | null;
  /** Where it opens. */
  place: PlaceName;
  panels: Panels;
}

const LessonPlace = lazyPart(async () => (await import('./lessons/LessonPlace.tsx')).LessonPlace);
const GlossaryDialog = lazyPart(async () => (await import('./glossary/GlossaryDialog.tsx')).GlossaryDialog);

/** The whole page. The order here is the order in which it is read; on narrow screens the picture comes first. */
export function App({ notice, instead, lesson, place: opened, panels }: AppProps) {
  const [view] = useState(() => makeView(lesson, opened));
  const choice = useStore(view, (state) => state.theatre);
  const inLesson = useStore(view, (state) => state.lesson !== null);
  const glossary = useEver(useStore(view, (state) => state.glossary !== null));
  const setChoice = (theatre: TheatreChoice) => view.setState({ theatre });
  const recorded = usePlayground((state) => state.noWebGpu !== null);
  const recordingReady = usePlayground((state) => state.device !== null);
  const [playhead] = useState(makePlayhead);
  const { hidden, embedded } = panels;
  const alone = useStore(view, (state) => state.alone);
  const benchShown = inLesson || benchPanels.some((panel) => !hidden.has(panel));
  // Everything below is drawn again in a new language; nothing is lost, for nothing is made anew.
  useLanguage();
  const place = useStore(view, (state) => (recorded ? 'playground' : state.place));
  useShortcuts(view);
  usePlaceAddress(view);
  useAloneEnds(view);
  useStrayDrops();
  return (
    <ViewContext value={view}><PanelsContext value={panels}>{embedded ? null : (
      <>
        <a className={styles.skip} href={place === 'playground' ? '#samples' : '#place'}>{say`Skip to the samples`}</a>
        <Header onHelp={() => view.setState({ dialog: 'help' })} />
      </>
    )}<div className={styles.page} data-alone={alone || undefined} data-embedded={embedded || undefined}>
      {embedded ? <EmbedBar recorded={recorded} /> : null}
      <Notices opening={notice} instead={instead} welcome={lesson === null && instead === null && !recorded} />
      {recorded ? (
        <main className={styles.recorded}>
          <NoWebGpu />
          {recordingReady ? <div id="samples" className={styles.theatre}><Theatre choice={choice} onChoice={setChoice} /></div> : null}
          {recordingReady && !hidden.has('training') ? <div className={styles.training}><TrainingPanel /></div> : null}
        </main>
      ) : (
        <PlayheadContext value={playhead}><main className={styles.instrument} hidden={place !== 'playground'} data-lone={benchShown ? undefined : ''}>
          <div id="samples" className={styles.stage}>
            {benchShown ? null : <TrainingNotices />}
            <Theatre choice={choice} onChoice={setChoice} />
          </div>
          {hidden.has('schedule') ? null : <div id="time" className={styles.time}><ScheduleEditor /></div>}
          {benchShown ? (
            <div className={styles.bench}>
              {inLesson ? <Suspense fallback={null}><LessonPlace /></Suspense> : null}
              <div className={styles.parts}>
                {hidden.has('training') ? <TrainingNotices /> : <TrainingPanel />}
                <div id="bench" className={styles.tabs}><Workbench onPerfectFilm={() => setChoice({ mode: 'film', of: 'ideal' })} /></div>
              </div>
            </div>
          ) : null}
        </main><News /></PlayheadContext>
      )}
      {place === 'playground' ? null : <Place name={place} />}
      <WaysDialogs />
      {glossary ? <Suspense fallback={null}><GlossaryDialog /></Suspense> : null}
    </div></PanelsContext></ViewContext>
  );
}
