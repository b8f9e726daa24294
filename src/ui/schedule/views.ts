/** The four ways to look at one schedule. Everything is derived from alpha_bar, the share of variance that is signal. */

export type ViewName = 'log-snr' | 'alpha-bar' | 'sigma' | 'beta';

/** Log-SNR beyond this is drawn at the edge: alpha_bar of 0 or 1 has an infinite one. */
export const LOG_SNR_LIMIT = 20;

export interface View {
  name: ViewName;
  /** On the switch. */
  label: string;
  /** Name of the vertical axis, with its unit. */
  axis: string;
  /** One sentence for a newcomer. */
  hint: string;
  scale: 'linear' | 'log';
  /** Whether a single height fixes alpha_bar, so that points may be dragged up and down. */
  editable: boolean;
}

export const VIEWS: Readonly<Record<ViewName, View>> = {
  'log-snr': {
    name: 'log-snr', label: 'log-SNR', axis: 'log-SNR  (ln of signal ÷ noise variance)', scale: 'linear', editable: true,
    hint: 'Logarithm of the signal-to-noise ratio. 0 means as much noise as signal; each step of 2.3 is a factor of ten.',
  },
  'alpha-bar': {
    name: 'alpha-bar', label: 'ᾱ', axis: 'ᾱ  (share of variance that is signal)', scale: 'linear', editable: true,
    hint: 'How much of the picture is still signal: 1 is clean data, 0 is pure noise.',
  },
  sigma: {
    name: 'sigma', label: 'σ', axis: 'σ  (noise per unit of signal, log axis)', scale: 'log', editable: true,
    hint: 'Standard deviation of the noise when the signal is scaled to 1. Samplers such as EDM think in this.',
  },
  beta: {
    name: 'beta', label: 'β', axis: 'β  (variance replaced by noise in one step)', scale: 'linear', editable: false,
    hint: 'How much noise each single step adds. It follows from the slope of the curve, so points cannot be dragged here.',
  },
};

export const VIEW_NAMES: readonly ViewName[] = ['log-snr', 'alpha-bar', 'sigma', 'beta'];

export function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

/** ln(alpha_bar / (1 - alpha_bar)), clamped to +-LOG_SNR_LIMIT. */
export function logSnrOf(alphaBar: number): number {
  if (alphaBar <= 0) return -LOG_SNR_LIMIT;
  if (alphaBar >= 1) return LOG_SNR_LIMIT;
  return clamp(Math.log(alphaBar) - Math.log1p(-alphaBar), -LOG_SNR_LIMIT, LOG_SNR_LIMIT);
}

/** Inverse of `logSnrOf` on its open range: the logistic function. */
export function alphaBarOf(logSnr: number): number {
  return 1 / (1 + Math.exp(-logSnr));
}

/** What view `name` shows for `alphaBar` in [0, 1]; for beta use `viewValues`, one level is not enough. */
export function levelValue(name: Exclude<ViewName, 'beta'>, alphaBar: number): number {
  if (name === 'alpha-bar') return alphaBar;
  const logSnr = logSnrOf(alphaBar);
  return name === 'log-snr' ? logSnr : Math.exp(-logSnr / 2);
}

/** alpha_bar of a height in view `name`: inverse of `levelValue`. */
export function levelFromValue(name: Exclude<ViewName, 'beta'>, value: number): number {
  if (name === 'alpha-bar') return clamp(value, 0, 1);
  if (name === 'log-snr') return alphaBarOf(clamp(value, -LOG_SNR_LIMIT, LOG_SNR_LIMIT));
  return alphaBarOf(clamp(-2 * Math.log(value), -LOG_SNR_LIMIT, LOG_SNR_LIMIT));
}

/** The curve of a view: one value for each alpha_bar. beta_t = 1 - alpha_bar_t / alpha_bar_(t-1), with alpha_bar_(-1) = 1. */
export function viewValues(name: ViewName, alphaBars: ArrayLike<number>): Float64Array {
  const values = new Float64Array(alphaBars.length);
  let previous = 1;
  for (let t = 0; t < alphaBars.length; t += 1) {
    const alphaBar = alphaBars[t] ?? 0;
    if (name === 'beta') values[t] = previous > 0 ? 1 - alphaBar / previous : 1;
    else values[t] = levelValue(name, alphaBar);
    previous = alphaBar;
  }
  return values;
}

/** Range of the vertical axis: wide enough for `values`, steady enough not to jump with every drag. */
export function viewDomain(name: ViewName, alphaBars: ArrayLike<number>): readonly [number, number] {
  if (name === 'alpha-bar') return [0, 1];
  if (name === 'beta') {
    let largest = 0;
    for (const value of viewValues('beta', alphaBars)) largest = Math.max(largest, value);
    return [0, niceCeiling(clamp(largest, 1e-4, 1))];
  }
  let low = -10;
  let high = 10;
  for (let t = 0; t < alphaBars.length; t += 1) {
    const logSnr = logSnrOf(alphaBars[t] ?? 0);
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
  return Math.min(1, step * power);
}
