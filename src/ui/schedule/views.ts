/** The ways to look at one schedule. All but the last are derived from alpha_bar, the share of variance that is signal, and so are the same on every path. */

import type { NoisePair } from '../../diffusion/levels.ts';
import { alphaBarOfLogSnr, betas, clampLogSnr, LOG_SNR_LIMIT, logSnrOfAlphaBar, type NoiseTable, type ScheduleView } from '../../diffusion/noiseTable.ts';

export type ViewName = ScheduleView | 'weights';

/** Views in which a single height fixes alpha_bar, so that points may be dragged up and down. */
export type LevelView = Exclude<ViewName, 'beta' | 'weights'>;

export interface View {
  name: ViewName;
  /** On the switch. */
  label: string;
  /** Name of the vertical axis, with its unit. */
  axis: string;
  /** One sentence for a newcomer. */
  hint: string;
  scale: 'linear' | 'log';
  /** Names of the curves where there is more than one. */
  curves?: readonly string[];
}

export const VIEWS: Readonly<Record<ViewName, View>> = {
  'log-snr': {
    name: 'log-snr', label: 'log-SNR', axis: 'log-SNR  (ln of signal ÷ noise variance)', scale: 'linear',
    hint: 'Logarithm of the signal-to-noise ratio: 0 means as much noise as signal, every 2.3 up or down is a factor of ten.',
  },
  'alpha-bar': {
    name: 'alpha-bar', label: 'ᾱ', axis: 'ᾱ  (share of variance that is signal)', scale: 'linear',
    hint: 'How much of the picture is still signal: 1 is clean data, 0 is pure noise.',
  },
  sigma: {
    name: 'sigma', label: 'σ', axis: 'σ  (noise per unit of signal, log axis)', scale: 'log',
    hint: 'Standard deviation of the noise when the signal is scaled to 1. Samplers such as EDM think in this.',
  },
  beta: {
    name: 'beta', label: 'β', axis: 'β  (variance replaced by noise in one step)', scale: 'linear',
    hint: 'How much noise each single step adds. It follows from the slope of the curve, so points cannot be dragged here. A path that is not made of betas shows those of the variance-preserving path through the same noise levels.',
  },
  weights: {
    name: 'weights', label: 'xₜ', axis: 'weights in xₜ = α x₀ + σ ε', scale: 'linear', curves: ['α, of the data', 'σ, of the noise'],
    hint: 'What the network is shown: α is what the data are multiplied by, σ the standard deviation of the noise. Both follow from the curve and the kind of path, so points cannot be dragged here.',
  },
};

export const VIEW_NAMES: readonly ViewName[] = ['log-snr', 'alpha-bar', 'sigma', 'beta', 'weights'];

export function isLevelView(name: ViewName): name is LevelView {
  return name !== 'beta' && name !== 'weights';
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

/** ln(alpha_bar / (1 - alpha_bar)), clamped to +-LOG_SNR_LIMIT. */
export function logSnrOf(alphaBar: number): number {
  return clampLogSnr(logSnrOfAlphaBar(alphaBar));
}

/** What view `name` shows for `alphaBar` in [0, 1]; for the other views use `viewCurves`, one level is not enough. */
export function levelValue(name: LevelView, alphaBar: number): number {
  if (name === 'alpha-bar') return alphaBar;
  const logSnr = logSnrOf(alphaBar);
  return name === 'log-snr' ? logSnr : Math.exp(-logSnr / 2);
}

/** alpha_bar of a height in view `name`: inverse of `levelValue`. */
export function levelFromValue(name: LevelView, value: number): number {
  if (name === 'alpha-bar') return clamp(value, 0, 1);
  if (name === 'log-snr') return alphaBarOfLogSnr(clampLogSnr(value));
  return alphaBarOfLogSnr(clampLogSnr(-2 * Math.log(value)));
}

/**
 * The curves of a view: one value for each timestep, the one that points lie on first. sigma is that of unscaled signal,
 * sqrt((1 - alpha_bar) / alpha_bar).
 * @param seen alpha and sigma of each timestep in the network's coordinates
 */
export function viewCurves(name: ViewName, table: NoiseTable, seen: readonly NoisePair[]): readonly Float64Array[] {
  if (name === 'weights') return [Float64Array.from(seen, ({ alpha }) => alpha), Float64Array.from(seen, ({ sigma }) => sigma)];
  return [name === 'beta' ? betas(table) : table.alphasCumprod.map((alphaBar) => levelValue(name, alphaBar))];
}

/** Range of the vertical axis: wide enough for `values`, steady enough not to jump with every drag. */
export function viewDomain(name: ViewName, table: NoiseTable, seen: readonly NoisePair[]): readonly [number, number] {
  if (name === 'alpha-bar') return [0, 1];
  if (name === 'beta') return [0, niceCeiling(clamp(betas(table).reduce((a, b) => Math.max(a, b), 0), 1e-4, 1))];
  if (name === 'weights') return [0, niceCeiling(seen.reduce((most, { alpha, sigma }) => Math.max(most, alpha, sigma), 0.95))];
  let low = -12;
  let high = 12;
  for (const alphaBar of table.alphasCumprod) {
    const logSnr = logSnrOf(alphaBar);
    if (logSnr < low) low = logSnr;
    if (logSnr > high) high = logSnr;
  }
  // An infinite log-SNR (zero terminal SNR) leaves through the floor rather than squashing the rest of the curve.
  low = low <= -LOG_SNR_LIMIT + 0.5 ? -14 : Math.floor(low / 2) * 2;
  high = high >= LOG_SNR_LIMIT - 0.5 ? 14 : Math.ceil(high / 2) * 2;
  return name === 'log-snr' ? [low, high] : [Math.exp(-high / 2), Math.exp(-low / 2)];
}

function niceCeiling(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 1.5, 2, 3, 5, 10].find((candidate) => candidate * power >= value * (1 - 1e-9)) ?? 10;
  return step * power;
}
