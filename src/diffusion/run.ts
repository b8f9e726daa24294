/** Follows a plan on Float64Array with any denoiser: the sampler's definition, for tests, for closed-form denoisers and for ONNX models. */
import { planHistory } from './plan.ts';
import type { LogVariances, PlanCall, SamplerPlan } from './plan.ts';

/** Predicts x0 for the state x (same length) at the call's noise level; must not change x. */
export type Denoiser = (x: Float64Array, call: PlanCall) => Float64Array | Promise<Float64Array>;

/** Of a model that learned its variance: x0, and for each element where between small (0) and large (1) its log-variance lies. */
export interface LearnedPrediction {
  readonly x0: Float64Array;
  readonly fraction: Float64Array;
}

/** A denoiser that learned its variance too; see `PlanCall.logVariances`. */
export type LearnedDenoiser = (x: Float64Array, call: PlanCall) => LearnedPrediction | Promise<LearnedPrediction>;

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
 * @throws Error with a sentence when the denoiser returns another length, or no variance where the plan wants a learned one
 */
export async function* sampleTrajectory(
  plan: SamplerPlan,
  denoise: Denoiser | LearnedDenoiser,
  start: Float64Array,
  noise: NoiseSource,
): AsyncGenerator<TrajectoryFrame, void, undefined> {
  let state = start.map((value) => value * plan.startScale);
  const states: Float64Array[] = [];
  const predictions: Float64Array[] = [];
  const fresh = new Float64Array(start.length);
  const history = planHistory(plan);
  for (const [index, call] of plan.calls.entries()) {
    const made = await denoise(state, call);
    const x0 = made instanceof Float64Array ? made : made.x0;
    if (x0.length !== state.length) {
      throw new Error(`The denoiser returned ${x0.length} numbers for a state of ${state.length}; it must return one for each.`);
    }
    yield { index, state, call, x0 };
    states.unshift(state);
    predictions.unshift(x0);
    states.length = Math.min(states.length, history.states);
    predictions.length = Math.min(predictions.length, history.x0s);
    const following = new Float64Array(state.length);
    addWeighted(following, call.next.states, states);
    addWeighted(following, call.next.x0s, predictions);
    if (call.next.noise > 0) {
      noise(fresh);
      const scaled = call.logVariances ? learnedNoise(fresh, made, call.logVariances) : fresh.map((value) => call.next.noise * value);
      addWeighted(following, [1], [scaled]);
    }
    if (call.kept) {
      const remembered = new Float64Array(state.length);
      addWeighted(remembered, [call.kept.state, call.kept.x0], [state, x0]);
      predictions[0] = remembered;
    }
    state = following;
  }
  yield { index: plan.calls.length, state, call: null, x0: null };
}

/** Fresh noise with each element's own standard deviation (Nichol and Dhariwal 2021, eq. 15). */
function learnedNoise(fresh: Float64Array, made: Float64Array | LearnedPrediction, { small, large }: LogVariances): Float64Array {
  if (made instanceof Float64Array || made.fraction.length !== fresh.length) {
    throw new Error(`The plan wants a learned variance, but the denoiser gives none for the ${fresh.length} numbers of a state; choose the small or the large variance, or a model that was trained with learned variance.`);
  }
  return fresh.map((value, i) => {
    const fraction = made.fraction[i] ?? 0;
    return value * Math.exp((fraction * large + (1 - fraction) * small) / 2);
  });
}

function addWeighted(out: Float64Array, weights: readonly number[], terms: readonly Float64Array[]): void {
  weights.forEach((weight, j) => {
    const term = terms[j];
    if (term === undefined) throw new Error(`The plan looks ${j} steps back before so many were made; make its first calls with shorter lists.`);
    for (let i = 0; i < out.length; i++) out[i] = (out[i] ?? 0) + weight * (term[i] ?? 0);
  });
}
