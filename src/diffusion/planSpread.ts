/** How well a plan's numbers hold together: what becomes of the plainest data, without random numbers. */
import { MOST_TERMS } from './plan.ts';
import type { SamplerPlan } from './plan.ts';

/**
 * The standard deviation of the samples that a plan makes of standard normal data with their ideal denoiser x0 = alpha x / (alpha^2 + sigma^2):
 * 1 where the sampler is exact. All is linear there, so each state is followed as its weights on the start and on each fresh noise.
 * With a learned variance the least noise is taken.
 */
export function planSpread(plan: SamplerPlan): number {
  const draws = plan.calls.filter(({ next }) => next.noise > 0).length;
  let state = new Float64Array(1 + draws);
  state[0] = plan.startScale;
  const states: Float64Array[] = [];
  const predictions: Float64Array[] = [];
  let drawn = 0;
  for (const { alpha, sigma, next, kept } of plan.calls) {
    const gain = alpha / (alpha * alpha + sigma * sigma);
    states.unshift(state);
    predictions.unshift(state.map((weight) => gain * weight));
    const following = new Float64Array(state.length);
    for (const [weights, terms] of [[next.states, states], [next.x0s, predictions]] as const) {
      weights.forEach((weight, j) => terms[j]?.forEach((value, i) => { following[i] = (following[i] ?? 0) + weight * value; }));
    }
    if (next.noise > 0) following[++drawn] = next.noise;
    if (kept) predictions[0] = state.map((weight) => (kept.state + kept.x0 * gain) * weight);
    // No plan looks back farther than its few terms.
    states.length = Math.min(states.length, MOST_TERMS);
    predictions.length = Math.min(predictions.length, MOST_TERMS);
    state = following;
  }
  return Math.sqrt(state.reduce((sum, weight) => sum + weight * weight, 0));
}
