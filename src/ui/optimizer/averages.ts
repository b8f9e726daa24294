/** Moving averages of the weights in words, and decays worth trying. */
import { MOST_FURTHER_EMAS } from '../../recipe/learningFields.ts';
import { groupedNumber, say } from '../../words/say.ts';

/** About how many of the last steps an average with this decay looks back over: 1 / (1 - decay). */
export function horizonOf(decay: number): number {
  return 1 / (1 - decay);
}

/** For instance "about the last 100 steps". */
export function horizonWords(decay: number): string {
  if (decay === 0) return say`no averaging: the weights of the last step`;
  const steps = horizonOf(decay);
  const round = steps < 10 ? Math.round(steps * 10) / 10 : Number(steps.toPrecision(2));
  return round === 1 ? say`hardly more than the last step` : say`about the last ${groupedNumber(round)} steps`;
}

const candidates: readonly number[] = [0.9, 0.99, 0.999, 0.9999];
/** Averages nearer to each other than this factor draw nearly the same. */
const APART = 4;

/** Decays that differ clearly from those that are kept: those nearest to the first, as many as may still be added. */
export function suggestedDecays(first: number, further: readonly number[]): number[] {
  const distance = (a: number, b: number): number => Math.abs(Math.log(horizonOf(a) / horizonOf(b)));
  return candidates
    .filter((decay) => [first, ...further].every((kept) => distance(decay, kept) >= Math.log(APART)))
    .toSorted((a, b) => distance(a, first) - distance(b, first))
    .slice(0, MOST_FURTHER_EMAS - further.length)
    .toSorted((a, b) => a - b);
}

/** Names by place: the first average has the EMA decay. They are those of the sampling weights. */
export const furtherNames: readonly string[] = ['2nd average', '3rd average'];
