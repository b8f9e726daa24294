import { useCallback } from 'react';
import { FilmPoints, type PointFrames, type PointView } from '../../plot/filmPoints.ts';
import type { Layers } from '../../plot/layer.ts';
import type { AxisNames } from '../../plot/scatterGround.ts';
import type { Scene } from '../../plot/scatterPicture.ts';
import { interpolateFrames, sectorsOf } from '../../plot/scatterPoints.ts';
import type { Trajectory } from '../../protocol/messages.ts';
import { usePlaygroundStore } from '../playground.ts';
import type { PlaneMoment } from './plane/planeMoment.ts';
import type { Fields } from './useFields.ts';

/** What lies over the points of a film. */
export interface PointOverlays { trails: boolean; fields: Fields; layers(moment: PlaneMoment): Layers }

export interface PointsSceneParts {
  /** The film that is shown; null for live samples, or for nothing. */
  trajectory: Trajectory | null;
  view: PointView;
  /** Where the film is. */
  position(): number;
  overlays: PointOverlays;
  /** Where the names of the axes stand. */
  axisNames: AxisNames;
  /** Samples of the moment, while no film is shown. */
  live: (() => { points: Float32Array; sectors: Uint8Array } | null) | null;
}

interface Kept { points: FilmPoints; sectors: Uint8Array }

/** What is drawn of a film is kept as long as the film is. */
const kept = new WeakMap<Trajectory, Kept>();

function keptOf(trajectory: Trajectory): Kept {
  const known = kept.get(trajectory) ?? { points: new FilmPoints(trajectory), sectors: sectorsOf(trajectory.states[0] ?? noPoints) };
  kept.set(trajectory, known);
  return known;
}

const noPoints = new Float32Array(0);
const noSectors = new Uint8Array(0);

/** Where the points of a film stand in a view. */
export function pointFrames(trajectory: Trajectory, view: PointView): PointFrames {
  return keptOf(trajectory).points.of(view);
}

/** The colour of each point: that of the direction it starts in. */
export function pointSectors(trajectory: Trajectory): Uint8Array {
  return keptOf(trajectory).sectors;
}

/** The scene of one picture of points, as it is at the moment it is asked for. */
export function usePointsScene({ trajectory, view, position, overlays: { trails, fields, layers }, live, axisNames }: PointsSceneParts): () => Scene {
  const store = usePlaygroundStore();
  return useCallback((): Scene => {
    const { data } = store.getState();
    if (!trajectory) {
      const now = live?.() ?? null;
      const shown = now?.points ?? null;
      return { data, points: shown, sectors: now?.sectors ?? noSectors, trails: null, layers: layers({ film: null, view: 'noisy', position: 0, points: shown, data }) };
    }
    const { points, arrows } = pointFrames(trajectory, view);
    const at = position();
    const here = interpolateFrames(points, at);
    const ownPlane = view === 'noise';
    return {
      data, axisNames, plane: ownPlane ? 'noise' : 'data', points: here, sectors: pointSectors(trajectory),
      arrows: arrows && interpolateFrames(arrows.frames, at), trails: trails ? { frames: points, position: at } : null,
      fields: ownPlane ? [null, null] : [fields.model, fields.ideal],
      layers: layers({ film: trajectory, view, position: at, points: here, data }),
    };
  }, [store, trajectory, view, position, trails, fields.model, fields.ideal, layers, live, axisNames]);
}
