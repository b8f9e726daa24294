/** Which noise levels a sampler visits: the ways to place N of them between the ends of the noise table. */
import type { Level, LevelFinder } from './levels.ts';
import type { NoiseTable } from './noiseTable.ts';
import { spacedTimesteps } from './spacing.ts';
import type { Spacing } from './spacing.ts';

export type GridName = Spacing | 'karras' | 'exponential' | 'log-snr' | 'hand-placed';

export interface GridEntry {
  readonly label: string;
  /** Names elsewhere; null where there is none. */
  readonly kDiffusion: string | null;
  readonly diffusers: string | null;
  /** One sentence: what it is. */
  readonly hint: string;
}

export const grids: Readonly<Record<GridName, GridEntry>> = {
  trailing: {
    label: 'Trailing', kDiffusion: null, diffusers: "timestep_spacing='trailing'",
    hint: 'Evenly spaced timesteps counted from the noisiest, which is the first: sampling starts where training ends.',
  },
  leading: {
    label: 'Leading', kDiffusion: null, diffusers: "timestep_spacing='leading', steps_offset=1",
    hint: 'Evenly spaced timesteps counted from the cleanest: the noisiest are left out, so the network is told of less noise than the pure noise that sampling starts from.',
  },
  linspace: {
    label: 'Linspace', kDiffusion: null, diffusers: "timestep_spacing='linspace'",
    hint: 'Evenly spaced timesteps that include both the noisiest and the cleanest.',
  },
  karras: {
    label: 'Karras', kDiffusion: 'get_sigmas_karras', diffusers: 'use_karras_sigmas=True',
    hint: 'The noise levels of Karras et al. 2022: their rho-th roots are evenly spaced, so that steps shorten towards clean data.',
  },
  exponential: {
    label: 'Exponential', kDiffusion: 'get_sigmas_exponential', diffusers: 'use_exponential_sigmas=True or use_lu_lambdas=True',
    hint: 'Each noise level is the same fraction of the one before, both ends included; the last step goes from the cleanest level to clean data.',
  },
  'log-snr': {
    label: 'Uniform log-SNR', kDiffusion: null, diffusers: null,
    hint: "Equal steps of the log-SNR from the noisiest level to the cleanest, which is passed over for clean data: DPM-Solver's own spacing.",
  },
  'hand-placed': {
    label: 'By hand', kDiffusion: 'sigmas=', diffusers: 'timesteps=',
    hint: 'Timesteps that you place yourself, whole or between two.',
  },
};

export const gridNames: readonly GridName[] = ['trailing', 'leading', 'linspace', 'karras', 'exponential', 'log-snr', 'hand-placed'];

/** Least, most and standard rho of the Karras grid. */
export const RHO = { range: [1, 20], default: 7 } as const;

/** Most steps of a grid that is not bound to the table's timesteps. */
export const MOST_STEPS = 1000;

export interface GridSettings {
  /** Default trailing. */
  readonly spacing?: GridName;
  /** For karras: 1 to 20, default 7. */
  readonly rho?: number;
  /** For karras, exponential and log-snr: noise ratios sigma / alpha at which the grid ends, within the sampling table's; its ends when left out. */
  readonly sigmaMin?: number;
  readonly sigmaMax?: number;
  /** For hand-placed: places in the sampling table from 0 to T - 1, falling, one for each step. */
  readonly places?: readonly number[];
}

/**
 * The noise levels to visit, from noisy to clean; the last step goes on to clean data. karras, exponential and log-snr need an end
 * with some signal: where the table ends in pure noise, the first level is that, and the others lie as if the grid began
 * at the noisiest level that has signal.
 * @throws Error with a sentence when the number of steps, rho, an end or a place is out of range
 */
export function gridLevels(settings: GridSettings, sampling: NoiseTable, finder: LevelFinder, steps: number): Level[] {
  const { spacing = 'trailing' } = settings;
  switch (spacing) {
    case 'trailing':
    case 'leading':
    case 'linspace':
      return spacedTimesteps(spacing, sampling.timesteps, steps).map((t) => finder.atIndex(t));
    case 'hand-placed':
      return handPlaced(settings.places ?? [], sampling.timesteps, steps).map((place) => finder.atPlace(place));
    case 'karras':
    case 'exponential':
    case 'log-snr': {
      checkSteps(steps);
      const ends = gridEnds(settings, sampling, finder);
      const ratios = spacing === 'karras' ? karrasRatios(ends.least, ends.most, steps, settings.rho) : geometricRatios(ends.least, ends.most, steps, spacing === 'exponential');
      return ratios.map((ratio, i) => finder.atRatio(i === 0 && ends.pureNoise ? Infinity : ratio));
    }
  }
}

/**
 * Karras et al. 2022, eq. 5: (most^(1/rho) + i / (N - 1) (least^(1/rho) - most^(1/rho)))^rho, falling.
 * @param rho 1 is linear; default 7
 * @throws Error with a sentence when rho is out of range
 */
export function karrasRatios(least: number, most: number, steps: number, rho: number = RHO.default): number[] {
  const [lowest, highest] = RHO.range;
  if (!(rho >= lowest && rho <= highest)) throw new Error(`rho is ${rho}; give a number from ${lowest} to ${highest}.`);
  const [from, to] = [most ** (1 / rho), least ** (1 / rho)];
  return Array.from({ length: steps }, (_, i) => (i === 0 ? most : i === steps - 1 ? least : (from + (i / (steps - 1)) * (to - from)) ** rho));
}

/**
 * Equal steps in ln of the ratio, falling from most.
 * @param reachesLeast whether the last of them is `least` (k-diffusion's get_sigmas_exponential); else it would be the next
 */
export function geometricRatios(least: number, most: number, steps: number, reachesLeast: boolean): number[] {
  const intervals = reachesLeast ? Math.max(1, steps - 1) : steps;
  return Array.from({ length: steps }, (_, i) => (i === intervals ? least : most * (least / most) ** (i / intervals)));
}

function gridEnds({ sigmaMin, sigmaMax }: GridSettings, sampling: NoiseTable, finder: LevelFinder): { least: number; most: number; pureNoise: boolean } {
  const finite = Array.from(sampling.alphasCumprod).filter((value) => value > 0 && value < 1).map((value) => Math.sqrt((1 - value) / value));
  if (finite.length === 0) throw new Error('No level of the schedule has both signal and noise; a grid needs one.');
  // Rounding of single-precision grids is let through.
  const outside = (ratio: number): boolean => !(ratio > 0) || ratio < finder.smallest * (1 - 1e-5) || ratio > finder.largest * (1 + 1e-5);
  for (const [name, value] of [['sigmaMin', sigmaMin], ['sigmaMax', sigmaMax]] as const) {
    if (value !== undefined && outside(value)) {
      throw new Error(`${name} is ${value}; give a noise level sigma / alpha above 0 within the schedule's, ${finder.smallest.toPrecision(4)} to ${finder.largest.toPrecision(4)}.`);
    }
  }
  const least = sigmaMin ?? Math.min(...finite);
  const most = sigmaMax ?? Math.max(...finite);
  if (!(least <= most)) throw new Error(`The grid goes from noise ${most} down to ${least}; sigmaMax must not be below sigmaMin.`);
  return { least, most, pureNoise: sigmaMax === undefined && finder.largest === Infinity };
}

function checkSteps(steps: number): void {
  if (!Number.isInteger(steps) || steps < 1 || steps > MOST_STEPS) {
    throw new Error(`The number of sampling steps is ${steps}; give a whole number from 1 to ${MOST_STEPS}.`);
  }
}

function handPlaced(places: readonly number[], timesteps: number, steps: number): readonly number[] {
  if (places.length !== steps || steps < 1) {
    throw new Error(`${places.length} timesteps are placed by hand, but the number of sampling steps is ${steps}; place one for each step.`);
  }
  places.forEach((place, i) => {
    if (!(place >= 0 && place <= timesteps - 1)) throw new Error(`Step ${i + 1} is placed at timestep ${place}; give a number from 0 to ${timesteps - 1}.`);
    const before = places[i - 1];
    if (before !== undefined && place >= before) throw new Error(`Step ${i + 1} is placed at timestep ${place}, which does not lie below the one before it (${before}); order them from noisy to clean.`);
  });
  return places;
}
