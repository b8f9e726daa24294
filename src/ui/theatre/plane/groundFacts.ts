/** What there is to say about a ground: how high the density is and where, or which contours are missing. */
import { highestDensity, massLevels } from '../../../plot/massLevels.ts';
import { NoisedDensity, type PlaneEdges } from '../../../plot/noisedDensity.ts';
import { groundShares, type GroundCloud } from '../../../plot/planeGround.ts';
import type { Place } from './particleFacts.ts';

/** What every picture shows at least. */
const edges: PlaneEdges = { left: -3.4, right: 3.4, bottom: -3.4, top: 3.4 };

export interface GroundFacts {
  /** Probability per square unit, and where it is so high. */
  highest: number;
  at: Place;
  /** Shares whose contour would lie beyond the picture. */
  beyond: readonly number[];
}

export function groundFacts({ points, alpha, spread }: GroundCloud): GroundFacts {
  const density = new NoisedDensity().at(points, alpha, spread, edges);
  const { columns, values, left, right, bottom } = density;
  const highest = highestDensity(density);
  const cell = values.indexOf(highest);
  const size = (right - left) / columns;
  const levels = massLevels(density, groundShares);
  return {
    highest, at: [left + ((cell % columns) + 0.5) * size, bottom + (Math.floor(cell / columns) + 0.5) * size],
    beyond: groundShares.filter((_, k) => levels[k] === null),
  };
}
