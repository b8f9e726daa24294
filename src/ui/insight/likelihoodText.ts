import type { Curve } from '../charts/curves.ts';
import type { Likelihood } from '../../protocol/messages.ts';
import { decimals } from '../../words/decimals.ts';
import { groupedNumber, say } from '../../words/say.ts';

const NAMES = { model: 'model', ideal: 'perfect model' } as const;

/** As many digits as the error leaves standing, and two at least. */
function digitsOf(standardError: number): number {
  return standardError > 0 ? Math.min(4, Math.max(2, 1 - Math.floor(Math.log10(standardError)))) : 3;
}

const minus = (text: string): string => text.replace('-', '\u2212');

/** "1.53 ± 0.03". */
export function withError(value: number, standardError: number): string {
  const digits = digitsOf(standardError);
  return decimals(Number.isFinite(standardError) ? `${minus(value.toFixed(digits))} ± ${standardError.toFixed(digits)}` : minus(value.toFixed(digits)));
}

/** Nats for a whole point or picture. */
export function natsOf({ bits, standardError }: Pick<Likelihood, 'bits' | 'standardError'>, dimensions: number): string {
  const factor = dimensions * Math.LN2;
  return withError(factor * bits, factor * standardError);
}

/** The result in a sentence. @param dimensions numbers of a point or picture */
export function likelihoodSentence(result: Likelihood, dimensions: number, pictures: boolean): string {
  const { method, of, bits, standardError, count, heldOut } = result;
  const who = of === 'model' ? say`The model` : say`The perfect model`;
  const number = groupedNumber(count);
  const seen = pictures
    ? heldOut ? say`${number} pictures that the model was never trained on` : say`${number} pictures of the training set`
    : heldOut ? say`${number} points that the model was never trained on` : say`${number} points of the training set`;
  const nats = natsOf(result, dimensions);
  const each = pictures ? say`${nats} nats a picture` : say`${nats} nats a point`;
  return method === 'bound'
    ? say`${who} needs at most ${withError(bits, standardError)} bits a dimension (${each}): an upper bound, measured on ${seen}.`
    : say`${who} needs ${withError(bits, standardError)} bits a dimension (${each}): an estimate of the density, measured on ${seen}.`;
}

/** The bound in its three parts, in bits a dimension; null for the ODE. */
export function partsOf({ prior, terms }: Pick<Likelihood, 'prior' | 'terms'>): { prior: number; steps: number; decoder: number } | null {
  const [decoder, ...steps] = terms;
  if (prior === null || !decoder) return null;
  return { prior, decoder: decoder.bits, steps: steps.reduce((sum, { bits, standsFor }) => sum + bits * standsFor, 0) };
}

/** Bits of each reverse step over its timestep; the decoder, which is no step, is left out. */
export function termCurves(results: readonly Pick<Likelihood, 'of' | 'terms'>[]): Curve[] {
  return results.map(({ of, terms }) => {
    const steps = terms.slice(1);
    return {
      name: NAMES[of], tone: of === 'model' ? 'first' : 'second', style: of === 'model' ? 'line' : 'dashed',
      x: steps.map(({ t }) => t), y: steps.map(({ bits }) => bits), error: steps.map(({ standardError }) => standardError),
    } as const;
  });
}

export const WHY_ABOVE = 'The bound usually lies above the value of the ODE: it goes back in T separate Gaussian steps and adds up what each of them cannot say, where the ODE follows one smooth path and tells the density itself.';
