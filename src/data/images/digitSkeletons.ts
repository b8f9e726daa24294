/**
 * Ways in which people write the digits, as strokes of our own; the notation is explained in `../glyph.ts` (y up, 6 high).
 * The first way of each digit is the one of the stroke font; the weights say how often each is drawn.
 */
import { digitsAndMarks } from '../digitsAndMarks.ts';
import { strokePolyline } from '../glyph.ts';
import type { Stroke } from '../strokes.ts';

export interface DigitSkeleton {
  readonly weight: number;
  readonly strokes: readonly Stroke[];
}

const ways: Readonly<Record<string, readonly (readonly [weight: number, ...strokes: string[]])[]>> = {
  '0': [[1, '@1.7,3,1.7,3,115,490'], [1, '@1.5,3,1.5,3,70,430']],
  '1': [[2, '0,6 0,0'], [2, '0,4.7 1.2,6 1.2,0'], [1, '0.2,4.4 0.9,5.1 1.3,6 1.2,3 1.3,0']],
  '2': [[2, '@1.8,4.2,1.75,1.8,165,-30 1.6,1.3 0.1,0 1.2,0.15 2.5,-0.1 3.7,0.2'], [1, '@1.8,4.3,1.7,1.7,160,-20 2.3,2 @0.9,0.65,0.9,0.65,40,320 2.4,0.3 3.7,0']],
  '3': [[1, '0.2,6 3.3,6 1.5,3.7 @1.6,1.8,1.9,1.9,90,-145'], [2, '@1.6,4.6,1.6,1.4,150,-70 1.4,3.2 @1.6,1.6,1.85,1.6,80,-150']],
  '4': [[2, '0.5,6 0.1,2.6 3.8,2.6', '3,4.6 2.8,0'], [1, '0.7,6 0.2,3.6 0.6,2.7 1.6,2.5 3.3,3', '3.4,6 3.2,3 3.1,0'], [1, '2.6,6 0,2 3.8,2', '2.6,6 2.6,0']],
  '5': [[2, '0.7,6 0.4,3.4 @1.6,1.85,1.8,1.8,125,-145', '0.7,6 3.4,5.9'], [1, '3.3,5.9 1.3,5.9 0.6,3.5 1.6,3.7 @1.7,1.7,1.7,1.7,75,-150']],
  '6': [[2, '2.6,6 1.3,4.5 0.3,2.6 @1.7,1.6,1.65,1.6,160,490'], [1, '2.9,5.7 2,5.9 @1.9,3.2,1.9,2.6,105,180 @1.8,1.7,1.8,1.7,180,530']],
  '7': [[2, '0,6 3.6,6 1.4,0', '0.8,3 3.4,3.1'], [1, '0,5.2 0.15,6 3.6,6 2.2,3.4 1.5,0'], [2, '0,5.9 3.5,6 2.6,3.8 1.9,0']],
  '8': [[2, '3.1,5.2 2.2,6 1.1,5.9 0.5,5 0.9,3.9 2.3,3 3.2,1.9 2.9,0.5 1.7,0 0.5,0.5 0.2,1.7 0.9,2.8 2.4,3.9 3.1,5.2'], [1, '@1.7,4.5,1.3,1.5,-60,270 @1.7,1.5,1.7,1.5,90,450']],
  '9': [[2, '@1.7,4.3,1.65,1.7,20,380 3.1,2.6 2.9,0'], [1, '@1.7,4.4,1.7,1.6,0,360 @1.4,3.5,2,3.5,10,-80'], [1, '3.2,5.2 @1.7,4.4,1.6,1.55,40,330 3.3,5.4 3,2.4 2.2,0']],
};

/** The skeletons of digits 0 to 9. */
export const digitSkeletons: readonly (readonly DigitSkeleton[])[] = Array.from({ length: 10 }, (_, digit) => {
  const printed: DigitSkeleton = { weight: 1, strokes: (digitsAndMarks[String(digit)]?.strokes ?? []).map(strokePolyline) };
  return [printed, ...(ways[String(digit)] ?? []).map(([weight, ...strokes]) => ({ weight, strokes: strokes.map((notation) => rounded(strokePolyline(notation))) }))];
});

/** Corner cutting (Chaikin, 1974), twice: the hand rounds corners that print has. The ends stay. */
function rounded(stroke: Stroke): Stroke {
  let points = stroke;
  for (let pass = 0; pass < 2; pass += 1) {
    const [first, last] = [points[0], points.at(-1)];
    if (first === undefined || last === undefined || points.length < 3) return points;
    const cut = points.slice(1).flatMap((to, i): Stroke => {
      const from = points[i] ?? to;
      return [[0.75 * from[0] + 0.25 * to[0], 0.75 * from[1] + 0.25 * to[1]], [0.25 * from[0] + 0.75 * to[0], 0.25 * from[1] + 0.75 * to[1]]];
    });
    points = [first, ...cut, last];
  }
  return points;
}
