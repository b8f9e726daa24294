/** The noise levels of a schedule in the coordinates in which the network sees x_t. */
import { levelFinder, type NoisePair } from '../../diffusion/levels.ts';
import { coordinatesOf } from '../../diffusion/levelSchedules.ts';
import { alpha, sigma, type NoiseTable } from '../../diffusion/noiseTable.ts';
import type { ScheduleRecipe } from '../../recipe/recipe.ts';

/**
 * alpha and sigma of every timestep of `table`: x_t = alpha x_0 + sigma eps.
 * @param trained the table that the network is trained with where `table` is another one for sampling only, which takes over its coordinates
 */
export function seenLevels(table: NoiseTable, trained: NoiseTable | null): NoisePair[] {
  const preserving = { timesteps: table.timesteps, alphasCumprod: table.alphasCumprod };
  const own = trained ? preserving : table;
  const at = trained?.lengths ? levelFinder(trained, table).atIndex : (t: number) => ({ alpha: alpha(own, t), sigma: sigma(own, t) });
  return Array.from({ length: table.timesteps }, (_, t) => at(t));
}

/** Half the side of a picture of points: standardised data and unit noise both lie well inside. */
export const REACH = 3;

/** How far a picture of x_t must reach to show it: 3 standard deviations of whatever is widest. */
export function reachOf({ alpha: signal, sigma: noise }: NoisePair): number {
  return REACH * Math.max(1, Math.hypot(signal, noise));
}

/**
 * What is particular about what the network sees on a path where alpha^2 + sigma^2 is not 1; null where it is.
 * @param detached whether the curve is that of sampling alone, which cannot change the path
 */
export function pathNote({ kind, sigmaData }: ScheduleRecipe, detached: boolean): string | null {
  switch (coordinatesOf(kind)) {
    case 'variance-preserving':
      return null;
    case 'variance-exploding':
      return noted('On this path α stays 1 and σ grows far beyond it: xₜ is many times wider at the end, and zero terminal SNR is out of reach.', detached);
    case 'flow':
      return noted('On this path α + σ = 1: xₜ is narrowest halfway, and no signal is left at the end, so zero terminal SNR has nothing to add.', detached);
    case 'edm':
      return sigmaData === 1 ? null : noted('On this path xₜ is scaled to variance 1 for data of deviation sigma_data.', detached);
  }
}

const ON_MOVING = 'A point that you move makes the curve hand-drawn, and then α² + σ² = 1.';

function noted(note: string, detached: boolean): string {
  return detached ? note : `${note} ${ON_MOVING}`;
}
