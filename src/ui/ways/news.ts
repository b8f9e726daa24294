/** What a screen reader is told of the run and of the film: when something begins or ends, and now and then how it goes. */
import type { StoreApi } from 'zustand/vanilla';
import type { Trajectory } from '../../protocol/messages.ts';
import type { PlaygroundState } from '../../store/state.ts';
import { groupedNumber, say, sayCount } from '../../words/say.ts';
import type { Playhead } from '../time/playhead.ts';

/** What happens in quick succession is one piece of news, in milliseconds. */
const SETTLES = 500;
/** The film is told of when it has rested for so long. */
const RESTS = 800;
/** Between two words about a loss that goes down anyway. */
const SELDOM = 30_000;
/** Mean of the last losses that are told of. */
const MEAN_OF = 50;

function meanLoss({ values, length }: PlaygroundState['losses']): number | null {
  const recent = values.slice(Math.max(0, length - MEAN_OF), length);
  return recent.length === 0 ? null : recent.reduce((sum, loss) => sum + loss, 0) / recent.length;
}

/** How the run goes, with its loss where there is one. */
function progress({ step, recipe, losses }: PlaygroundState): string {
  const loss = meanLoss(losses);
  const [now, total] = [groupedNumber(step), groupedNumber(Math.max(1, Math.ceil(step / recipe.training.steps)) * recipe.training.steps)];
  return loss === null ? say`Step ${now} of ${total}.` : say`Step ${now} of ${total}, mean loss ${loss.toPrecision(3)}.`;
}

/** The news in a change of the run; null where it is none. What stands in an alert is told by that. */
function runNews(now: PlaygroundState, before: PlaygroundState): string | null {
  if (now.status === before.status || now.error !== null || now.diverged !== null) return null;
  if (now.status === 'training') return say`Training goes on.`;
  if (now.status !== 'paused') return null;
  if (before.status !== 'training') return say`The model is ready.`;
  return now.step > 0 && now.step % now.recipe.training.steps === 0 ? say`Training is done. ${progress(now)}` : say`Training paused. ${progress(now)}`;
}

function drawnNews({ states }: Trajectory): string {
  return sayCount(states.length - 1, 'Samples are drawn, in one step.', 'Samples are drawn, in {0} steps.');
}

export function filmNews(alphaBars: ArrayLike<number>, frame: number): string {
  const [steps, signal] = [alphaBars.length - 1, Math.round(100 * (alphaBars[frame] ?? 0))];
  return frame >= steps ? say`Film: the finished samples.` : say`Film: step ${frame} of ${steps}, ${signal} % signal.`;
}

/**
 * Tells the news, one at a time.
 * @param quiet whether the control that has the focus says the film's place by itself
 * @returns what ends that
 */
export function tellNews(store: StoreApi<PlaygroundState>, playhead: Playhead, tell: (text: string) => void, quiet: () => boolean): () => void {
  let settling: ReturnType<typeof setTimeout> | undefined;
  let resting: ReturnType<typeof setTimeout> | undefined;
  let drawnBefore: Trajectory | null = null;
  let seldom: ReturnType<typeof setInterval> | undefined;
  const soon = (text: string) => {
    clearTimeout(settling);
    settling = setTimeout(() => tell(text), SETTLES);
  };
  const follow = (training: boolean) => {
    clearInterval(seldom);
    seldom = training ? setInterval(() => tell(progress(store.getState())), SELDOM) : undefined;
  };
  follow(store.getState().status === 'training');
  const stops = [
    store.subscribe((now, before) => {
      if (now.status !== before.status) follow(now.status === 'training');
      const text = runNews(now, before);
      if (text !== null) soon(text);
      if (now.sampling && !before.sampling) drawnBefore = before.trajectory;
      if (before.sampling && !now.sampling && now.trajectory && now.trajectory !== drawnBefore) soon(drawnNews(now.trajectory));
    }),
    playhead.subscribe(({ alphaBars, frame }, before) => {
      if (frame === before.frame && alphaBars === before.alphaBars) return;
      clearTimeout(resting);
      // A film that was only just made is told of as drawn.
      if (alphaBars === null || alphaBars !== before.alphaBars) return;
      resting = setTimeout(() => { if (!quiet()) tell(filmNews(alphaBars, frame)); }, RESTS);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
    clearTimeout(settling);
    clearTimeout(resting);
    clearInterval(seldom);
  };
}
