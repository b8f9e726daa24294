/**
 * A noise schedule as a table of noise levels: x_t = alpha(t) x_0 + sigma(t) epsilon. Levels are told apart by the ratio of
 * the two alone, kept as alpha_bar = alpha^2 / (alpha^2 + sigma^2); the length of (alpha, sigma) is a choice of coordinates:
 * 1 for variance-preserving paths (Ho et al. 2020, eq. 4), other numbers for flow matching (alpha + sigma = 1) and for EDM,
 * whose network is shown x / sqrt(sigma^2 + sigma_data^2). x_t is in the coordinates in which the network sees it.
 */

export interface NoiseTable {
  /** T, the number of noise levels. */
  readonly timesteps: number;
  /** alpha_bar(t) in [0, 1] for t = 0 (cleanest) .. T - 1 (noisiest); length T. */
  readonly alphasCumprod: Float64Array;
  /** sqrt(alpha^2 + sigma^2) of each level; left out where it is 1 everywhere. */
  readonly lengths?: Float64Array;
}

/** The four views of a schedule that charts show. */
export type ScheduleView = 'alpha-bar' | 'beta' | 'log-snr' | 'sigma';

/**
 * alpha_bar at timestep t.
 * @throws Error with a sentence when t is not an integer in [0, T - 1]
 */
export function alphaBar(table: NoiseTable, t: number): number {
  const value = table.alphasCumprod[t];
  if (value === undefined) {
    throw new Error(`Timestep ${t} is not in the noise table; give a whole number from 0 to ${table.timesteps - 1}.`);
  }
  return value;
}

/** What x_0 is multiplied by: sqrt(alpha_bar(t)) in variance-preserving coordinates. */
export function alpha(table: NoiseTable, t: number): number {
  return Math.sqrt(alphaBar(table, t)) * (table.lengths?.[t] ?? 1);
}

/** The standard deviation of the noise: sqrt(1 - alpha_bar(t)) in variance-preserving coordinates. */
export function sigma(table: NoiseTable, t: number): number {
  return Math.sqrt(1 - alphaBar(table, t)) * (table.lengths?.[t] ?? 1);
}

/** Signal-to-noise ratio alpha_bar / (1 - alpha_bar): 0 for pure noise, Infinity for clean data. */
export function snr(table: NoiseTable, t: number): number {
  const value = alphaBar(table, t);
  return value / (1 - value);
}

/** sigma / alpha, EDM's sigma (Karras et al. 2022): 0 for clean data, Infinity for pure noise; the same in all coordinates. */
export function noiseToSignal(table: NoiseTable, t: number): number {
  const value = alphaBar(table, t);
  return Math.sqrt((1 - value) / value);
}

/** ln SNR (Kingma et al. 2021): -Infinity for pure noise, Infinity for clean data. */
export function logSnr(table: NoiseTable, t: number): number {
  return logSnrOfAlphaBar(alphaBar(table, t));
}

/** ln(alpha_bar / (1 - alpha_bar)). */
export function logSnrOfAlphaBar(value: number): number {
  return Math.log(value) - Math.log1p(-value);
}

/** The inverse of `logSnrOfAlphaBar`: the logistic function, without overflow. */
export function alphaBarOfLogSnr(value: number): number {
  return value >= 0 ? 1 / (1 + Math.exp(-value)) : Math.exp(value) / (1 + Math.exp(value));
}

/**
 * beta(t) = 1 - alpha_bar(t) / alpha_bar(t - 1), with alpha_bar(-1) = 1: length T. In [0, 1] for a falling table, below 0
 * where a hand-drawn one rises, 1 where no signal was left before t.
 */
export function betas(table: NoiseTable): Float64Array {
  const out = new Float64Array(table.timesteps);
  let previous = 1;
  for (let t = 0; t < out.length; t++) {
    const present = alphaBar(table, t);
    out[t] = previous > 0 ? 1 - present / previous : 1;
    previous = present;
  }
  return out;
}

/** The largest |log-SNR| that charts, editors and comparisons of noise levels use; beyond it one float32 cannot tell x_t from data or noise. */
export const LOG_SNR_LIMIT = 20;

/**
 * One view of the table over t, length T, in variance-preserving coordinates whatever the table's own; log-SNR is clipped to
 * [-20, 20] so that it can be drawn.
 */
export function scheduleView(table: NoiseTable, view: ScheduleView): Float64Array {
  switch (view) {
    case 'alpha-bar':
      return table.alphasCumprod.slice();
    case 'beta':
      return betas(table);
    case 'log-snr':
      return table.alphasCumprod.map((value) => clampLogSnr(logSnrOfAlphaBar(value)));
    case 'sigma':
      return table.alphasCumprod.map((value) => Math.sqrt(1 - value));
  }
}

/** log-SNR clipped to [-20, 20]. */
export function clampLogSnr(value: number): number {
  return Math.min(LOG_SNR_LIMIT, Math.max(-LOG_SNR_LIMIT, value));
}
