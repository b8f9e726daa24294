/** What the views of a film are called. */
import type { FilmView } from '../../plot/filmViews.ts';
import type { Asked } from '../../protocol/messages.ts';
import { say } from '../../words/say.ts';
import type { Subject } from './trajectoryFrames.ts';

export interface ViewWords {
  /** "Noisy", and "xₜ", by which it is known where there is no room. */
  word: string;
  symbol: string;
  title: string;
}

export function viewWords(view: FilmView, subject: Subject): ViewWords {
  const points = subject === 'points';
  switch (view) {
    case 'noisy': return { word: say`Noisy`, symbol: 'xₜ', title: points ? say`The points as they are at this step` : say`The pictures as they are at this step` };
    case 'predicted': return { word: say`Predicted`, symbol: 'x₀', title: points ? say`Where the model thinks each point came from` : say`What the model thinks each picture is without its noise` };
    case 'noise': return { word: say`Noise`, symbol: 'ε', title: say`What the model thinks is noise, in units of its standard deviation` };
    case 'velocity': return { word: say`Velocity`, symbol: 'v', title: say`v = α ε − σ x₀: how a sample changes as its noise grows` };
    case 'score': return { word: say`Score`, symbol: '∇', title: say`−ε / σ: the direction in which samples become more likely` };
    case 'change': return { word: say`Change`, symbol: 'Δ', title: say`xₜ less the step before it` };
  }
}

/** "Noisy xₜ", also with whose it is. */
export function viewName(view: FilmView, subject: Subject, of: Asked = 'model'): string {
  const { word, symbol } = viewWords(view, subject);
  const name = view === 'score' || view === 'change' ? word : `${word} ${symbol}`;
  return of === 'ideal' ? say`${name}, perfect model` : name;
}

/** What the views are, in a few sentences. */
export function viewsHint(subject: Subject): string {
  return subject === 'points'
    ? say`xₜ is the noisy point itself. Predicted x₀ is the model's guess, at this step, of the clean point it came from: blurry first, sharp at the end. Noise, velocity and score say the same guess in other words: each can be worked out from xₜ and any of the others.`
    : say`xₜ is the noisy picture itself. Predicted x₀ is the model's guess, at this step, of the clean picture in it: blurry first, sharp at the end. Noise, velocity and score say the same guess in other words. Change is what the last step did.`;
}
