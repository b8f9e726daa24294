/** The point nearest to a place and no farther than `reach`; null where there is none. @param points float32 [count, 2] */
export function nearestPoint(points: Float32Array, x: number, y: number, reach = Infinity): { index: number; distance: number } | null {
  let found: { index: number; distance: number } | null = null;
  for (let index = 0; 2 * index + 1 < points.length; index++) {
    const distance = Math.hypot((points[2 * index] ?? NaN) - x, (points[2 * index + 1] ?? NaN) - y);
    if (distance <= (found?.distance ?? reach)) found = { index, distance };
  }
  return found;
}
