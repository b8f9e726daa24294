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
 *
 * The last x is the sample. Lists may be shorter than the history: what is left out has coefficient 0. One-step samplers
 * (DDPM, DDIM) have one entry in each list; multistep samplers look back over x0s, two-stage ones (Heun) over states.
 */

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
