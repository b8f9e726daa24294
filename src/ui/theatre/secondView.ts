/** What stands beside the first picture of a film. */
import type { FilmView } from '../../plot/filmViews.ts';
import type { Asked } from '../../protocol/messages.ts';

/** Another view of the same film; or `other`: the same view of the film that the other model makes of the same noise. */
export type SecondView = FilmView | 'other';

/** Beside the first picture, or over it from a handle on. */
export type SecondLayout = 'beside' | 'wipe';

/** Which film and which view of it the second picture shows. */
export interface SecondPicture { of: Asked; view: FilmView }

export function otherOf(of: Asked): Asked {
  return of === 'model' ? 'ideal' : 'model';
}

/** What the second picture shows beside a view of a film; null where nothing, or the same, would stand there. */
export function secondPicture(second: SecondView | null, of: Asked, view: FilmView): SecondPicture | null {
  if (second === null || second === view) return null;
  return second === 'other' ? { of: otherOf(of), view } : { of, view: second };
}
