/** Carries out what a lesson asks for, with the page's own actions, and tells when a step is done. */
import type { StoreApi } from 'zustand/vanilla';
import { optionValue } from '../../recipe/optionValues.ts';
import { sampleRequest } from '../../store/previewRequest.ts';
import type { PlaygroundState } from '../../store/state.ts';
import type { Playhead, PlayheadState } from '../time/playhead.ts';
import type { View, ViewState } from '../view.ts';
import { drawn } from './drawn.ts';
import type { Action, Condition, MeasureName, Place } from './lesson.ts';
import { measures } from './measures.ts';

/** Within this time the page has taken over a change, in milliseconds. */
const MOMENT = 100;
/** A film that takes longer is not waited for, in milliseconds. */
const LONGEST_FILM = 60_000;

/** A measure that was taken, with what is compared. */
export interface Measured {
  /** 0 to 1. */
  value: number;
  of: 'model' | 'ideal';
  /** Kind of the schedule that the samples were drawn with. */
  schedule: string;
  samplingSteps: number;
  trainedSteps: number;
}

/** What the interpreter works with. */
export interface Desk {
  store: StoreApi<PlaygroundState>;
  view: View;
  playhead: Playhead;
  measure: MeasureName | undefined;
  measured(result: Measured): void;
  /** Brings a part of the page into sight. */
  look(at: Place): void;
  /** Aborted when the lesson is left: the run then goes on as it is. */
  signal: AbortSignal;
}

/** What conditions are about. */
export interface Facts {
  state: Pick<PlaygroundState, 'step' | 'recipe' | 'trajectory' | 'idealTrajectory'>;
  view: ViewState;
  playhead: Pick<PlayheadState, 'alphaBars' | 'frame'>;
  measured: readonly Measured[];
}

/** Resolves with true once `test` holds, with false when the signal is aborted first. */
export function until<T>(store: StoreApi<T>, test: (state: T) => boolean, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    let unsubscribe = () => {};
    const end = (held: boolean) => {
      unsubscribe();
      signal.removeEventListener('abort', stop);
      resolve(held);
    };
    const stop = () => end(false);
    if (signal.aborted) return resolve(false);
    if (test(store.getState())) return resolve(true);
    signal.addEventListener('abort', stop);
    unsubscribe = store.subscribe((state) => { if (test(state)) end(true); });
    return undefined;
  });
}

async function train({ store, signal }: Desk, to: number): Promise<void> {
  if (store.getState().step >= to) return;
  await store.getState().start();
  let began = false;
  const reached = await until(store, ({ step, status }) => {
    began ||= status === 'training';
    return step >= to || status === 'error' || (began && status !== 'training');
  }, signal);
  if (reached && store.getState().status === 'training') await store.getState().pause();
}

/** Shows the film or the live samples. A film of the model as it was before it was trained further is drawn anew. */
async function show({ store, view, look }: Desk, { mode, of = 'model', points = view.getState().points }: Extract<Action, { do: 'picture' }>): Promise<void> {
  look('samples');
  const { trajectory, step, status, recipe, sample } = store.getState();
  if (mode === 'film' && of === 'model' && trajectory && trajectory.trainedSteps !== step && status !== 'training') await sample(sampleRequest(recipe));
  view.setState({ theatre: { mode, of }, points });
}

const moment = () => new Promise((resolve) => setTimeout(resolve, MOMENT));

async function seek({ store, view, playhead, signal, look }: Desk, to: number): Promise<void> {
  look('samples');
  const { theatre } = view.getState();
  if (theatre.mode !== 'film') view.setState({ theatre: { ...theatre, mode: 'film' } });
  // Settings that were just changed are on their way to a new film.
  await moment();
  const inTime = AbortSignal.any([signal, AbortSignal.timeout(LONGEST_FILM)]);
  const { steps } = sampleRequest(store.getState().recipe);
  if (!await until(playhead, ({ alphaBars }) => alphaBars?.length === steps + 1, inTime)) return;
  if (!await until(store, ({ sampling }) => !sampling, inTime)) return;
  // A film that has just come plays from its start; the place asked for comes after that.
  await moment();
  const { alphaBars, seek: go } = playhead.getState();
  if (alphaBars) go(Math.round(to * (alphaBars.length - 1)));
}

async function take({ store, measure, measured, signal }: Desk, of: 'model' | 'ideal', steps: number | undefined): Promise<void> {
  if (measure === undefined) throw new Error('The lesson takes no measure.');
  if (steps !== undefined) {
    if (store.getState().status === 'training') await store.getState().pause();
    await (store.getState().pendingRestart.length > 0 ? store.getState().restart() : store.getState().reset());
    if (store.getState().status === 'training') await store.getState().pause();
    await store.getState().stepOnce(steps);
  }
  const { recipe, data, sample, sampleIdeal } = store.getState();
  const { states, trainedSteps } = await (of === 'ideal' ? sampleIdeal : sample)(sampleRequest(recipe));
  const samples = states.at(-1);
  if (signal.aborted || !samples || !data) return;
  measured({
    value: measures[measure].of(samples, data), of, trainedSteps,
    schedule: (recipe.sampling.schedule ?? recipe.schedule).kind, samplingSteps: recipe.sampling.steps,
  });
}

async function act(action: Action, desk: Desk): Promise<void> {
  const { store, view } = desk;
  switch (action.do) {
    case 'set':
      if (action.path.startsWith('schedule.')) desk.look('time');
      return store.getState().setOption(action.path, action.value);
    case 'draw':
      desk.look('time');
      return store.getState().setSchedule(drawn(store.getState().recipe.schedule, action.points), true);
    case 'class': return store.getState().setSampling({ ...store.getState().recipe.sampling, label: action.label });
    case 'train': return train(desk, action.to);
    case 'restart': return store.getState().restart();
    case 'tab':
      desk.look('bench');
      return view.setState({ tab: action.tab });
    case 'picture': return show(desk, action);
    case 'seek': return seek(desk, action.to);
    case 'measure': return take(desk, action.of ?? 'model', action.train);
  }
}

/** One after the other; ends early when the lesson is left. Failures go to whoever asked, and are in the page's banner. */
export async function carryOut(actions: readonly Action[], desk: Desk): Promise<void> {
  for (const action of actions) {
    if (desk.signal.aborted) return;
    await act(action, desk);
  }
}

export function isDone(condition: Condition, facts: Facts): boolean {
  const { state, view, playhead, measured } = facts;
  switch (condition.is) {
    case 'trained': return state.step >= condition.steps;
    case 'option': return optionValue(state.recipe, condition.path) === condition.equals;
    case 'class': return state.recipe.sampling.label === condition.label;
    case 'tab': return view.tab === condition.tab;
    case 'film': {
      const { mode, of } = view.theatre;
      const wanted = condition.of ?? 'model';
      const film = wanted === 'ideal' ? state.idealTrajectory : state.trajectory;
      return mode === 'film' && of === wanted && film !== null && (condition.points === undefined || view.points === condition.points);
    }
    case 'at': {
      const last = (playhead.alphaBars?.length ?? 1) - 1;
      return last > 0 && Math.abs(playhead.frame / last - condition.place) <= 0.05;
    }
    case 'measured': return measured.length >= condition.times && (condition.best === undefined || measured.some(({ value }) => value >= (condition.best ?? 0)));
    case 'all': return condition.of.every((one) => isDone(one, facts));
  }
}
