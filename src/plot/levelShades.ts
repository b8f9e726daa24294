/** How dark a loss is drawn: losses of noise levels differ by factors, so shades go with the logarithm. */

/** The losses of the lightest and of the darkest shade, both above 0. */
export type LevelRange = readonly [number, number];

/** A heat map spans no more than this factor: what is below has the lightest shade. */
const WIDEST = 1e4;
/** And no less than this, so that chance does not look like a difference. */
const NARROWEST = 1.5;

/** Of all losses this share at either end may lie beyond the range: one wild step must not pale all others. */
const BEYOND = 0.01;

/** The range that holds all losses but a few; null where none is known. */
export function levelRange(entries: readonly { values: ArrayLike<number> }[]): LevelRange | null {
  const known = Float64Array.from(entries.flatMap(({ values }) => Array.from(values)).filter((loss) => loss > 0 && loss < Infinity)).sort();
  const beyond = Math.floor(BEYOND * known.length);
  const [low, high] = [known[beyond], known[known.length - 1 - beyond]];
  if (low === undefined || high === undefined) return null;
  const least = Math.max(low, high / WIDEST);
  return high / least >= NARROWEST ? [least, high] : [high / NARROWEST, high];
}

/** 0 for the lightest shade to 1 for the darkest; null where the loss is not known. */
export function levelShade(loss: number, [low, high]: LevelRange): number | null {
  if (Number.isNaN(loss)) return null;
  return Math.min(1, Math.max(0, Math.log(loss / low) / Math.log(high / low)));
}
