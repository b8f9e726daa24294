/** Linear multistep samplers in sigma: y' = y + sum_j c_j e_j with y = x / alpha and e = (x - alpha x0) / sigma, the predicted noise. */
import { CLEAN, noiseRatio } from '../levels.ts';
import type { Level, NoisePair } from '../levels.ts';
import type { HistoryEntry, NextState, PlanCall } from '../plan.ts';
import { lagrangePolynomials } from './lagrange.ts';
import { callAt, firstOrder, isRegular } from './steps.ts';
import type { SamplerContext } from './steps.ts';

/**
 * k-diffusion's sample_lms: Adams-Bashforth of order 1 to 4 for unequal steps, the slopes' interpolating polynomial integrated
 * exactly. The step to clean data is of order 1, so that the sample is the last prediction of x0.
 */
export function lms({ levels, choices: { order } }: SamplerContext): PlanCall[] {
  let visited: number[] = [];
  return levels.map((from, i) => {
    const to = levels[i + 1] ?? CLEAN;
    if (!isRegular(from, to)) {
      visited = [];
      return callAt(from, firstOrder(from, to));
    }
    visited = [noiseRatio(from), ...visited].slice(0, order);
    return callAt(from, adamsStep(from, to, lagrangeIntegrals(visited, noiseRatio(to))), { kept: noiseOf(from) });
  });
}

/** Weights of equally spaced Adams-Bashforth formulas of order 1 to 4, newest first. */
const EQUAL_STEPS = [[1], [3 / 2, -1 / 2], [23 / 12, -16 / 12, 5 / 12], [55 / 24, -59 / 24, 37 / 24, -9 / 24]];

/**
 * Pseudo linear multistep (Liu et al. 2022, "Pseudo numerical methods for diffusion models on manifolds", eq. 9 to 12): the weights
 * of equal steps on the noise, whatever the steps; second order by their theorem. Begins with the improved Euler step instead of
 * Runge-Kutta (diffusers' skip_prk_steps): N + 1 calls.
 */
export function plms({ levels }: SamplerContext): PlanCall[] {
  const calls: PlanCall[] = [];
  /** Indices into calls of the slopes at visited levels, newest first. */
  let slopes: number[] = [];
  levels.forEach((from, i) => {
    const to = levels[i + 1];
    if (!to || !isRegular(from, to)) {
      slopes = [];
      calls.push(callAt(from, firstOrder(from, to ?? CLEAN)));
      return;
    }
    const kept = noiseOf(from);
    const step = noiseRatio(to) - noiseRatio(from);
    const present = calls.length;
    if (slopes.length === 0) {
      const half = step / (2 * noiseRatio(to));
      // y' = y~ + (s' - s) / 2 (e~ - e), with e~ = (y~ - p~) / s' and e as it was kept.
      const improved = { states: [1 + half], x0s: [-half * to.alpha, (-step * to.alpha) / 2], noise: 0 };
      calls.push(callAt(from, firstOrder(from, to), { kept }), callAt(to, improved, { within: true }));
    } else {
      const weights = EQUAL_STEPS[Math.min(slopes.length, 3)] ?? [1];
      const spread: number[] = [];
      [present, ...slopes].forEach((index, j) => (spread[present - index] = step * (weights[j] ?? 0)));
      calls.push(callAt(from, adamsStep(from, to, Array.from(spread, (value) => value ?? 0)), { kept }));
    }
    slopes = [present, ...slopes].slice(0, 3);
  });
  return calls;
}

/** How the predicted noise is made of a state and its x0. */
function noiseOf({ alpha, sigma }: Level): HistoryEntry {
  return { state: 1 / sigma, x0: -alpha / sigma };
}

/** y' = y + sum_j weights[j] e_j; the newest e is written with the present state and prediction, which stays exact in float32 also at small alpha. */
function adamsStep(from: NoisePair, to: NoisePair, [newest = 0, ...older]: readonly number[]): NextState {
  const share = newest / noiseRatio(from);
  return {
    states: [(to.alpha / from.alpha) * (1 + share)],
    x0s: [-to.alpha * share, ...older.map((weight) => to.alpha * weight)],
    noise: 0,
  };
}

/**
 * Integrals from nodes[0] to `end` of the Lagrange polynomials over the nodes: one for each, exact.
 * @param nodes one to four different numbers
 */
export function lagrangeIntegrals(nodes: readonly number[], end: number): number[] {
  const begin = nodes[0] ?? 0;
  const step = end - begin;
  // In u = (s - begin) / step the integral goes from 0 to 1, and numbers stay near 1.
  return lagrangePolynomials(nodes.map((node) => (node - begin) / step)).map((polynomial) =>
    polynomial.reduce((sum, value, power) => sum + (step * value) / (power + 1), 0),
  );
}
