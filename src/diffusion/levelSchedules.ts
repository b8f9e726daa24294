/** Schedules that are given by noise levels and not by betas, and the coordinates in which their networks see x_t. */
import { alphaBarOfLogSnr } from './noiseTable.ts';
import type { AnyScheduleKind, ScheduleShape } from './scheduleSettings.ts';

export type LevelSchedule = 'log-linear' | 'laplace' | 'edm' | 'variance-exploding' | 'flow';

/**
 * The length sqrt(alpha^2 + sigma^2) as a function of the level alone:
 * - variance-preserving: 1
 * - variance-exploding: alpha = 1, x_t = x_0 + sigma epsilon as it is (Song et al. 2021)
 * - edm: the same x_t times c_in = 1 / sqrt(sigma^2 + sigma_data^2) (Karras et al. 2022, table 1), so that its variance is 1
 * - flow: alpha + sigma = 1, the straight path (Lipman et al. 2023; Liu et al. 2023)
 */
export type Coordinates = 'variance-preserving' | 'variance-exploding' | 'edm' | 'flow';

/** The coordinates that a kind of schedule is trained in. */
export function coordinatesOf(kind: AnyScheduleKind): Coordinates {
  return kind === 'edm' || kind === 'flow' || kind === 'variance-exploding' ? kind : 'variance-preserving';
}

/**
 * alpha_bar(t) of T levels, t = 0 (cleanest) .. T - 1, before any shift.
 * - log-linear and variance-exploding: sigma / alpha in a geometric sequence from sigmaMin to sigmaMax, so log-SNR falls evenly
 *   (Song et al. 2021, appendix C; Permenter and Yuan 2024)
 * - laplace: log-SNR are evenly spaced quantiles of a Laplace distribution (Hang et al. 2024, table 1) cut off where
 *   sigma / alpha is sigmaMin and sigmaMax; both ends are levels
 * - edm: sigma^(1 / rho) evenly spaced from sigmaMin to sigmaMax (Karras et al. 2022, eq. 5)
 * - flow: sigma = (t + 1) / T, alpha = 1 - sigma; the last level is pure noise
 * @param timesteps T, at least 2
 */
export function levelsOf(kind: LevelSchedule, timesteps: number, shape: Required<ScheduleShape>): Float64Array {
  const last = timesteps - 1;
  const { sigmaMin, sigmaMax, rho } = shape;
  switch (kind) {
    case 'log-linear':
    case 'variance-exploding':
      return levels(timesteps, (t) => levelOfSigma(sigmaMin * (sigmaMax / sigmaMin) ** (t / last)));
    case 'edm': {
      const [low, high] = [sigmaMin ** (1 / rho), sigmaMax ** (1 / rho)];
      return levels(timesteps, (t) => levelOfSigma((low + (t / last) * (high - low)) ** rho));
    }
    case 'laplace': {
      const logSnr = laplaceQuantiles(shape);
      return levels(timesteps, (t) => alphaBarOfLogSnr(logSnr(t / last)));
    }
    case 'flow':
      return levels(timesteps, (t) => {
        const noise = (t + 1) / timesteps;
        return (1 - noise) ** 2 / ((1 - noise) ** 2 + noise ** 2);
      });
  }
}

function levels(timesteps: number, at: (t: number) => number): Float64Array {
  return Float64Array.from({ length: timesteps }, (_, t) => at(t));
}

/** alpha_bar of a noise-to-signal ratio sigma / alpha. */
export function levelOfSigma(sigma: number): number {
  return 1 / (1 + sigma * sigma);
}

/**
 * Position u in [0, 1] to log-SNR: with F the share of the distribution above, F(log-SNR) goes evenly from that of
 * -2 ln sigmaMin to that of -2 ln sigmaMax. Untruncated it is mean - scale sgn(1/2 - u) ln(1 - 2 |u - 1/2|).
 */
function laplaceQuantiles({ sigmaMin, sigmaMax, laplaceMean, laplaceScale }: Required<ScheduleShape>): (u: number) => number {
  /** The shares above and below a log-SNR, each without cancellation where it is tiny. */
  const shares = (logSnr: number): { above: number; below: number } => {
    const tail = Math.exp(-Math.abs(logSnr - laplaceMean) / laplaceScale) / 2;
    return logSnr >= laplaceMean ? { above: tail, below: 1 - tail } : { above: 1 - tail, below: tail };
  };
  const clean = shares(-2 * Math.log(sigmaMin));
  const noisy = shares(-2 * Math.log(sigmaMax));
  return (u) => {
    const above = (1 - u) * clean.above + u * noisy.above;
    const below = (1 - u) * clean.below + u * noisy.below;
    return above < below ? laplaceMean - laplaceScale * Math.log(2 * above) : laplaceMean + laplaceScale * Math.log(2 * below);
  };
}

/**
 * Multiplies every noise-to-signal ratio sigma / alpha by `shift`: log-SNR falls by 2 ln shift. For pictures of d pixels a side
 * d / 64 keeps the visible noise that of 64 pixels (Hoogeboom et al. 2023, "simple diffusion"); on the straight path
 * it is sigma' = shift sigma / (1 + (shift - 1) sigma) (Esser et al. 2024, eq. 23). 1 returns the very same levels.
 */
export function shiftedLevels(alphasCumprod: Float64Array, shift: number): Float64Array {
  if (shift === 1) return alphasCumprod;
  return alphasCumprod.map((level) => level / (level + shift * shift * (1 - level)));
}

/** sqrt(alpha^2 + sigma^2) for each alpha_bar, or nothing where that is 1 everywhere. Infinite for variance-exploding at alpha_bar 0. */
export function lengthsOf(coordinates: Coordinates, alphasCumprod: Float64Array, sigmaData: number): Float64Array | undefined {
  switch (coordinates) {
    case 'variance-preserving':
      return undefined;
    case 'variance-exploding':
      return alphasCumprod.map((level) => 1 / Math.sqrt(level));
    case 'edm':
      return sigmaData === 1 ? undefined : alphasCumprod.map((level) => 1 / Math.sqrt(1 - level + sigmaData * sigmaData * level));
    case 'flow':
      return alphasCumprod.map((level) => 1 / (Math.sqrt(level) + Math.sqrt(1 - level)));
  }
}
