/** The forward process on points: x_t = alpha x_0 + sigma eps; on variance-preserving paths sqrt(alpha_bar) and sqrt(1 - alpha_bar) (Ho et al. 2020, eq. 4). */

/** What the data and unit noise are multiplied by in x_t. */
export interface NoiseWeights { readonly alpha: number; readonly sigma: number }

/** Every k-th point so that about `count` remain, float32 [n, 2], flattened; all of them when there are fewer. */
export function thinPoints(points: Float32Array, count: number): Float32Array {
  const total = Math.floor(points.length / 2);
  const kept = Math.min(total, count);
  const thinned = new Float32Array(2 * kept);
  for (let i = 0; i < kept; i += 1) {
    const from = Math.floor((i * total) / kept);
    thinned[2 * i] = points[2 * from] ?? 0;
    thinned[2 * i + 1] = points[2 * from + 1] ?? 0;
  }
  return thinned;
}

/** Writes x_t of every point of `clean` into `out`; all three are float32 [n, 2]. */
export function noisePoints(clean: Float32Array, noise: Float32Array, { alpha, sigma }: NoiseWeights, out: Float32Array): void {
  for (let i = 0; i < clean.length; i += 1) out[i] = alpha * (clean[i] ?? 0) + sigma * (noise[i] ?? 0);
}

export interface CloudStyle {
  colour: string;
  /** In CSS pixels. */
  radius: number;
  /** Half the side of the square shown, in data units: the picture spans -extent to extent. */
  extent: number;
}

/** Clears a square canvas context that is scaled to CSS pixels, `size` wide, and draws the points, y up. */
export function drawCloud(context: CanvasRenderingContext2D, size: number, points: Float32Array, style: CloudStyle): void {
  context.clearRect(0, 0, size, size);
  context.fillStyle = style.colour;
  const scale = size / (2 * style.extent);
  const middle = size / 2;
  const { radius } = style;
  context.beginPath();
  for (let i = 0; i + 1 < points.length; i += 2) {
    const x = middle + scale * (points[i] ?? 0);
    const y = middle - scale * (points[i + 1] ?? 0);
    if (x < -radius || y < -radius || x > size + radius || y > size + radius) continue;
    context.moveTo(x + radius, y);
    context.arc(x, y, radius, 0, 2 * Math.PI);
  }
  context.fill();
}
