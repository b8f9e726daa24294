import { describe, expect, it } from 'vitest';
import { contourSegments } from './contours.ts';
import { highestDensity, massLevels } from './massLevels.ts';
import { NoisedDensity, type PlaneDensity } from './noisedDensity.ts';

const edges = { left: -4, right: 4, bottom: -4, top: 4 };
const origin = Float32Array.of(0, 0);

function gridOf(rows: readonly (readonly number[])[]): PlaneDensity {
  const columns = rows[0]?.length ?? 0;
  return { left: 0, right: columns, bottom: 0, top: rows.length, columns, rows: rows.length, values: Float32Array.from(rows.flat()) };
}

/** Radii of both ends of all segments. */
function radii(segments: readonly number[]): number[] {
  return Array.from({ length: segments.length / 2 }, (_, k) => Math.hypot(segments[2 * k] ?? 0, segments[2 * k + 1] ?? 0));
}

describe('the levels of a round Gaussian', () => {
  it.each([1, 0.4])('with deviation %d are circles that hold their share', (spread) => {
    const density = new NoisedDensity().at(origin, 1, spread, edges);
    const shares = [0.5, 0.9, 0.99];
    const levels = massLevels(density, shares);
    expect(highestDensity(density)).toBeCloseTo(1 / (2 * Math.PI * spread ** 2), 1);
    shares.forEach((share, k) => {
      // P(r < R) = 1 - exp(-R^2 / 2 spread^2).
      const radius = spread * Math.sqrt(-2 * Math.log(1 - share));
      const ends = radii(contourSegments(density, levels[k] ?? NaN));
      expect(ends.length).toBeGreaterThan(30);
      for (const end of ends) expect(Math.abs(end / radius - 1)).toBeLessThan(0.03);
    });
  });
  it('are closed: every end is the end of two segments', () => {
    const density = new NoisedDensity().at(Float32Array.of(-1, 0, 1, 0.3, 1, -0.3), 1, 0.5, edges);
    const segments = contourSegments(density, 0.1);
    const ends = new Map<string, number>();
    for (let k = 0; k < segments.length; k += 2) {
      const key = `${segments[k]?.toFixed(6)} ${segments[k + 1]?.toFixed(6)}`;
      ends.set(key, (ends.get(key) ?? 0) + 1);
    }
    expect([...new Set(ends.values())]).toEqual([2]);
  });
});

describe('massLevels', () => {
  it('is null where the picture does not hold as much, and where there is nothing', () => {
    const cut = new NoisedDensity().at(Float32Array.of(-4, 0), 1, 0.5, edges);
    expect(massLevels(cut, [0.4, 0.6]).map((level) => level === null)).toEqual([false, true]);
    expect(massLevels(new NoisedDensity().at(new Float32Array(0), 1, 0.5, edges), [0.5])).toEqual([null]);
  });
});

describe('contourSegments', () => {
  it('goes between the middles of cells, where the density crosses the level', () => {
    expect(contourSegments(gridOf([[0, 0], [4, 4]]), 1)).toEqual([1.5, 0.75, 0.5, 0.75]);
    expect(contourSegments(gridOf([[0, 4], [0, 4]]), 1)).toEqual([0.75, 0.5, 0.75, 1.5]);
    expect(contourSegments(gridOf([[0, 0], [0, 0]]), 1)).toEqual([]);
  });
  it('joins at a saddle what its middle joins', () => {
    // Ends on the left and below, and on the right and above: the high corners lower left and upper right are apart.
    expect(contourSegments(gridOf([[2, 0], [0, 2]]), 1.5)).toEqual([0.5, 0.75, 0.75, 0.5, 1.5, 1.25, 1.25, 1.5]);
    expect(contourSegments(gridOf([[2, 0], [0, 2]]), 0.5)).toEqual([1.25, 0.5, 1.5, 0.75, 0.75, 1.5, 0.5, 1.25]);
    expect(contourSegments(gridOf([[0, 2], [2, 0]]), 1.5)).toEqual([1.25, 0.5, 1.5, 0.75, 0.75, 1.5, 0.5, 1.25]);
  });
});
