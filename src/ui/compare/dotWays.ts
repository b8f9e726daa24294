/** The dots of the chart of quality: what they are, which one is meant, and the ways between them. */
import type { SweepPoint } from './sweep.ts';

/** What samples cost. */
export type Cost = 'calls' | 'steps';

export function costOf({ evaluations, steps }: Pick<SweepPoint, 'evaluations' | 'steps'>, by: Cost): number {
  return by === 'calls' ? evaluations : steps;
}

/** What was measured of a sampler, the cheap ones first. */
export function ownPoints(points: readonly SweepPoint[], sampler: SweepPoint['sampler']): SweepPoint[] {
  return points.filter((point) => point.sampler === sampler).toSorted((a, b) => a.evaluations - b.evaluations);
}

/** Where a dot is drawn, in pixels. */
export interface DotPlace { x: number; y: number }

/** The dot nearest to a place in pixels; null where none is within reach. */
export function nearestDot(dots: readonly DotPlace[], x: number, y: number, reach: number): number | null {
  let best: number | null = null;
  let least = reach;
  for (const [index, dot] of dots.entries()) {
    const away = Math.hypot(dot.x - x, dot.y - y);
    if (away > least) continue;
    [best, least] = [index, away];
  }
  return best;
}

/**
 * The dot to which a key leads: sideways along those of a sampler, up and down to the dot of another one that is nearest in cost.
 * At an end it stays. @returns null for other keys
 */
export function dotAfterKey(key: string, dots: readonly (DotPlace & { point: Pick<SweepPoint, 'sampler'> })[], from: number): number | null {
  const here = dots[from];
  if (!here) return null;
  const own = [...dots.keys()].filter((index) => dots[index]?.point.sampler === here.point.sampler);
  const at = own.indexOf(from);
  switch (key) {
    case 'ArrowLeft': return own[at - 1] ?? from;
    case 'ArrowRight': return own[at + 1] ?? from;
    case 'Home': return own[0] ?? from;
    case 'End': return own.at(-1) ?? from;
    case 'ArrowUp':
    case 'ArrowDown': {
      const across = besides(dots, from).toSorted((a, b) => (dots[a]?.y ?? 0) - (dots[b]?.y ?? 0));
      return across[across.indexOf(from) + (key === 'ArrowUp' ? -1 : 1)] ?? from;
    }
    default: return null;
  }
}

/** A dot with the nearest one of every other sampler. */
function besides(dots: readonly (DotPlace & { point: Pick<SweepPoint, 'sampler'> })[], from: number): number[] {
  const here = dots[from];
  const nearest = new Map(here ? [[here.point.sampler, from]] : []);
  for (const [index, { x, point: { sampler } }] of dots.entries()) {
    const known = nearest.get(sampler);
    const away = Math.abs(x - (here?.x ?? 0));
    if (sampler !== here?.point.sampler && (known === undefined || away < Math.abs((dots[known]?.x ?? Infinity) - (here?.x ?? 0)))) nearest.set(sampler, index);
  }
  return [...nearest.values()];
}
