/** Which density encloses which share of the probability. */
import type { PlaneDensity } from './noisedDensity.ts';

/** Steps in which densities are told apart, evenly in the fourth root: fine for the low ones that enclose nearly everything. */
const STEPS = 2048;

/** Highest density of the picture, per square unit; 0 where there is none. */
export function highestDensity({ values }: PlaneDensity): number {
  let most = 0;
  for (const value of values) if (value > most) most = value;
  return most;
}

/**
 * The densities above which these shares of all probability lie (highest density regions, Hyndman 1996); null where the picture does
 * not hold as much.
 * @param shares from 0 to 1, growing
 */
export function massLevels(density: PlaneDensity, shares: readonly number[]): (number | null)[] {
  const { values, left, right, columns } = density;
  const area = ((right - left) / columns) ** 2;
  const most = highestDensity(density);
  const masses = new Float64Array(STEPS + 1);
  if (most > 0) {
    for (const value of values) {
      const step = Math.floor(STEPS * Math.sqrt(Math.sqrt(value / most)));
      masses[step] = (masses[step] ?? 0) + value * area;
    }
  }
  const levels: (number | null)[] = [];
  let enclosed = 0;
  let step = STEPS;
  for (const share of shares) {
    while (step > 0 && enclosed + (masses[step] ?? 0) < share) {
      enclosed += masses[step] ?? 0;
      step -= 1;
    }
    const mass = masses[step] ?? 0;
    if (step === 0 || !(mass > 0)) levels.push(null);
    else levels.push(most * ((step + 1 - (share - enclosed) / mass) / STEPS) ** 4);
  }
  return levels;
}
