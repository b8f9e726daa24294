/** Follows a plan on Float64Array with any denoiser: the sampler's definition, for tests, for closed-form denoisers and for ONNX models. */
import type { PlanCall, SamplerPlan } from './plan.ts';

/** Predicts x0 for the state x (same length) at the call's noise level; must not change x. */
export type Denoiser = (x: Float64Array, call: PlanCall) => Float64Array | Promise<Float64Array>;

/** Fills the whole array with standard normal numbers. */
export type NoiseSource = (out: Float64Array) => void;

export interface TrajectoryFrame {
  /** 0 for the start .. number of calls for the sample. */
  readonly index: number;
  /** x before the call, or the sample in the last frame. Not reused afterwards. */
  readonly state: Float64Array;
  /** The call made on `state` and the x0 it predicted; both null in the last frame. */
  readonly call: PlanCall | null;
  readonly x0: Float64Array | null;
}

/**
 * Yields every state with its prediction of x0, then the sample: calls + 1 frames.
 * @param start standard normal numbers of any length (points one after the other); scaled by plan.startScale, not changed
 * @param noise asked once for each call whose plan has noise, in order
 * @throws Error with a sentence when the denoiser returns another length
 */
export async function* sampleTrajectory(
  plan: SamplerPlan,
  denoise: Denoiser,
  start: Float64Array,
  noise: NoiseSource,
): AsyncGenerator<TrajectoryFrame, void, undefined> {
  let state = start.map((value) => value * plan.startScale);
  const states: Float64Array[] = [];
  const predictions: Float64Array[] = [];
  const fresh = new Float64Array(start.length);
  for (const [index, call] of plan.calls.entries()) {
    const x0 = await denoise(state, call);
    if (x0.length !== state.length) {
      throw new Error(`The denoiser returned ${x0.length} numbers for a state of ${state.length}; it must return one for each.`);
    }
    yield { index, state, call, x0 };
    states.unshift(state);
    predictions.unshift(x0);
    const following = new Float64Array(state.length);
    addWeighted(following, call.next.states, states);
    addWeighted(following, call.next.x0s, predictions);
    if (call.next.noise > 0) {
      noise(fresh);
      addWeighted(following, [call.next.noise], [fresh]);
    }
    state = following;
  }
  yield { index: plan.calls.length, state, call: null, x0: null };
}

function addWeighted(out: Float64Array, weights: readonly number[], terms: readonly Float64Array[]): void {
  weights.forEach((weight, j) => {
    const term = terms[j];
    if (term === undefined) throw new Error(`The plan looks ${j} steps back before so many were made; make its first calls with shorter lists.`);
    for (let i = 0; i < out.length; i++) out[i] = (out[i] ?? 0) + weight * (term[i] ?? 0);
  });
}
