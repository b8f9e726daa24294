import { arrowScale, fieldDistance } from '../../plot/fieldArrows.ts';
import { say } from '../../words/say.ts';
import type { Fields } from './useFields.ts';

/** What the arrows are and how far apart those of both models are; null while there are none. */
export function fieldText({ model, ideal }: Fields): string | null {
  const known = [model, ideal].filter((field) => field !== null);
  if (known.length === 0) return null;
  const share = arrowScale(known);
  const apart = model && ideal ? fieldDistance(model, ideal) : null;
  const arrows = share < 1
    ? say`Arrows go from xₜ towards the predicted x₀, ${Number((100 * share).toPrecision(2))} % of the way`
    : say`Arrows go from xₜ towards the predicted x₀, all of the way`;
  return apart === null ? `${arrows}.` : say`${arrows}; over the picture the predictions of both are ${Number(apart.toPrecision(2))} standard deviations apart (root mean square).`;
}
