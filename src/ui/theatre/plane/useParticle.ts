import { useCallback, useMemo, useState } from 'react';
import type { PointView } from '../../../plot/filmPoints.ts';
import type { Layer } from '../../../plot/layer.ts';
import { drawParticle, nearestPoint, pathOf, samePlace } from '../../../plot/particle.ts';
import type { Asked, Trajectory } from '../../../protocol/messages.ts';
import { pointFrames } from '../usePointsScene.ts';
import { guessPath, type Place } from './particleFacts.ts';
import type { PlaneMoment } from './planeMoment.ts';
import { useCarried } from './useCarried.ts';

/** The sample that is looked at, or a particle that was dropped at a place of the starting noise. */
export type Chosen = { kind: 'sample'; index: number } | { kind: 'dropped'; at: Place; index: number };

export interface Particle {
  /** null while no particle is looked at. `index` of a dropped one is that of the sample looked at before. */
  chosen: Chosen | null;
  /** Samples of the film. */
  count: number;
  /** The film that it is part of, and where in there; null until a dropped one has been carried. */
  record: { film: Trajectory; index: number } | null;
  /** Begins where it was last. */
  begin(): void;
  choose(index: number): void;
  /** At a place in standard deviations of the starting noise. */
  drop(at: Place): void;
  end(): void;
  /** The nearest sample within reach of a place in the picture. @returns whether there was one */
  chooseNear(points: Float32Array, at: Place, reach: number): boolean;
  layer(moment: PlaneMoment): Layer | null;
}

/** Looking at single samples of a film, and at particles of one's own. */
export function useParticle(of: Asked, film: Trajectory | null): Particle {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [last, setLast] = useState(0);
  const count = film?.shape[0] ?? 0;
  const noise = useMemo(() => (chosen?.kind === 'dropped' ? Float32Array.from(chosen.at) : null), [chosen]);
  const carried = useCarried('particle', of, film, noise);
  const index = chosen ? Math.min(chosen.index, Math.max(0, count - 1)) : 0;
  const sampled = chosen?.kind === 'sample';

  const record = useMemo(() => {
    if (!film || !chosen) return null;
    return sampled ? { film, index } : carried && { film: carried.path, index: 0 };
  }, [film, chosen, sampled, index, carried]);

  const choose = useCallback((next: number) => {
    setLast(next);
    setChosen({ kind: 'sample', index: next });
  }, []);
  const layer = useCallback((moment: PlaneMoment): Layer | null => {
    // A sample starts from the same noise in both of two films side by side; a dropped particle belongs to one.
    if (!record || !moment.film || (!sampled && moment.film !== film)) return null;
    const own = sampled ? { film: moment.film, index: record.index } : record;
    const path = pathOf(pointFrames(own.film, moment.view).points, own.index);
    const guesses = showsGuesses(moment.view) ? guessPath(own.film, own.index) : null;
    const position = samePlace(own.film.alphaBars, moment.film.alphaBars, moment.position);
    return (context, view, palette) => drawParticle(context, view, palette, { path, guesses, position });
  }, [record, sampled, film]);

  return {
    chosen: chosen && { ...chosen, index }, count, record, choose, layer,
    begin: useCallback(() => setChosen({ kind: 'sample', index: last }), [last]),
    drop: useCallback((at: Place) => setChosen({ kind: 'dropped', at, index: last }), [last]),
    end: useCallback(() => setChosen(null), []),
    chooseNear: useCallback((points: Float32Array, [x, y]: Place, reach: number) => {
      const found = nearestPoint(points, x, y, reach);
      if (found) choose(found.index);
      return found !== null;
    }, [choose]),
  };
}

/** Predictions of the clean point lie in the plane of x_t; under themselves they are the path, and not in the plane of the noise. */
function showsGuesses(view: PointView): boolean {
  return view !== 'predicted' && view !== 'noise';
}
