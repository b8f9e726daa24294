import { useCallback, useState } from 'react';
import type { Layer } from '../../../plot/layer.ts';
import { samePlace } from '../../../plot/particle.ts';
import { interpolateFrames } from '../../../plot/scatterPoints.ts';
import { drawWarpedGrid, gridNodes } from '../../../plot/warpedGrid.ts';
import type { Asked, CarriedFor, Trajectory } from '../../../protocol/messages.ts';
import { pointFrames } from '../usePointsScene.ts';
import type { PlaneMoment } from './planeMoment.ts';
import { useCarried } from './useCarried.ts';

/** The grid of the noise plane, carried by the model of the film while it is switched on. `known` once it is there to be drawn. */
export function useGridLayer(use: CarriedFor, on: boolean, of: Asked, film: Trajectory | null): { known: boolean; layer(moment: PlaneMoment): Layer | null } {
  const [nodes] = useState(gridNodes);
  const carried = useCarried(use, of, film, on ? nodes : null);
  const layer = useCallback((moment: PlaneMoment): Layer | null => {
    // Each of two films side by side has the grid that its own model carries.
    if (!carried || !film || moment.film !== film) return null;
    const { path } = carried;
    const place = samePlace(path.alphaBars, film.alphaBars, moment.position);
    const at = interpolateFrames(pointFrames(path, moment.view).points, place);
    return (context, view, palette) => drawWarpedGrid(context, view, palette, at);
  }, [carried, film]);
  return { known: carried !== null, layer };
}
