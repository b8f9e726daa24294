/** How the letters of the stroke font are written down. */
import type { Point } from '../recipe/recipe.ts';

/**
 * One letter of single strokes. Units: baseline 0, small letters 4 high, capitals and digits 6, descenders to -2; x from 0
 * to `width`. Each stroke is a list of parts that join into one line: `x,y` a point, `@cx,cy,rx,ry,a,b` an arc of an
 * ellipse from angle a to angle b in degrees (counter-clockwise from the right when b is greater).
 */
export interface Glyph {
  readonly width: number;
  readonly strokes: readonly string[];
}

/** Arcs are drawn as chords of at most this many degrees: off the ellipse by under 0.004 units. */
const CHORD_DEGREES = 6;

/**
 * A stroke's notation as a polyline.
 * @throws Error naming the part that is neither a point nor an arc
 */
export function strokePolyline(notation: string): Point[] {
  return notation.split(' ').flatMap((part): Point[] => {
    const numbers = part.replace('@', '').split(',').map(Number);
    const [x = Number.NaN, y = Number.NaN, rx = 0, ry = 0, from = 0, to = 0] = numbers;
    const wanted = part.startsWith('@') ? 6 : 2;
    if (numbers.length !== wanted || !numbers.every(Number.isFinite)) {
      throw new Error(`"${part}" in the stroke "${notation}" is neither a point x,y nor an arc @cx,cy,rx,ry,a,b; correct the glyph.`);
    }
    if (wanted === 2) return [[x, y]];
    const chords = Math.ceil(Math.abs(to - from) / CHORD_DEGREES);
    return Array.from({ length: chords + 1 }, (_, i): Point => {
      const angle = ((from + ((to - from) * i) / chords) * Math.PI) / 180;
      return [x + rx * Math.cos(angle), y + ry * Math.sin(angle)];
    });
  });
}
