import { useState } from 'react';
import type { FilmView } from '../../plot/filmViews.ts';
import type { Asked, Trajectory } from '../../protocol/messages.ts';
import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { usePlayground } from '../playground.ts';
import { usePlace } from '../usePlace.ts';
import { useView, useViewState } from '../view.ts';
import { secondPicture, type SecondPicture, type SecondView } from './secondView.ts';
import { filmOf, type Subject, type TheatreChoice } from './trajectoryFrames.ts';
import { useSampling } from './useSampling.ts';

export interface SecondFilm {
  /** What is chosen to stand beside the first picture. */
  chosen: SecondView | null;
  choose(second: SecondView | null): void;
  /** What stands beside the first picture; null for nothing. */
  picture: SecondPicture | null;
  /** Its film; null until one is there that goes frame by frame with the first. */
  trajectory: Trajectory | null;
  /** Why there is none yet; null once it is there. */
  waiting: string | null;
}

const nothing = () => undefined;

function waitingText(of: Asked, share: number | null, problem: string | null): string {
  if (of === 'model') return say`Drawing samples…`;
  if (problem !== null) return sayText(problem);
  return share === null ? say`Drawing samples of the perfect model…` : say`Drawing samples of the perfect model, ${Math.round(100 * share)} %`;
}

/**
 * The film beside the first one: another view of it, or what the other model makes of the same noise, which is drawn when it is wanted.
 * @param usual what stands there until something else is chosen
 */
export function useSecondFilm(subject: Subject, { mode, of }: TheatreChoice, view: FilmView, first: Trajectory | null, usual: SecondView | null): SecondFilm {
  const page = useView();
  const wanted = useViewState((state) => state.second);
  const [left, setLeft] = useState(false);
  const chosen = wanted ?? (left ? null : usual);
  const picture = mode === 'film' ? secondPicture(chosen, of, view) : null;
  const own = usePlayground((state) => (picture ? filmOf(state, picture.of, subject) : null));
  const seen = usePlace() === 'playground';
  useSampling(seen && picture !== null && picture.of !== of, picture?.of ?? of, nothing);
  const inStep = own !== null && first !== null && own.states.length === first.states.length;
  const share = usePlayground((state) => state.insights['ideal-sample'] ?? null);
  const problem = usePlayground((state) => state.insightProblems['ideal-sample'] ?? null);
  const choose = (second: SecondView | null) => {
    setLeft(second === null);
    page.setState({ second });
  };
  return { chosen: picture === null ? null : chosen, choose, picture, trajectory: inStep ? own : null, waiting: inStep ? null : waitingText(picture?.of ?? of, share, problem) };
}
