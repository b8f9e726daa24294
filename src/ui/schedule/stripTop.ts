/** A share of this many even ones is seen in full; what towers above the rest is cut off by the strip's edge. */
const MOST = 10;
const LEAST = 2;

/** Upper end of the strip in even shares: the highest share, not below 2 and not above 10. @param curves the share first; draws and weights may be cut */
export function stripTop(curves: readonly ArrayLike<number>[]): number {
  const highest = Array.from(curves[0] ?? []).reduce((most, value) => (value > most ? value : most), 0);
  return Math.min(MOST, Math.max(LEAST, highest));
}
