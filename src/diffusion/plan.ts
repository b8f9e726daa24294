/**
 * A sampler as a list of numbers, made before sampling starts. All coefficients are float64 and come from the actual pair of
 * noise levels of each step, so one weighted-sum kernel serves every sampler, and any denoiser can stand in the middle.
 *
 * Following a plan, with x the states so far and p the predictions of x0 so far:
 *
 *     x_0 = startScale * z                                      z standard normal
 *     for call i = 0, 1, ...:
 *       p_i     = the denoiser at (x_i, call.timestep)          x0 from the output: toX0(prediction, call.alpha, call.sigma)
 *       x_(i+1) = sum_j next.states[j] * x_(i-j)                newest first: j = 0 is the present state
 *               + sum_j next.x0s[j] * p_(i-j)                   newest first: j = 0 is the prediction just made
 *               + next.noise * z_i                              fresh standard normal; none is drawn where noise is 0
 *       p_i     = kept.state * x_i + kept.x0 * p_i              where the call has `kept`: how later calls remember p_i
 *
 * The last x is the sample. Lists may be shorter than the history: what is left out has coefficient 0. One-step samplers
 * (DDPM, DDIM) have one entry in each list; multistep and two-stage samplers look back over x0s. No plan has more than
 * `MOST_TERMS` terms.
 */

/** Most terms of a weighted sum: states, x0s and the noise together. With its result that is eight GPU buffers, the number every device allows. */
export const MOST_TERMS = 7;

/** The next state as a weighted sum; coefficients newest first. */
export interface NextState {
  readonly states: readonly number[];
  readonly x0s: readonly number[];
  /** Standard deviation of the fresh noise, 0 or greater. */
  readonly noise: number;
}

export interface PlanCall {
  /** Told to the network: a place in the *trained* noise table, 0 .. T - 1; between two levels it is no whole number. */
  readonly timestep: number;
  /** Noise level of the present state, which is the network's input as it is: x = alpha x0 + sigma epsilon. */
  readonly alpha: number;
  readonly sigma: number;
  readonly next: NextState;
  /** The call stands on the way of a step and does not begin one: the second of a two-stage sampler, a corrector. */
  readonly within?: true;
  /**
   * What this call's prediction becomes in the history, once the next state is made: state * x_i + x0 * p_i; p_i itself where
   * left out. Adams-Bashforth samplers (LMS, PLMS) keep the predicted noise so: four terms where noise written as states and
   * x0s would take eight. At index 0 of `next.x0s` the prediction is always x0 itself.
   */
  readonly kept?: HistoryEntry;
  /**
   * Only with learned variance (Nichol and Dhariwal 2021, eq. 15): each element's noise has the log-variance
   * fraction * large + (1 - fraction) * small, fraction being the network's second output (v in the paper). The noise then
   * comes from these and not from `next.noise`, which is that of fraction 0.
   */
  readonly logVariances?: LogVariances;
}

/** state * x_i + x0 * p_i. */
export interface HistoryEntry {
  readonly state: number;
  readonly x0: number;
}

/** ln of the posterior's variance (small) and of beta (large), in the coordinates of the next state. */
export interface LogVariances {
  readonly small: number;
  readonly large: number;
}

export interface SamplerPlan {
  readonly calls: readonly PlanCall[];
  /** Standard deviation of the starting noise: 1 in variance-preserving coordinates, else sqrt(alpha^2 + sigma^2) of the first level. */
  readonly startScale: number;
}

/** How many of the latest states and predictions must be kept to follow the plan. */
export function planHistory(plan: SamplerPlan): { states: number; x0s: number } {
  return plan.calls.reduce(
    (most, { next }) => ({ states: Math.max(most.states, next.states.length), x0s: Math.max(most.x0s, next.x0s.length) }),
    { states: 1, x0s: 1 },
  );
}

/** The most terms a weighted sum needs to follow the plan: the history of both kinds, and one for noise if there is any. */
export function planTerms(plan: SamplerPlan): number {
  const { states, x0s } = planHistory(plan);
  return states + x0s + (plan.calls.some(({ next }) => next.noise > 0) ? 1 : 0);
}

/** Where the states of a plan are: those that its calls begin with, and the clean end. Each list has calls + 1 numbers. */
export interface PlanLevels {
  /** Places in the trained table; the end is at 0. */
  timesteps: Float64Array;
  /** alpha_bar = alpha^2 / (alpha^2 + sigma^2); the end is at 1. */
  alphaBars: Float64Array;
  /** sqrt(alpha^2 + sigma^2); left out where it is 1 everywhere. */
  lengths?: Float64Array;
  /** Whole steps done; a state on the way of a step has the number of the one it began with. Left out where each call is a step. */
  steps?: Uint16Array;
}

export function planLevels({ calls }: SamplerPlan): PlanLevels {
  const steps = new Uint16Array(calls.length + 1);
  let begun = 0;
  calls.forEach(({ within }, i) => {
    if (!within) begun += 1;
    steps[i] = begun - 1;
  });
  steps[calls.length] = begun;
  const lengths = Float64Array.from([...calls.map(({ alpha, sigma }) => Math.hypot(alpha, sigma)), 1]);
  return {
    timesteps: Float64Array.from([...calls.map(({ timestep }) => timestep), 0]),
    alphaBars: Float64Array.from([...calls.map(({ alpha, sigma }) => alpha ** 2 / (alpha ** 2 + sigma ** 2)), 1]),
    ...(lengths.every((length) => Math.abs(length - 1) < ROUNDING) ? {} : { lengths }),
    ...(begun === calls.length ? {} : { steps }),
  };
}

/** Lengths that differ from 1 by less are those of a variance-preserving path. */
const ROUNDING = 1e-9;
