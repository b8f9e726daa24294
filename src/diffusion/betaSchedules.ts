/** Sequences of betas exactly as Hugging Face diffusers makes them (in float64 where diffusers rounds to float32). */

export type BetaSchedule = 'linear' | 'scaled-linear' | 'quadratic' | 'cosine' | 'sigmoid';

/** The largest beta of the cosine schedule (Nichol and Dhariwal 2021, section 3.2). */
const LARGEST_COSINE_BETA = 0.999;

/**
 * T betas, t = 0 .. T - 1. For T other than 1000 the betas are *not* rescaled, so a short schedule leaves signal at its end
 * (cosine excepted): this is what diffusers does; `makeNoiseTable` rescales.
 * - linear: evenly spaced from betaStart to betaEnd (Ho et al. 2020)
 * - scaled-linear: the square roots evenly spaced (Rombach et al. 2022; `scaled_linear`)
 * - quadratic: the same sequence under the name it has in the code of Ho et al. 2020 and Song et al. 2021 (`quad`)
 * - cosine: from alpha_bar(s) = cos^2((s + 0.008) / 1.008 * pi / 2), capped at 0.999 (`squaredcos_cap_v2`); start and end ignored
 * - sigmoid: logistic over [-6, 6], scaled to betaStart..betaEnd (Xu et al. 2022, GeoDiff)
 * @param timesteps T, at least 2
 */
export function diffusersBetas(schedule: BetaSchedule, timesteps: number, betaStart: number, betaEnd: number): Float64Array {
  const out = new Float64Array(timesteps);
  for (let t = 0; t < timesteps; t++) {
    const fraction = timesteps > 1 ? t / (timesteps - 1) : 0;
    out[t] = betaAt(schedule, t, timesteps, fraction, betaStart, betaEnd);
  }
  return out;
}

function betaAt(schedule: BetaSchedule, t: number, timesteps: number, fraction: number, start: number, end: number): number {
  switch (schedule) {
    case 'linear':
      return start + (end - start) * fraction;
    case 'scaled-linear':
    case 'quadratic':
      return (Math.sqrt(start) + (Math.sqrt(end) - Math.sqrt(start)) * fraction) ** 2;
    case 'cosine':
      return Math.min(1 - cosineAlphaBar((t + 1) / timesteps) / cosineAlphaBar(t / timesteps), LARGEST_COSINE_BETA);
    case 'sigmoid':
      return start + (end - start) / (1 + Math.exp(6 - 12 * fraction));
  }
}

function cosineAlphaBar(s: number): number {
  return Math.cos(((s + 0.008) / 1.008) * (Math.PI / 2)) ** 2;
}

/** alpha_bar(t) = product of (1 - beta) up to and including t. */
export function alphasCumprodOfBetas(betas: Float64Array): Float64Array {
  const out = new Float64Array(betas.length);
  let product = 1;
  for (let t = 0; t < betas.length; t++) {
    product *= 1 - (betas[t] ?? 0);
    out[t] = product;
  }
  return out;
}

/**
 * Shifts and scales sqrt(alpha_bar) so that the last entry is exactly 0 and the first is kept
 * (Lin et al. 2023, "Common diffusion noise schedules and sample steps are flawed", algorithm 1).
 * Levels below the last one (a hand-drawn curve that rises again) become 0. A curve that does not end below its start has
 * no such scaling: then only its last entry is set to 0.
 */
export function rescaledToZeroTerminalSnr(alphasCumprod: Float64Array): Float64Array {
  const last = alphasCumprod.length - 1;
  const first = Math.sqrt(alphasCumprod[0] ?? 0);
  const end = Math.sqrt(alphasCumprod[last] ?? 0);
  const out =
    first > end
      ? alphasCumprod.map((value) => Math.min(1, (Math.max(0, Math.sqrt(value) - end) * first) / (first - end)) ** 2)
      : alphasCumprod.slice();
  out[last] = 0;
  return out;
}
