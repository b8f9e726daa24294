import { useCallback, useState, type KeyboardEvent } from 'react';
import { frameZoom, type PointView } from '../../../plot/filmPoints.ts';
import type { Layer, Layers } from '../../../plot/layer.ts';
import type { Asked } from '../../../protocol/messages.ts';
import { usePlayground } from '../../playground.ts';
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
  /** A tap on the picture, or on the second one beside it, whose plane is another: there nothing can be dropped. */
  onTap(tap: Tap): void;
  onTapBeside(tap: Tap): void;
  /** The keys of the particle that is looked at. @returns whether the key was one of them */
  onKey(event: KeyboardEvent): boolean;
}

/** Pixels from a point within which it is meant. */
const reach = { fine: 9, coarse: 22 } as const;

/** Whether a view shows the plane in which points start and move. */
export function showsNoisyPlane(view: PointView): boolean {
  return view !== 'predicted' && view !== 'noise';
}

/** @param view of the picture that is tapped */
export function usePlane({ trajectory, shown }: TheatreFilm, of: Asked, view: PointView): Plane {
  const film = shown ? trajectory : null;
  const recorded = usePlayground((state) => state.noWebGpu !== null);
  const [ground, setGround] = useState<Ground>('none');
  const [grid, setGrid] = useState(false);
  const groundLayer = useGroundLayer(ground);
  const { known, layer: gridLayer } = useGridLayer(grid, of, film);
  const particle = useParticle(of, film);
  const { layer: particleLayer, chosen, count } = particle;

  const layers = useCallback((moment: PlaneMoment): Layers => {
    const over = [gridLayer(moment), particleLayer(moment)].filter((layer) => layer !== null);
    const all: Layer = (...place) => {
      for (const layer of over) layer(...place);
    };
    return { under: groundLayer(moment), over: over.length > 0 ? all : null, dims: over.length > 0 };
  }, [groundLayer, gridLayer, particleLayer]);

  const onTapBeside = ({ at, pixel, points }: Tap): boolean =>
    film !== null && points !== null && particle.chooseNear(points, at, pixel * (matchMedia('(pointer: coarse)').matches ? reach.coarse : reach.fine));
  const onTap = (tap: Tap) => {
    const { at, anew } = tap;
    if (!anew && onTapBeside(tap)) return;
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
  return { ground, setGround, grid, setGrid, gridKnown: known, particle, layers, onTap, onTapBeside, onKey };
}

function thousandth(value: number): number {
  return Math.round(1000 * value) / 1000;
}
