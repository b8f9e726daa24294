/** Explicit Runge-Kutta methods for ordinary differential equations whose right-hand side is awaited: on a fixed grid, or with steps chosen by their error. */

/** d state / d time at a time; must not change the state. */
export type Field = (time: number, state: Float64Array) => Promise<Float64Array>;

/** Butcher's tableau: stage i is at time + nodes[i] step, from the stages before it with weights stages[i]. */
export interface Tableau {
  readonly order: number;
  readonly nodes: readonly number[];
  readonly stages: readonly (readonly number[])[];
  readonly weights: readonly number[];
  /** weights minus those of the embedded method of lower order; none where there is no such method. */
  readonly error?: readonly number[];
}

/** The trapezoid rule with an Euler step to the end: two evaluations a step. */
export const HEUN: Tableau = { order: 2, nodes: [0, 1], stages: [[], [1]], weights: [0.5, 0.5] };

/** Dormand and Prince 1980 ("A family of embedded Runge-Kutta formulae", table 2, RK5(4)7M): seven stages, the last is the first of the next step. */
export const DORMAND_PRINCE: Tableau = {
  order: 5,
  nodes: [0, 1 / 5, 3 / 10, 4 / 5, 8 / 9, 1, 1],
  stages: [
    [],
    [1 / 5],
    [3 / 40, 9 / 40],
    [44 / 45, -56 / 15, 32 / 9],
    [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729],
    [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656],
    [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84],
  ],
  weights: [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84, 0],
  error: [71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40],
};

export interface Solution {
  readonly state: Float64Array;
  readonly steps: number;
  /** Steps that were tried and made again smaller. */
  readonly rejected: number;
  /** Times that the field was asked. */
  readonly evaluations: number;
}

/** Called after each step with the share of the way that is done, 0 .. 1; may throw to cancel. */
export type StepListener = (done: number) => void | Promise<void>;

/** Equal steps from one time to another (which may lie before it); `steps` a whole number from 1. */
export async function integrateGrid(field: Field, start: Float64Array, from: number, to: number, steps: number, { order, nodes, stages, weights }: Tableau, listener?: StepListener): Promise<Solution> {
  if (!Number.isInteger(steps) || steps < 1) throw new Error(`The number of steps is ${steps}; give a whole number from 1.`);
  let state = start;
  let evaluations = 0;
  for (let step = 0; step < steps; step++) {
    const time = from + ((to - from) * step) / steps;
    // Without the error: a stage that only it needs is not made.
    const slopes = await stagesOf(field, { order, nodes, stages, weights }, time, state, (to - from) / steps);
    evaluations += slopes.length;
    state = added(state, (to - from) / steps, weights, slopes);
    await listener?.((step + 1) / steps);
  }
  return { state, steps, rejected: 0, evaluations };
}

export interface AdaptiveOptions {
  /** Allowed error of a step, as a part of 1 + |value|; above 0. */
  readonly tolerance: number;
  /** The state is rows of so many numbers of each kind; the error is the root mean square over a kind within a row, the largest of all. */
  readonly groups: readonly number[];
  /** Steps after which it gives up; 2000 where left out. */
  readonly mostSteps?: number;
  readonly listener?: StepListener;
}

/** Shares of the step's error by which the next may grow or shrink at most, and the safety that makes rejections rare (Hairer, Norsett and Wanner 1993, section II.4). */
const [GROWTH, SHRINKAGE, SAFETY] = [5, 0.2, 0.9];

/** Share of the way that the first step tries. */
const FIRST_STEP = 0.02;

/**
 * Dormand and Prince's method with the step chosen so that the difference of its two formulas stays within the tolerance for every
 * row. The more exact formula is followed.
 * @throws Error with a sentence when the field returns numbers that are not finite, or too many steps would be needed
 */
export async function integrateAdaptive(field: Field, start: Float64Array, from: number, to: number, { tolerance, groups, mostSteps = 2000, listener }: AdaptiveOptions): Promise<Solution> {
  const tableau = DORMAND_PRINCE;
  if (!(tolerance > 0)) throw new Error(`The tolerance is ${tolerance}; give a number above 0, such as 0.0001.`);
  const way = to - from;
  let [state, done, step] = [start, 0, FIRST_STEP];
  let [steps, rejected, evaluations] = [0, 0, 0];
  let first: Float64Array | undefined;
  while (done < 1) {
    if (steps + rejected >= mostSteps) throw new Error(`${mostSteps} steps were not enough for a tolerance of ${tolerance} (${Math.round(100 * done)} % of the way done); allow a larger error, or take a fixed number of steps.`);
    // What is left is made one step where a sliver would remain.
    const share = done + step * 1.01 >= 1 ? 1 - done : step;
    const slopes = await stagesOf(field, tableau, from + way * done, state, way * share, first);
    evaluations += slopes.length - (first ? 1 : 0);
    const next = added(state, way * share, tableau.weights, slopes);
    const error = largestError(added(new Float64Array(state.length), way * share, tableau.error ?? [], slopes), state, next, groups, tolerance);
    if (Number.isNaN(error)) throw new Error('The model returned numbers that are not finite, so its differential equation cannot be followed; train it longer or with a smaller learning rate.');
    const factor = Math.min(GROWTH, Math.max(SHRINKAGE, SAFETY * error ** -0.2));
    if (error <= 1) {
      steps++;
      done = share === 1 - done ? 1 : done + share;
      state = next;
      first = slopes.at(-1);
      await listener?.(done);
    } else {
      rejected++;
      first = slopes[0];
    }
    step = share * (error <= 1 ? factor : Math.min(1, factor));
  }
  return { state, steps, rejected, evaluations };
}

/** @param first the first stage where it is known */
async function stagesOf(field: Field, { nodes, stages, weights, error }: Tableau, time: number, state: Float64Array, step: number, first?: Float64Array): Promise<Float64Array[]> {
  const slopes: Float64Array[] = [];
  for (const [i, row] of stages.entries()) {
    const needed = weights[i] !== 0 || (error?.[i] ?? 0) !== 0 || stages.some((later) => (later[i] ?? 0) !== 0);
    if (!needed) break;
    slopes.push(i === 0 && first ? first : await field(time + (nodes[i] ?? 0) * step, added(state, step, row, slopes)));
  }
  return slopes;
}

/** state + step sum_i weights_i slopes_i, a new array. */
function added(state: Float64Array, step: number, weights: readonly number[], slopes: readonly Float64Array[]): Float64Array {
  const out = state.slice();
  weights.forEach((weight, i) => {
    const slope = slopes[i];
    if (weight === 0 || !slope) return;
    for (let k = 0; k < out.length; k++) out[k] = (out[k] ?? 0) + step * weight * (slope[k] ?? 0);
  });
  return out;
}

/** In units of the tolerance; NaN where any number is. */
function largestError(error: Float64Array, before: Float64Array, after: Float64Array, groups: readonly number[], tolerance: number): number {
  let most = 0;
  let k = 0;
  while (k < error.length) {
    for (const size of groups) {
      let sum = 0;
      for (const end = k + size; k < end; k++) {
        const scale = tolerance * (1 + Math.max(Math.abs(before[k] ?? 0), Math.abs(after[k] ?? 0)));
        sum += ((error[k] ?? 0) / scale) ** 2;
      }
      const one = size === 0 ? 0 : Math.sqrt(sum / size);
      if (!Number.isFinite(one)) return Number.NaN;
      most = Math.max(most, one);
    }
  }
  return most;
}
