/** What the page shows of itself: which tab, which picture, which lesson. No part of the run, so it is not in the page's state. */
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { PointView } from '../plot/filmPoints.ts';
import type { LikelihoodSettings } from './insight/likelihoodRequest.ts';
import type { LessonName } from './lessons/names.ts';
import type { PlaceName } from './places.ts';
import type { SecondLayout, SecondView } from './theatre/secondView.ts';
import type { TheatreChoice } from './theatre/trajectoryFrames.ts';

export const benchTabs = ['data', 'network', 'objective', 'optimizer', 'sampling', 'insight'] as const;
export type BenchTab = (typeof benchTabs)[number];

export interface ViewState {
  /** What takes the room under the bar. */
  place: PlaceName;
  tab: BenchTab;
  theatre: TheatreChoice;
  /** What the film of points shows. */
  points: PointView;
  /** What stands beside the first picture of a film; null for nothing. */
  second: SecondView | null;
  layout: SecondLayout;
  /** The lesson that is open; null while none is. */
  lesson: LessonName | null;
  /** Counts how often lessons were begun: the same one may be begun again. */
  lessonRun: number;
  /** The list of lessons is open. */
  lessonList: boolean;
  /** The term at which the glossary is open, '' at its beginning; null while it is closed. */
  glossary: string | null;
  /** The dialog that is open: the help, the list of keys, or links to this page. */
  dialog: 'help' | 'keys' | 'link' | null;
  /** The picture stands alone, with the run above it. */
  alone: boolean;
  /** What was chosen about measurements of likelihood, and for which kind of data. */
  likelihood: { readonly pictures: boolean; readonly of: Partial<LikelihoodSettings> };
}

export type View = StoreApi<ViewState>;

export const makeView = (lesson: LessonName | null = null, place: PlaceName = 'playground'): View => createStore<ViewState>()(() => ({
  place, tab: 'data', theatre: { mode: 'live', of: 'model' }, points: 'noisy', second: null, layout: 'beside', lesson, lessonRun: 0, lessonList: false, glossary: null, dialog: null, alone: false, likelihood: { pictures: false, of: {} },
}));

export const ViewContext = createContext<View>(makeView());

/** The store itself, to change what is shown: `useView().setState({ tab: 'data' })`. */
export function useView(): View {
  return useContext(ViewContext);
}

/** Part of what is shown; the selector must return the same object while nothing changed. */
export function useViewState<T>(selector: (state: ViewState) => T): T {
  return useStore(useView(), selector);
}
