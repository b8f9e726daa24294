/** Small pictures of the built-in distributions, drawn from real samples: thumbnails.test.ts makes and checks them. */
import pictures from './thumbnails.json';

/** Stored numbers are standardised coordinates times this, rounded. */
export const THUMBNAIL_SCALE = 40;

const stored = new Map<string, readonly number[]>(Object.entries(pictures));

/** Standardised points, float32 [n, 2], flattened; null for kinds that have no picture. */
export function thumbnailPoints(kind: string): Float32Array | null {
  const numbers = stored.get(kind);
  return numbers ? Float32Array.from(numbers, (number) => number / THUMBNAIL_SCALE) : null;
}

/** SVG path of dots (round caps on strokes of no length) in a square of side 100 that spans -extent to extent. */
export function thumbnailPath(points: Float32Array, extent: number): string {
  let path = '';
  for (let i = 0; i + 1 < points.length; i += 2) {
    const x = 50 + (50 * (points[i] ?? 0)) / extent;
    const y = 50 - (50 * (points[i + 1] ?? 0)) / extent;
    path += `M${x.toFixed(1)} ${y.toFixed(1)}h0`;
  }
  return path;
}
