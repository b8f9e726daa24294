/**
 * The likelihood of a model by its probability-flow ODE (Song et al. 2021, section 4.3 and appendix D.2; Chen et al. 2018): a path takes
 * each point to noise without chance, and the density changes along it by the divergence of the field.
 *
 * Coordinates: y = x / sqrt(alpha^2 + sigma^2), whose variance stays 1 for standardised data, so that one tolerance fits all
 * noise levels; with a and b for alpha and sigma over that length, a^2 + b^2 = 1. Time: tau = ln tan(phi / 2), phi = atan(sigma / alpha).
 * Then a = -tanh tau, b = 1 / cosh tau, and the field is
 *
 *     dy / dtau = a y - x0(y, tau),      d ln p / dtau = -(d a - tr(d x0 / d y)).
 *
 * Nothing is divided by a or b. At the clean end tau goes as ln(sigma / 2 alpha), even steps for each octave of noise, which sharp data
 * need; at the noisy end it stops at 0, so pure noise (zero terminal SNR, flow matching) is reached without a cut. (In sigma itself
 * the state grows without bound, in ln(sigma / alpha) pure noise is infinitely far, in phi the divergence grows as 1 / phi.)
 */
import type { JacobianTrace } from './jacobianTrace.ts';
import { pointCount } from './levelDenoiser.ts';
import type { LevelDenoiser } from './levelDenoiser.ts';
import type { Level, LevelFinder } from './levels.ts';
import { DORMAND_PRINCE, HEUN, integrateAdaptive, integrateGrid } from './rungeKutta.ts';
import type { Field, Solution, StepListener } from './rungeKutta.ts';

export type OdeSolver =
  /** Dormand-Prince with steps chosen by their error; `tolerance` as a part of 1 + |value|, 1e-5 for closed forms, 1e-4 for float32 networks. */
  | { readonly kind: 'adaptive'; readonly tolerance: number }
  /** Equal steps in tau: two evaluations a step (Heun) or six (Dormand-Prince). */
  | { readonly kind: 'heun' | 'dormand-prince'; readonly steps: number };

export interface OdeOptions {
  /** Noise levels in the coordinates in which the model sees them. */
  readonly finder: LevelFinder;
  readonly solver: OdeSolver;
  /** Ends of the path as sigma / alpha; left out, the ends of the table. The result is the density of data with this smallest noise on it. */
  readonly smallest?: number;
  readonly largest?: number;
  readonly signal?: AbortSignal;
  /** Told the share of the way that is done, 0 .. 1. */
  readonly progress?: (done: number) => void;
}

export interface OdeLikelihood {
  /** ln p in nats, [n]: of x0 in the model's units. */
  readonly logDensity: Float64Array;
  /** Of the trace's estimate, [n]: 0 for exact traces, NaN for a single random direction. The solver's own error comes on top. */
  readonly standardError: Float64Array;
  /** Where the paths end, [n, d] flattened in coordinates of variance 1: the noise that the deterministic sampler would make the points from. */
  readonly latents: Float64Array;
  /** Times that the model was asked, each for all points. */
  readonly evaluations: number;
  readonly steps: number;
  readonly rejected: number;
}

/** tau of a noise ratio sigma / alpha from 0 to Infinity. */
export function tauOfRatio(ratio: number): number {
  return ratio === Infinity ? 0 : -Math.asinh(1 / ratio);
}

/** sigma / alpha = 1 / sinh(-tau). */
export function ratioOfTau(tau: number): number {
  return tau >= 0 ? Infinity : 1 / Math.sinh(-tau);
}

/**
 * ln p(x0) for each point, with the starting noise of the samplers, N(0, I) in coordinates of variance 1, at the noisy end.
 * @param model from `givenTrace`, `exactTrace` or `hutchinsonTrace`
 * @param points x0 in the model's units, [n, d] flattened
 * @throws Error with a sentence when points are no whole number, the ends do not fit, or the path cannot be followed; the signal's reason
 */
export async function odeLogLikelihood(model: JacobianTrace, points: Float64Array, options: OdeOptions): Promise<OdeLikelihood> {
  const { dimensions, columns } = model;
  const count = pointCount(points, dimensions);
  const [from, to] = endsOf(options);
  const width = dimensions + columns;
  const evaluate = model.begin(count);
  // Each row of the state: y, then ln p(start) - ln p(now) once for each column.
  const start = new Float64Array(count * width);
  const cleanScale = -Math.tanh(from);
  for (let k = 0; k < points.length; k++) start[Math.floor(k / dimensions) * width + (k % dimensions)] = cleanScale * (points[k] ?? 0);
  const field: Field = async (tau, state) => {
    const { level, length } = levelAt(options.finder, tau);
    const x = columnsOf(state, width, 0, dimensions).map((value) => length * value);
    const { x0, traces } = await evaluate(x, level);
    const a = level.alpha / length;
    const slope = new Float64Array(state.length);
    for (let row = 0; row < count; row++) {
      for (let i = 0; i < dimensions; i++) slope[row * width + i] = a * (state[row * width + i] ?? 0) - (x0[row * dimensions + i] ?? 0);
      for (let j = 0; j < columns; j++) slope[row * width + dimensions + j] = dimensions * a - length * (traces[row * columns + j] ?? 0);
    }
    return slope;
  };
  const { state, steps, rejected, evaluations } = await solve(field, start, from, to, [dimensions, columns], options);
  const latents = columnsOf(state, width, 0, dimensions);
  const gains = columnsOf(state, width, dimensions, columns);
  const logDensity = new Float64Array(count);
  const standardError = new Float64Array(count);
  for (let row = 0; row < count; row++) {
    const own = gains.subarray(row * columns, (row + 1) * columns);
    const mean = own.reduce((sum, value) => sum + value, 0) / columns;
    const square = latents.subarray(row * dimensions, (row + 1) * dimensions).reduce((sum, value) => sum + value * value, 0);
    // y = a x0 at the clean end, hence d ln a.
    logDensity[row] = mean - (square + dimensions * Math.log(2 * Math.PI)) / 2 + dimensions * Math.log(cleanScale);
    if (model.estimated) standardError[row] = columns > 1 ? Math.sqrt(own.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (columns - 1) / columns) : Number.NaN;
  }
  return { logDensity, standardError, latents, evaluations, steps, rejected };
}

/**
 * The way back: points from noise by the same ODE, [n, d] flattened, x0 in the model's units at the smallest noise.
 * @param latents standard normal numbers, [n, d] flattened
 */
export async function odeSamples(denoise: LevelDenoiser, latents: Float64Array, dimensions: number, options: OdeOptions): Promise<Float64Array> {
  pointCount(latents, dimensions);
  const [clean, noisy] = endsOf(options);
  const field: Field = async (tau, state) => {
    const { level, length } = levelAt(options.finder, tau);
    const x0 = await denoise(state.map((value) => length * value), level);
    return state.map((value, i) => (level.alpha / length) * value - (x0[i] ?? 0));
  };
  const { state } = await solve(field, latents, noisy, clean, [dimensions], options);
  return state.map((value) => value / -Math.tanh(clean));
}

function endsOf({ finder, smallest = finder.smallest, largest = finder.largest }: OdeOptions): [number, number] {
  if (!(smallest > 0)) throw new Error(`The smallest noise is ${smallest}; the likelihood needs some noise at the clean end: give a sigma / alpha above 0, such as 0.001.`);
  if (!(largest > smallest)) throw new Error(`The largest noise, ${largest}, is not above the smallest, ${smallest}; give ends in order.`);
  return [tauOfRatio(smallest), tauOfRatio(largest)];
}

function levelAt(finder: LevelFinder, tau: number): { level: Level; length: number } {
  const level = finder.atRatio(ratioOfTau(tau));
  return { level, length: Math.hypot(level.alpha, level.sigma) };
}

async function solve(field: Field, start: Float64Array, from: number, to: number, groups: readonly number[], { solver, signal, progress }: OdeOptions): Promise<Solution> {
  const listener: StepListener = (done) => {
    signal?.throwIfAborted();
    progress?.(done);
  };
  signal?.throwIfAborted();
  if (solver.kind === 'adaptive') return integrateAdaptive(field, start, from, to, { tolerance: solver.tolerance, groups, listener });
  return integrateGrid(field, start, from, to, solver.steps, solver.kind === 'heun' ? HEUN : DORMAND_PRINCE, listener);
}

/** Part of each row. */
function columnsOf(state: Float64Array, width: number, first: number, size: number): Float64Array {
  const out = new Float64Array((state.length / width) * size);
  for (let k = 0; k < out.length; k++) out[k] = state[Math.floor(k / size) * width + first + (k % size)] ?? 0;
  return out;
}
