import { meanAndError } from '../diffusion/idealLoss.ts';
import { bitsPerDimension, bitsPerDimensionOfBytes } from '../diffusion/likelihoodUnits.ts';
import { measuredBound } from '../diffusion/measuredBound.ts';
import { odeLogLikelihood } from '../diffusion/odeLikelihood.ts';
import type { Likelihood, LikelihoodRequest } from '../protocol/messages.ts';
import { densityFinder, type InsightParts, lookedAt, openAsked } from './asked.ts';
import type { Moment } from './sampler.ts';

type Measured = Pick<Likelihood, 'bits' | 'standardError' | 'prior' | 'terms' | 'logDensity' | 'evaluations'>;
type Tell = (share: number) => void;

/** @throws a sentence where the schedule or the request does not allow it; the signal's reason */
export async function measureLikelihood(parts: InsightParts, request: LikelihoodRequest, moment: Moment, signal: AbortSignal, tell: Tell): Promise<Likelihood> {
  const began = performance.now();
  const { of, method } = request;
  const data = lookedAt(parts, request.count, request.seed, method === 'ode');
  const asked = await openAsked(of, parts, moment, signal);
  try {
    const measured = request.method === 'bound'
      ? await byBound(request)
      : await byOde(request);
    return { method, of, count: data.count, heldOut: data.heldOut, trainedSteps: moment.step, ...measured, milliseconds: performance.now() - began };
  } finally {
    asked.close();
  }

  async function byBound({ levels, variance, seed }: Extract<LikelihoodRequest, { method: 'bound' }>): Promise<Measured> {
    // The perfect model has no variance of its own.
    const used = of === 'ideal' && variance === 'learned' ? 'small' : variance;
    const bound = await measuredBound(asked.bound, data.values, asked.dimensions, moment.trained, {
      seed, decoder: data.decoder, variance: used, signal, progress: (done, total) => tell(done / total), ...(levels === null ? {} : { levels }),
    });
    const terms = [bound.decoder, ...bound.steps];
    return { bits: bound.total, standardError: bound.standardError, prior: bound.prior, terms, logDensity: null, evaluations: terms.length };
  }

  async function byOde({ probes, tolerance, seed }: Extract<LikelihoodRequest, { method: 'ode' }>): Promise<Measured> {
    const { dimensions } = asked;
    const { logDensity, evaluations } = await odeLogLikelihood(asked.trace(probes, seed), data.values, {
      finder: densityFinder(moment.trained), solver: { kind: 'adaptive', tolerance }, signal, progress: tell,
    });
    const { mean, standardError } = meanAndError(logDensity);
    const { decoder } = data;
    const bits = decoder.kind === 'discretised' ? bitsPerDimensionOfBytes(mean, decoder.scale, dimensions) : bitsPerDimension(mean, dimensions);
    return { bits, standardError: standardError / (dimensions * Math.LN2), prior: null, terms: [], logDensity, evaluations };
  }
}
