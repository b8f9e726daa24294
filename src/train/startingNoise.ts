import { elements } from '../ops/operation.ts';
import type { SampleRequest } from '../protocol/messages.ts';

/** Standard deviations beyond which no starting noise lies, and no network has been asked. */
const FARTHEST = 100;

/** @throws a sentence when starting noise was given that does not fit the samples, or is no noise at all */
export function checkStart({ noise, count }: Pick<SampleRequest, 'noise' | 'count'>, sampleShape: readonly number[]): void {
  if (!noise) return;
  const each = elements(sampleShape);
  if (noise.length !== count * each) throw new Error(`The starting noise has ${noise.length} numbers, but ${count} samples of ${each} need ${count * each}; give as many.`);
  const bad = noise.findIndex((value) => !(Math.abs(value) <= FARTHEST));
  if (bad >= 0) throw new Error(`The starting noise of sample ${Math.floor(bad / each)} (counted from 0) is ${noise[bad]}; give numbers from -${FARTHEST} to ${FARTHEST} standard deviations.`);
}
