/** Zhao et al. 2023, "UniPC: a unified predictor-corrector framework for fast sampling of diffusion models", for predicted x0. */
import { CLEAN } from '../levels.ts';
import type { Level, NoisePair } from '../levels.ts';
import type { PlanCall } from '../plan.ts';
import type { UniPcVariant } from '../samplerSettings.ts';
import { exponentialRemainder, halfLogSnr } from './exponential.ts';
import { lagrangePolynomials } from './lagrange.ts';
import { callAt, firstOrder, isRegular } from './steps.ts';
import type { SamplerContext } from './steps.ts';

/**
 * UniPC of order 1 to 3, one call a step. The corrector uses the prediction made at the state that the predictor reached,
 * so it costs no call: predictor and corrector begin with the same sigma' / sigma x, so the corrected state is the present one plus
 * a sum of predictions, and both go into one transition. The last steps are of falling order, down to 1 to clean data.
 */
export function uniPc({ levels, choices: { order, solver } }: SamplerContext): PlanCall[] {
  /** Levels of the predictions looked back on, the latest first. */
  let visited: Level[] = [];
  let correction: number[] = [];
  return levels.map((from, i) => {
    const to = levels[i + 1];
    if (!to || !isRegular(from, to)) {
      [visited, correction] = [[], []];
      return callAt(from, firstOrder(from, to ?? CLEAN));
    }
    visited = [from, ...visited].slice(0, order);
    const present = Math.min(visited.length, levels.length - i);
    const predictor = predictorWeights(to, visited.slice(0, present), solver);
    const direction = to.sigma / from.sigma;
    const x0s = Array.from({ length: Math.max(predictor.length, correction.length) }, (_, j) => (predictor[j] ?? 0) + direction * (correction[j] ?? 0));
    const corrector = correctorWeights(to, visited.slice(0, present), solver);
    correction = corrector.map((weight, j) => weight - (j === 0 ? 0 : (predictor[j - 1] ?? 0)));
    return callAt(from, { states: [direction], x0s, noise: 0 });
  });
}

/** UniP: weights of the predictions at `visited`, the latest first, in the step from visited[0] to `to`. */
function predictorWeights(to: NoisePair, visited: readonly Level[], solver: UniPcVariant): number[] {
  const { gap, places, wanted, scale } = conditions(to, visited, solver);
  // For order 2 the paper fixes 1 / 2, which any B(h) of theirs allows.
  const rhos = visited.length === 2 ? [1 / 2] : solveVandermonde(places.slice(0, -1), wanted.slice(0, -1));
  return weightsOf(to, gap, scale, places.slice(0, -1), rhos);
}

/** UniC: the same with the prediction at `to` before them. */
function correctorWeights(to: NoisePair, visited: readonly Level[], solver: UniPcVariant): number[] {
  const { gap, places, wanted, scale } = conditions(to, visited, solver);
  const rhos = visited.length === 1 ? [1 / 2] : solveVandermonde(places, wanted);
  const atNext = -to.alpha * scale * (rhos.at(-1) ?? 0);
  const [first = 0, ...older] = weightsOf(to, gap, scale, places.slice(0, -1), rhos.slice(0, -1));
  return [atNext, first - atNext, ...older];
}

/** The places r_m of the predictions in units of the step (the next level's is 1), and eq. 5's right-hand sides divided by B(h). */
function conditions(to: NoisePair, visited: readonly Level[], solver: UniPcVariant): { gap: number; places: number[]; wanted: number[]; scale: number } {
  const [from, ...older] = visited.map(halfLogSnr);
  const gap = halfLogSnr(to) - (from ?? 0);
  const places = [...older.map((lambda) => (lambda - (from ?? 0)) / gap), 1];
  const scale = solver === 'bh1' ? -gap : Math.expm1(-gap);
  let factorial = 1;
  const wanted = places.map((_, i) => (factorial *= i + 1) * exponentialRemainder(-gap, i + 1) / scale);
  return { gap, places, wanted, scale };
}

/** x' = ... - alpha' (e^-h - 1) p_0 - alpha' B(h) sum_m rho_m (p_m - p_0) / r_m, as weights of p_0, p_1, ... */
function weightsOf(to: NoisePair, gap: number, scale: number, places: readonly number[], rhos: readonly number[]): number[] {
  const older = places.map((place, m) => (-to.alpha * scale * (rhos[m] ?? 0)) / place);
  return [-to.alpha * Math.expm1(-gap) - older.reduce((sum, weight) => sum + weight, 0), ...older];
}

/** Solves sum_m places[m]^i rho_m = wanted[i], i = 0 ..: the transposed Vandermonde system, by the polynomials that are 1 at one place. */
function solveVandermonde(places: readonly number[], wanted: readonly number[]): number[] {
  return lagrangePolynomials(places).map((polynomial) => polynomial.reduce((sum, value, power) => sum + value * (wanted[power] ?? 0), 0));
}
