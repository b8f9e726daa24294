import { useCallback, useMemo, useState } from 'react';
import type { PointView } from '../../../plot/filmPoints.ts';
import type { Layer } from '../../../plot/layer.ts';
import { drawParticle, nearestPoint, pathOf, samePlace } from '../../../plot/particle.ts';
import type { Asked, Trajectory } from '../../../protocol/messages.ts';
import { otherOf } from '../secondView.ts';
import { pointFrames } from '../usePointsScene.ts';
import { guessPath, type Place } from './particleFacts.ts';
import type { PlaneMoment } from './planeMoment.ts';
import { useCarried, type Carried } from './useCarried.ts';

/** The sample that is looked at, or a particle that was dropped at a place of the starting noise. */
export type Chosen = { kind: 'sample'; index: number } | { kind: 'dropped'; at: Place; index: number };

/** A sample of a film. */
export interface ParticleRecord { film: Trajectory; index: number }

export interface Particle {
  /** null while no particle is looked at. `index` of a dropped one is that of the sample looked at before. */
  chosen: Chosen | null;
  /** Samples of the film. */
  count: number;
  /** The film that it is part of, and where in there; null until a dropped one has been carried. */
  record: ParticleRecord | null;
  /** The same particle in the film of the other model; null while there is none. */
  beside: { of: Asked; record: ParticleRecord } | null;
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

/** Looking at single samples of a film, and at particles of one's own. @param second the film of the other model, where it lies beside */
export function useParticle(of: Asked, film: Trajectory | null, second: Trajectory | null): Particle {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [last, setLast] = useState(0);
  const count = film?.shape[0] ?? 0;
  const noise = useMemo(() => (chosen?.kind === 'dropped' ? Float32Array.from(chosen.at) : null), [chosen]);
  const carried = useCarried('particle', of, film, noise);
  const carriedBeside = useCarried('particle-beside', otherOf(of), second, noise);
  const index = chosen ? Math.min(chosen.index, Math.max(0, count - 1)) : 0;
  const sampled = chosen?.kind === 'sample';

  const isChosen = chosen !== null;
  const record = useMemo(() => (isChosen ? recordOf(film, sampled ? index : null, carried) : null), [film, isChosen, sampled, index, carried]);
  // A sample starts from the same noise in both films.
  const besides = useMemo(() => (isChosen ? recordOf(second, sampled ? index : null, carriedBeside) : null), [second, isChosen, sampled, index, carriedBeside]);

  const choose = useCallback((next: number) => {
    setLast(next);
    setChosen({ kind: 'sample', index: next });
  }, []);
  const layer = useCallback((moment: PlaneMoment): Layer | null => {
    const own = moment.film === second ? besides : record;
    if (!own || !moment.film || (moment.film !== film && moment.film !== second)) return null;
    const path = pathOf(pointFrames(own.film, moment.view).points, own.index);
    const guesses = showsGuesses(moment.view) ? guessPath(own.film, own.index) : null;
    const position = samePlace(own.film.alphaBars, moment.film.alphaBars, moment.position);
    return (context, view, palette) => drawParticle(context, view, palette, { path, guesses, position });
  }, [record, besides, film, second]);

  return {
    chosen: chosen && { ...chosen, index }, count, record, beside: besides && { of: otherOf(of), record: besides }, choose, layer,
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

/** @param index of a sample; null for a dropped particle, which is there once it has been carried */
function recordOf(film: Trajectory | null, index: number | null, carried: Carried | null): ParticleRecord | null {
  if (!film) return null;
  return index === null ? carried && { film: carried.path, index: 0 } : { film, index };
}

/** Predictions of the clean point lie in the plane of x_t; under themselves they are the path, and not in the plane of the noise. */
function showsGuesses(view: PointView): boolean {
  return view !== 'predicted' && view !== 'noise';
}
