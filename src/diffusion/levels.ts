/** Noise levels on and between those of the trained table, in the coordinates in which the network sees the state. */
import { alpha, alphaBarOfLogSnr, clampLogSnr, logSnrOfAlphaBar, sigma } from './noiseTable.ts';
import type { NoiseTable } from './noiseTable.ts';

/** x = alpha x0 + sigma epsilon; alpha^2 + sigma^2 need not be 1. */
export interface NoisePair {
  readonly alpha: number;
  readonly sigma: number;
}

export interface Level extends NoisePair {
  /** Place in the trained table, 0 .. T - 1; between two of its levels it is no whole number. */
  readonly timestep: number;
}

/** Data without noise, where every sampler ends. */
export const CLEAN: NoisePair = { alpha: 1, sigma: 0 };

/** sigma / alpha, the sigma of Karras et al. 2022 and of k-diffusion: 0 for clean data, Infinity for pure noise. ln of it is -1/2 log-SNR. */
export function noiseRatio({ alpha, sigma }: NoisePair): number {
  return sigma / alpha;
}

export interface LevelFinder {
  /** The level with this noise ratio, 0 .. Infinity; its timestep stays within the trained table. */
  atRatio(ratio: number): Level;
  /** The level at index t of the sampling table; exactly the trained level t where both tables are the same. */
  atIndex(t: number): Level;
  /** The level at a place of the sampling table that may lie between two indices: interpolated in log-SNR. */
  atPlace(place: number): Level;
  /** Noise ratios of the cleanest and of the noisiest level of the sampling table; the latter may be Infinity. */
  readonly smallest: number;
  readonly largest: number;
}

/**
 * Finds levels for sampling. Levels between two of the trained table are placed by log-SNR (clipped to [-20, 20] for this), and
 * their length sqrt(alpha^2 + sigma^2) is interpolated as a power, so that the network is shown what it is used to.
 */
export function levelFinder(trained: NoiseTable, sampling: NoiseTable = trained): LevelFinder {
  const logSnrs = clampedLogSnrs(trained);
  const same = trained === sampling || sameLevels(trained, sampling);
  const samplingLogSnrs = same ? logSnrs : clampedLogSnrs(sampling);
  const level = (alphaShare: number, sigmaShare: number, logSnr: number): Level => {
    const timestep = placeOfLogSnr(logSnrs, clampLogSnr(logSnr));
    const length = lengthAt(trained, timestep);
    return { alpha: alphaShare * length, sigma: sigmaShare * length, timestep };
  };
  const atAlphaBar = (value: number): Level => level(Math.sqrt(value), Math.sqrt(1 - value), logSnrOfAlphaBar(value));
  const atRatio = (ratio: number): Level =>
    ratio === Infinity ? level(0, 1, -Infinity) : level(1 / Math.hypot(1, ratio), ratio / Math.hypot(1, ratio), -2 * Math.log(ratio));
  const atIndex = (t: number): Level => {
    if (same) return { alpha: alpha(trained, t), sigma: sigma(trained, t), timestep: t };
    return atAlphaBar(sampling.alphasCumprod[t] ?? 0);
  };
  const atPlace = (place: number): Level => {
    const below = Math.floor(place);
    const fraction = place - below;
    if (fraction === 0) return atIndex(below);
    const left = samplingLogSnrs[below] ?? 0;
    const found = atAlphaBar(alphaBarOfLogSnr(left + ((samplingLogSnrs[below + 1] ?? left) - left) * fraction));
    return same ? { ...found, timestep: place } : found;
  };
  const ratios = Array.from(sampling.alphasCumprod, (value) => Math.sqrt(1 - value) / Math.sqrt(value));
  return { atRatio, atIndex, atPlace, smallest: Math.min(...ratios), largest: Math.max(...ratios) };
}

function clampedLogSnrs(table: NoiseTable): Float64Array {
  return table.alphasCumprod.map((value) => clampLogSnr(logSnrOfAlphaBar(value)));
}

function sameLevels(a: NoiseTable, b: NoiseTable): boolean {
  return a.timesteps === b.timesteps && a.alphasCumprod.every((value, t) => value === b.alphasCumprod[t]);
}

/** Where the table crosses a log-SNR, looked for from its noisy end; the nearest index when it never does. */
function placeOfLogSnr(logSnrs: Float64Array, wanted: number): number {
  let nearest = logSnrs.length - 1;
  const distance = (t: number): number => Math.abs((logSnrs[t] ?? Infinity) - wanted);
  for (let t = logSnrs.length - 1; t >= 0; t--) {
    const [here = 0, cleaner = here] = [logSnrs[t], logSnrs[t - 1]];
    if (here === wanted) return t;
    if (t > 0 && Math.min(here, cleaner) < wanted && wanted < Math.max(here, cleaner)) return snapped(t - (wanted - here) / (cleaner - here));
    if (distance(t) < distance(nearest)) nearest = t;
  }
  return nearest;
}

/** A whole number where rounding alone has made it none. */
function snapped(place: number): number {
  const whole = Math.round(place);
  return Math.abs(place - whole) < 1e-9 ? whole : place;
}

function lengthAt({ lengths }: NoiseTable, place: number): number {
  if (!lengths) return 1;
  const below = Math.floor(place);
  const left = lengths[below] ?? 1;
  const fraction = place - below;
  return fraction === 0 ? left : left ** (1 - fraction) * (lengths[below + 1] ?? left) ** fraction;
}
