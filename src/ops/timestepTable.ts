/** Timesteps of every schedule are embedded as if it had this many. */
const REFERENCE_TIMESTEPS = 1000;
const LONGEST_PERIOD = 10000;

/** The rows of all timesteps 0 .. T - 1, as `timestepRows` makes them: [T, E] flattened. */
export function timestepTable(timesteps: number, width: number): Float32Array {
  return timestepRows(Array.from({ length: timesteps }, (_, t) => t), timesteps, width);
}

/**
 * Sinusoidal timestep embedding: the row of t is [cos(s w_0), .., cos(s w_(E/2-1)), sin(s w_0), ..] with
 * s = 1000 t / T, so that schedules of different T speak of the same noise, and w_k = 10000^(-k / (E/2)).
 * Computed in float64 on the CPU, because sine and cosine of large numbers are inexact on some GPUs.
 * Source: Vaswani et al., "Attention is all you need" (2017), section 3.5.
 * @param places timesteps, 0 .. T - 1; between two of the schedule's they need not be whole
 * @param timesteps T, at least 1
 * @param width E, even
 * @returns [places, E] flattened
 */
export function timestepRows(places: readonly number[], timesteps: number, width: number): Float32Array {
  if (width % 2 !== 0) throw new Error(`The timestep embedding needs an even width, not ${width}.`);
  const half = width / 2;
  return Float32Array.from({ length: places.length * width }, (_, index) => {
    const [t, column] = [places[Math.floor(index / width)] ?? 0, index % width];
    const angle = (REFERENCE_TIMESTEPS * t / timesteps) * LONGEST_PERIOD ** (-(column % half) / half);
    return column < half ? Math.cos(angle) : Math.sin(angle);
  });
}
