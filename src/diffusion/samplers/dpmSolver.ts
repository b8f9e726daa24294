/** Lu et al. 2022, "DPM-Solver++": multistep exponential integrators of the predicted x0, and their form as an SDE. */
import { CLEAN } from '../levels.ts';
import type { Level } from '../levels.ts';
import type { NextState, PlanCall } from '../plan.ts';
import type { Curvature } from '../samplerSettings.ts';
import { exponentialRemainder, halfLogSnr } from './exponential.ts';
import { callAt, firstOrder, isRegular } from './steps.ts';
import type { SamplerContext } from './steps.ts';

/** Below this number of steps the second last is of order 2 at most, as Lu et al. do for stability. */
const FEW_STEPS = 15;

/** Order 1: DDIM. */
export function dpmSolver1(context: SamplerContext): PlanCall[] {
  return multistep(context, 1, 0);
}

/** 2M of Lu et al. 2022 (algorithm 2, in the midpoint form of their code): order 1 in the first step and in the last. */
export function dpmSolver2m(context: SamplerContext): PlanCall[] {
  return multistep(context, 2, 0);
}

/** 3M: the quadratic through the last three predictions, integrated exactly; see `thirdOrder` for how their code differs. */
export function dpmSolver3m(context: SamplerContext): PlanCall[] {
  return multistep(context, 3, 0);
}

/** SDE-DPM-Solver++ of order 1; with eta 1 the same numbers as DDPM with the small variance. */
export function sdeDpmSolver1(context: SamplerContext): PlanCall[] {
  return multistep(context, 1, context.choices.eta);
}

/** SDE-DPM-Solver++ 2M (Lu et al. 2022, section 6); with eta between 0 (2M) and 1 as in k-diffusion's sample_dpmpp_2m_sde. */
export function sdeDpmSolver2m(context: SamplerContext): PlanCall[] {
  return multistep(context, 2, context.choices.eta);
}

function multistep({ levels, choices: { noiseScale, curvature } }: SamplerContext, order: 1 | 2 | 3, eta: number): PlanCall[] {
  /** Steps in lambda between the levels whose predictions are looked back on, the latest first. */
  let gaps: number[] = [];
  return levels.map((from, i) => {
    const to = levels[i + 1];
    if (!to || !isRegular(from, to)) {
      gaps = [];
      const share = eta > 0 && to && from.alpha <= 0 ? 1 : 0;
      return callAt(from, firstOrder(from, to ?? CLEAN, share, noiseScale));
    }
    const gap = halfLogSnr(to) - halfLogSnr(from);
    const secondLast = levels.length < FEW_STEPS && i === levels.length - 2;
    const present = Math.min(order, secondLast ? 2 : order, gaps.length + 1);
    const next = present === 3 ? thirdOrder(from, to, gap, gaps, curvature) : upToSecondOrder(from, to, gap, present === 2 ? gaps : [], eta, noiseScale);
    gaps = [gap, ...gaps].slice(0, order - 1);
    return callAt(from, next);
  });
}

/** x' = (sigma' / sigma) e^(-eta h) x + A (p + (p - p_before) h / (2 h_before)) + noise, A = alpha' (1 - e^(-(1 + eta) h)). */
function upToSecondOrder(from: Level, to: Level, gap: number, [before]: readonly number[], eta: number, noiseScale: number): NextState {
  const gain = -to.alpha * Math.expm1(-(1 + eta) * gap);
  const slope = before === undefined ? 0 : (gain * gap) / (2 * before);
  return {
    states: [(to.sigma / from.sigma) * Math.exp(-eta * gap)],
    x0s: before === undefined ? [gain] : [gain + slope, -slope],
    noise: to.sigma * Math.sqrt(-Math.expm1(-2 * eta * gap)) * noiseScale,
  };
}

/**
 * x' = (sigma' / sigma) x - alpha' (g_0 p + g_1 D1 + g_2 D2), where D1 = h dp / d lambda and D2 = h^2 d2p / d lambda2 of the quadratic through the
 * last three predictions at the present level: its exact integral. Of D2 the authors' code, diffusers and k-diffusion take
 * half (a divided difference is half a derivative), which leaves the order at 2; `curvature` chooses.
 */
function thirdOrder(from: Level, to: Level, gap: number, [before = gap, earlier = gap]: readonly number[], curvature: Curvature): NextState {
  const [near, far] = [gap / before, gap / earlier];
  // D1 = d0 + w (d0 - d1), D2 = v (d0 - d1) of the differences d0 = near (p - p1), d1 = far (p1 - p2).
  const w = before / (before + earlier);
  const v = (curvature === 'full' ? 2 : 1) * gap / (before + earlier);
  const [constant, linear, quadratic] = [0, 1, 2].map((k) => -to.alpha * exponentialRemainder(-gap, k));
  const [onNear, onFar] = [(linear ?? 0) * (1 + w) + (quadratic ?? 0) * v, -(linear ?? 0) * w - (quadratic ?? 0) * v];
  return {
    states: [to.sigma / from.sigma],
    x0s: [(constant ?? 0) + onNear * near, -onNear * near + onFar * far, -onFar * far],
    noise: 0,
  };
}
