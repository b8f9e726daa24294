import { useCallback, useState, type KeyboardEvent } from 'react';
import { frameZoom, type PointView } from '../../../plot/filmPoints.ts';
import type { Layer, Layers } from '../../../plot/layer.ts';
import type { Asked, Trajectory } from '../../../protocol/messages.ts';
import { usePlayground } from '../../playground.ts';
import { otherOf } from '../secondView.ts';
import type { TheatreFilm } from '../useTheatreFilm.ts';
import type { Ground } from './ground.ts';
import { startScale, type Place } from './particleFacts.ts';
import type { PlaneMoment } from './planeMoment.ts';
import { useGridLayer } from './useGridLayer.ts';
import { useGroundLayer } from './useGroundLayer.ts';
import { useParticle, type Particle } from './useParticle.ts';

/** A click or tap on a picture of points. */
export interface Tap {
  at: Place;
  /** Length of a CSS pixel in units of the plane. */
  pixel: number;
  /** With Shift: a new particle is meant, not one that is there. */
  anew: boolean;
  points: Float32Array | null;
}

/** What is drawn with the points in their plane, and how it is chosen. */
export interface Plane {
  ground: Ground;
  setGround(ground: Ground): void;
  grid: boolean;
  setGrid(on: boolean): void;
  /** Whether the grid is there to be seen. */
  gridKnown: boolean;
  particle: Particle;
  layers(moment: PlaneMoment): Layers;
  /** A tap on a picture that shows a view: a sample is looked at, or a particle dropped where the plane is that of its start. */
  onTap(tap: Tap, view: PointView): void;
  /** The keys of the particle that is looked at. @returns whether the key was one of them */
  onKey(event: KeyboardEvent): boolean;
}

/** Pixels from a point within which it is meant. */
const reach = { fine: 9, coarse: 22 } as const;

/** Whether a view shows the plane in which points start and move. */
export function showsNoisyPlane(view: PointView): boolean {
  return view !== 'predicted' && view !== 'noise';
}

/** @param beside the film of the other model, while it lies beside; null for another view of the same film, too */
export function usePlane({ trajectory, shown }: TheatreFilm, of: Asked, beside: Trajectory | null): Plane {
  const film = shown ? trajectory : null;
  const recorded = usePlayground((state) => state.noWebGpu !== null);
  const [ground, setGround] = useState<Ground>('none');
  const [grid, setGrid] = useState(false);
  const groundLayer = useGroundLayer(ground);
  const second = film ? beside : null;
  const { known, layer: gridLayer } = useGridLayer('grid', grid, of, film);
  const { known: knownBeside, layer: gridBeside } = useGridLayer('grid-beside', grid, otherOf(of), second);
  const particle = useParticle(of, film, second);
  const { layer: particleLayer, chosen, count } = particle;

  const layers = useCallback((moment: PlaneMoment): Layers => {
    const over = [gridLayer(moment), gridBeside(moment), particleLayer(moment)].filter((layer) => layer !== null);
    const all: Layer = (...place) => {
      for (const layer of over) layer(...place);
    };
    return { under: groundLayer(moment), over: over.length > 0 ? all : null, dims: over.length > 0 };
  }, [groundLayer, gridLayer, gridBeside, particleLayer]);

  const onSample = ({ at, pixel, points }: Tap): boolean =>
    film !== null && points !== null && particle.chooseNear(points, at, pixel * (matchMedia('(pointer: coarse)').matches ? reach.coarse : reach.fine));
  const onTap = (tap: Tap, view: PointView) => {
    const { at, anew } = tap;
    if (!anew && onSample(tap)) return;
    if (!film || recorded || !(anew || chosen) || !showsNoisyPlane(view)) return;
    const scale = frameZoom(film, 0) / startScale(film);
    particle.drop([thousandth(scale * at[0]), thousandth(scale * at[1])]);
  };
  const onKey = ({ key }: KeyboardEvent): boolean => {
    if (!film || !chosen) return false;
    if (key === 'Escape') particle.end();
    else if (key === 'ArrowDown' || key === 'ArrowUp') particle.choose((chosen.index + (key === 'ArrowDown' ? 1 : count - 1)) % count);
    else return false;
    return true;
  };
  return { ground, setGround, grid, setGrid, gridKnown: known && (second === null || knownBeside), particle, layers, onTap, onKey };
}

function thousandth(value: number): number {
  return Math.round(1000 * value) / 1000;
}
