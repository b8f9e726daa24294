/** How dark a density is drawn: the same for all pictures that are to be compared. */

export interface DensityScale {
  /** Shades go with ln p, or with p itself. */
  kind: 'log' | 'linear';
  /** ln p of the darkest shade, in nats. */
  top: number;
}

/** Nats that a logarithmic picture spans: a thousandth part of the highest density is still seen. */
export const NATS_SHOWN = 8;

/** 0 .. 1 of a ln p in nats; 0 where there is none. */
export function densityShade(logDensity: number, { kind, top }: DensityScale): number {
  const shade = kind === 'log' ? 1 + (logDensity - top) / NATS_SHOWN : Math.exp(logDensity - top);
  return Number.isNaN(shade) ? 0 : Math.min(1, Math.max(0, shade));
}

/** The scale that holds all pictures: its top is the highest ln p, rounded up so that it stays while pictures become finer. */
export function commonScale(pictures: readonly { logDensity: Float64Array }[], kind: DensityScale['kind']): DensityScale {
  const highest = pictures.reduce((most, { logDensity }) => logDensity.reduce((high, value) => (value > high ? value : high), most), -Infinity);
  return { kind, top: Number.isFinite(highest) ? Math.ceil(highest * 5) / 5 : 0 };
}
