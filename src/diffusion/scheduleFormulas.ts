/** What each schedule is, as formulas with the meaning of every symbol. Tests hold them against the tables. */
import type { AnyScheduleKind } from './scheduleSettings.ts';

export interface FormulaLine {
  /** One symbol, or a function of one: what the line defines. Text as `parseExpression` reads it; `formulaMathml` draws it. */
  readonly left: string;
  readonly right: string;
}

export interface FormulaSymbol {
  readonly symbol: string;
  readonly meaning: string;
}

export interface Formula {
  /** In order: each line may use what earlier lines define. */
  readonly lines: readonly FormulaLine[];
  readonly symbols: readonly FormulaSymbol[];
  readonly source: string;
  /** What the lines do not say; a sentence. */
  readonly note?: string;
}

const line = (left: string, right: string): FormulaLine => ({ left, right });
const means = (symbol: string, meaning: string): FormulaSymbol => ({ symbol, meaning });

const PLACE = [means('t', 'timestep, 0 (cleanest) to T\u00a0−\u00a01 (noisiest)'), means('T', 'number of timesteps')];
const PAIR = [means('α_t', 'what the data are multiplied by'), means('σ_t', 'standard deviation of the noise')];
const SIGNAL = means('ᾱ_t', 'share of the signal in the variance');
const RATIO = means('r_t', 'noise over signal, σ / α');
const SIGMAS = [means('σ_min', 'smallest noise over signal'), means('σ_max', 'largest noise over signal')];

const FROM_SIGNAL = [line('α_t', 'sqrt(ᾱ_t)'), line('σ_t', 'sqrt(1 - ᾱ_t)')];
const FROM_BETAS = [line('ᾱ_t', 'prod(i, 0, t, 1 - β_i)'), ...FROM_SIGNAL];
const FROM_RATIO = [line('ᾱ_t', '1 / (1 + r_t^2)'), ...FROM_SIGNAL];
const FROM_LOG_SNR = [line('ᾱ_t', '1 / (1 + exp(-λ_t))'), ...FROM_SIGNAL];

const BETAS = [means('β_t', 'variance of the noise added by step t'), SIGNAL, ...PAIR, ...PLACE];
const BETA_ENDS = [means('β_start', 'first beta'), means('β_end', 'last beta')];
const FEWER = 'The betas are those of T = 1000; with fewer timesteps the same curve of ᾱ is read at every (t + 1) / T.';

const squareRoots: Formula = {
  lines: [line('β_t', '(sqrt(β_start) + (sqrt(β_end) - sqrt(β_start)) * t / (T - 1))^2'), ...FROM_BETAS],
  symbols: [...BETA_ENDS, ...BETAS],
  source: 'Rombach et al. 2022, "High-resolution image synthesis with latent diffusion models" (code)',
  note: FEWER,
};

const geometric = line('r_t', 'σ_min * (σ_max / σ_min)^(t / (T - 1))');

const formulas: Readonly<Record<Exclude<AnyScheduleKind, 'hand-drawn'>, Formula>> = {
  linear: {
    lines: [line('β_t', 'β_start + (β_end - β_start) * t / (T - 1)'), ...FROM_BETAS],
    symbols: [...BETA_ENDS, ...BETAS],
    source: 'Ho, Jain and Abbeel 2020, "Denoising diffusion probabilistic models", section 4',
    note: FEWER,
  },
  'scaled-linear': squareRoots,
  quadratic: { ...squareRoots, source: 'Ho, Jain and Abbeel 2020 and Song, Meng and Ermon 2021 (code, "quad"); the same formula as scaled linear' },
  cosine: {
    lines: [
      line('f(s)', 'cos((s + 0.008) / 1.008 * π / 2)^2'),
      line('β_t', 'min(1 - f((t + 1) / T) / f(t / T), 0.999)'),
      ...FROM_BETAS,
    ],
    symbols: [means('f', 'the curve that ᾱ follows'), means('s', 'time from 0 to 1'), ...BETAS],
    source: 'Nichol and Dhariwal 2021, "Improved denoising diffusion probabilistic models", eq. 17',
    note: FEWER,
  },
  sigmoid: {
    lines: [line('β_t', 'β_start + (β_end - β_start) / (1 + exp(6 - 12 * t / (T - 1)))'), ...FROM_BETAS],
    symbols: [...BETA_ENDS, ...BETAS],
    source: 'Xu et al. 2022, "GeoDiff" (code)',
    note: FEWER,
  },
  'log-linear': {
    lines: [geometric, ...FROM_RATIO],
    symbols: [RATIO, ...SIGMAS, SIGNAL, ...PAIR, ...PLACE],
    source: 'Permenter and Yuan 2024, "Interpreting and improving diffusion models from an optimization perspective" (code)',
  },
  laplace: {
    lines: [
      line('u_first', 'exp((μ + 2 * ln(σ_min)) / b) / 2'),
      line('u_last', '1 - exp(-(μ + 2 * ln(σ_max)) / b) / 2'),
      line('u_t', 'u_first + (u_last - u_first) * t / (T - 1)'),
      line('λ_t', 'μ - b * sgn(1 / 2 - u_t) * ln(1 - 2 * |u_t - 1 / 2|)'),
      ...FROM_LOG_SNR,
    ],
    symbols: [
      means('λ_t', 'log-SNR, ln(α² / σ²)'), means('μ', 'Laplace mean: the log-SNR with most levels'), means('b', 'Laplace scale: how wide its peak is'),
      means('u_t', 'share of the distribution that is cleaner'), ...SIGMAS, SIGNAL, ...PAIR, ...PLACE,
    ],
    source: 'Hang et al. 2024, "Improved noise schedule for diffusion training"',
    note: 'The distribution is cut off at both ends, so that the first and the last level are the smallest and the largest noise asked for. The first two lines hold where the mean lies between them.',
  },
  edm: {
    lines: [
      line('r_t', '(σ_min^(1 / ρ) + t / (T - 1) * (σ_max^(1 / ρ) - σ_min^(1 / ρ)))^ρ'),
      line('α_t', '1 / sqrt(r_t^2 + σ_data^2)'),
      line('σ_t', 'r_t * α_t'),
    ],
    symbols: [
      means('r_t', 'noise over signal: the sigma of the paper'), ...SIGMAS, means('ρ', 'how many levels lie at low noise; 1 spaces them evenly'),
      means('σ_data', 'standard deviation of the data'), ...PAIR, ...PLACE,
    ],
    source: 'Karras et al. 2022, "Elucidating the design space of diffusion-based generative models", eq. 5 and table 1',
    note: 'α is the paper\'s c_in: the network is shown the noisy data scaled to variance 1.',
  },
  'variance-exploding': {
    lines: [geometric, line('α_t', '1'), line('σ_t', 'r_t')],
    symbols: [RATIO, ...SIGMAS, ...PAIR, ...PLACE],
    source: 'Song et al. 2021, "Score-based generative modeling through stochastic differential equations", appendix C',
    note: 'The data stay as they are under ever more noise, so what the network sees grows with it.',
  },
  flow: {
    lines: [line('σ_t', '(t + 1) / T'), line('α_t', '1 - σ_t')],
    symbols: [...PAIR, ...PLACE],
    source: 'Lipman et al. 2023, "Flow matching for generative modeling"; Liu, Gong and Liu 2023, "Flow straight and fast"',
    note: 'A straight line from the data to the noise; the last level is pure noise.',
  },
};

/** The formula of a schedule; a hand-drawn one depends on what its height means. */
export function scheduleFormula(kind: AnyScheduleKind, space: 'log-snr' | 'alpha-bar' = 'log-snr'): Formula {
  if (kind !== 'hand-drawn') return formulas[kind];
  const curve = means('h', 'the smooth curve through your points, which never overshoots between two of them');
  const shared = { source: 'Fritsch and Carlson 1980, "Monotone piecewise cubic interpolation", for the curve' };
  return space === 'log-snr'
    ? { ...shared, lines: [line('λ_t', 'h(t / (T - 1))'), ...FROM_LOG_SNR], symbols: [curve, means('λ_t', 'log-SNR, ln(α² / σ²)'), SIGNAL, ...PAIR, ...PLACE] }
    : { ...shared, lines: [line('ᾱ_t', 'h(t / (T - 1))'), ...FROM_SIGNAL], symbols: [curve, SIGNAL, ...PAIR, ...PLACE] };
}

/** What a shift other than 1 does to any schedule before the length of (α, σ) is chosen. */
export const shiftFormula: Formula = {
  lines: [line('ᾱ′_t', 'ᾱ_t / (ᾱ_t + s^2 * (1 - ᾱ_t))')],
  symbols: [means('s', 'shift: noise over signal is multiplied by it'), SIGNAL, means('ᾱ′_t', 'the same after the shift')],
  source: 'Hoogeboom, Heek and Salimans 2023, "simple diffusion"; Esser et al. 2024 for the straight path, where it is s σ / (1 + (s − 1) σ)',
};

/** What zero terminal SNR does to any schedule after the shift. */
export const zeroTerminalSnrFormula: Formula = {
  lines: [line('ᾱ′_t', '((sqrt(ᾱ_t) - sqrt(ᾱ_last)) * sqrt(ᾱ_first) / (sqrt(ᾱ_first) - sqrt(ᾱ_last)))^2')],
  symbols: [SIGNAL, means('ᾱ_first', 'its first value, which is kept'), means('ᾱ_last', 'its last value, which becomes 0'), means('ᾱ′_t', 'the same after rescaling')],
  source: 'Lin et al. 2023, "Common diffusion noise schedules and sample steps are flawed", algorithm 1',
};
