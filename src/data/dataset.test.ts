import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PointDataRecipe } from '../recipe/recipe.ts';
import { drawPoints, makeDataset, standardisationOf } from './dataset.ts';
import { distributionNames } from './distributions.ts';

const count = 20_000;

/** Points of a recipe in their own units again. */
function natural(recipe: PointDataRecipe, seed = 5): [number, number][] {
  const { mean, scale } = makeDataset(recipe);
  const points = drawPoints(recipe, count, seed);
  return Array.from({ length: count }, (_, i) => [(points[2 * i] ?? 0) * scale + mean[0], (points[2 * i + 1] ?? 0) * scale + mean[1]]);
}

const builtIn = (kind: (typeof distributionNames)[number]): PointDataRecipe => ({ kind, count: 512, seed: 1 });
const share = (points: [number, number][], test: (x: number, y: number) => boolean): number => points.filter(([x, y]) => test(x, y)).length / points.length;

const recipes: [string, PointDataRecipe][] = [
  ...distributionNames.map((kind): [string, PointDataRecipe] => [kind, builtIn(kind)]),
  ['word', { kind: 'word', text: 'Noise & data!', count: 512, seed: 1 }],
  ['drawing', { kind: 'drawing', strokes: [[[0.1, 0.2], [0.9, 0.4], [0.5, 0.9]], [[0.2, 0.8]]], penWidth: 0.05, count: 512, seed: 1 }],
];

describe.each(recipes)('%s', (_name, recipe) => {
  test('has mean 0 and variance 1 within sampling error, and is finite', () => {
    const points = drawPoints(recipe, count, 77);
    expect(points).toHaveLength(2 * count);
    expect(points.every(Number.isFinite)).toBe(true);
    const pairs = Array.from({ length: count }, (_, i): [number, number] => [points[2 * i] ?? 0, points[2 * i + 1] ?? 0]);
    const { mean, scale } = standardisationOf(pairs);
    // Five standard errors of a mean with variance up to 2, with those of the constants (65,536 points) added.
    const error = 5 * Math.sqrt(2 / count + 2 / 65_536);
    expect(Math.abs(mean[0])).toBeLessThan(error);
    expect(Math.abs(mean[1])).toBeLessThan(error);
    // The mean square (x^2 + y^2) / 2 varies by no more than its fourth moment, under 8 for all of these.
    expect(Math.abs(scale ** 2 - 1)).toBeLessThan(5 * Math.sqrt(8 / count + 8 / 65_536));
  });

  test('is fixed by its seed and standardised alike for every seed', () => {
    const first = makeDataset(recipe);
    const other = makeDataset({ ...recipe, seed: 2 });
    expect(makeDataset(recipe).points).toEqual(first.points);
    expect(first.points).toHaveLength(1024);
    expect(first.points).toEqual(drawPoints({ ...recipe, seed: 9 }, 512, 1));
    expect(other.points).not.toEqual(first.points);
    expect([other.mean, other.scale]).toEqual([first.mean, first.scale]);
    expect(first.description).toMatch(/512 points, moved by .* divided by/);
  });
});

describe('shapes', () => {
  test('eight Gaussians: each cluster holds an eighth, within 0.1 of its centre by the normal law', () => {
    const points = natural(builtIn('eight-gaussians'));
    for (let k = 0; k < 8; k++) {
      const [cx, cy] = [Math.cos((k * Math.PI) / 4), Math.sin((k * Math.PI) / 4)];
      // Distance within 2 standard deviations: 1 - exp(-2).
      const wanted = (1 - Math.exp(-2)) / 8;
      const got = share(points, (x, y) => Math.hypot(x - cx, y - cy) < 0.2);
      expect(Math.abs(got - wanted)).toBeLessThan(5 * Math.sqrt(wanted / count));
    }
  });

  test('two moons: half of the points lie along each half circle', () => {
    const points = natural(builtIn('two-moons'));
    const upper = share(points, (x, y) => Math.abs(Math.hypot(x, y) - 1) < 0.28 && y > -0.35);
    const lower = share(points, (x, y) => Math.abs(Math.hypot(x - 1, y - 0.5) - 1) < 0.28 && y < 0.85);
    expect(upper).toBeGreaterThan(0.49);
    expect(lower).toBeGreaterThan(0.49);
    expect(share(points, (x, y) => Math.abs(Math.hypot(x, y) - 1) < 0.28 || Math.abs(Math.hypot(x - 1, y - 0.5) - 1) < 0.28)).toBeGreaterThan(0.999);
  });

  test('swiss roll: the radius is the angle, from 1.5 pi to 4.5 pi', () => {
    const off = natural(builtIn('swiss-roll')).map(([x, y]) => {
      const radius = Math.hypot(x, y);
      const turns = (radius - Math.atan2(y, x)) / (2 * Math.PI);
      return Math.abs(turns - Math.round(turns)) * 2 * Math.PI;
    });
    // Noise 0.5 across the arm, and 0.5 / radius of it in the angle.
    expect(off.filter((value) => value < 2).length / count).toBeGreaterThan(0.995);
    const radii = natural(builtIn('swiss-roll')).map(([x, y]) => Math.hypot(x, y));
    expect(Math.min(...radii)).toBeGreaterThan(1.5 * Math.PI - 2.5);
    expect(Math.max(...radii)).toBeLessThan(4.5 * Math.PI + 2.5);
  });

  test('checkerboard: eight squares hold an eighth each, the others nothing', () => {
    const occupied = new Map<string, number>();
    for (const [x, y] of natural(builtIn('checkerboard'))) {
      // Float32 may carry a point over an edge.
      const key = `${Math.floor(Math.min(4 - 1e-5, Math.max(0, x)))},${Math.floor(Math.min(4 - 1e-5, Math.max(0, y)))}`;
      occupied.set(key, (occupied.get(key) ?? 0) + 1);
    }
    const full = [...occupied].filter(([, n]) => n > 10);
    expect(full).toHaveLength(8);
    for (const [key, n] of full) {
      const [column = 0, row = 0] = key.split(',').map(Number);
      expect((column + row) % 2).toBe(0);
      expect(Math.abs(n / count - 1 / 8)).toBeLessThan(5 * Math.sqrt(1 / 8 / count));
    }
    expect([...occupied.values()].filter((n) => n <= 10).reduce((a, b) => a + b, 0)).toBeLessThan(10);
  });

  test('spiral: both arms, radius equal to the angle, evenly along the length', () => {
    const points = natural(builtIn('spiral'));
    const radii = points.map(([x, y]) => Math.hypot(x, y)).toSorted((a, b) => a - b);
    expect(Math.max(...radii)).toBeLessThan(3 * Math.PI + 1);
    // Angle proportional to the root of a uniform number: the median radius is 3 pi sqrt(1/2).
    expect(Math.abs((radii[count / 2] ?? 0) - 3 * Math.PI * Math.SQRT1_2)).toBeLessThan(0.15);
    const off = points
      .filter(([x, y]) => Math.hypot(x, y) > 2)
      .map(([x, y]) => {
        const halfTurns = (Math.hypot(x, y) - Math.atan2(y, x)) / Math.PI;
        return Math.abs(halfTurns - Math.round(halfTurns)) * Math.PI;
      });
    expect(off.filter((value) => value < 0.7).length / off.length).toBeGreaterThan(0.999);
    expect(Math.abs(share(points, (x, y) => Math.hypot(x, y) < 5 && y > 0) - share(points, (x, y) => Math.hypot(x, y) < 5 && y < 0))).toBeLessThan(0.03);
  });

  test('rings: radii 1, 2 and 3 with a sixth, two and three sixths of the points', () => {
    const points = natural(builtIn('rings'));
    for (const ring of [1, 2, 3]) {
      const got = share(points, (x, y) => Math.abs(Math.hypot(x, y) - ring) < 0.4);
      expect(Math.abs(got - ring / 6)).toBeLessThan(5 * Math.sqrt(ring / 6 / count));
    }
  });

  test('pinwheel: a fifth of a turn maps it onto itself', () => {
    const points = natural(builtIn('pinwheel'));
    const blades = [0, 0, 0, 0, 0];
    for (const [x, y] of points) {
      const blade = (Math.atan2(y, x) - 0.25 * Math.exp(Math.hypot(x, y))) / ((2 * Math.PI) / 5);
      const nearest = ((Math.round(blade) % 5) + 5) % 5;
      blades[nearest] = (blades[nearest] ?? 0) + 1 / count;
    }
    for (const got of blades) expect(Math.abs(got - 1 / 5)).toBeLessThan(5 * Math.sqrt(0.2 / count));
  });

  test('S-curve: on one of two circles of radius 1, half on each', () => {
    const points = natural(builtIn('s-curve'));
    // y = sign(t)(cos t - 1): the lower circle round (0, -1) for t > 0, the upper round (0, 1) for t < 0.
    expect(share(points, (x, y) => Math.min(Math.abs(Math.hypot(x, y + 1) - 1), Math.abs(Math.hypot(x, y - 1) - 1)) < 0.35)).toBeGreaterThan(0.999);
    expect(Math.abs(share(points, (_, y) => y > 0) - 0.5)).toBeLessThan(5 * Math.sqrt(0.25 / count));
  });
});

describe("the user's own points", () => {
  const points = Array.from({ length: 50 }, (_, i): [number, number] => [100 + i, 5 - 2 * (i % 7)]);
  const recipe: PointDataRecipe = { kind: 'points', name: 'mine.csv', points, seed: 3 };

  test('stay in order in the data set, exactly standardised', () => {
    const { points: out, mean, scale } = makeDataset(recipe);
    expect(out).toHaveLength(100);
    points.forEach(([x, y], i) => {
      expect(out[2 * i]).toBe(Math.fround((x - mean[0]) / scale));
      expect(out[2 * i + 1]).toBe(Math.fround((y - mean[1]) / scale));
    });
    const pairs = points.map((_, i): [number, number] => [out[2 * i] ?? 0, out[2 * i + 1] ?? 0]);
    expect(standardisationOf(pairs).scale).toBeCloseTo(1, 6);
  });

  test('are drawn each as often as the others, in another order for another seed', () => {
    const dataset = makeDataset(recipe).points;
    const key = (array: Float32Array, i: number): string => `${array[2 * i]},${array[2 * i + 1]}`;
    const drawn = drawPoints(recipe, 100, 8);
    const counts = new Map<string, number>();
    for (let i = 0; i < 100; i++) counts.set(key(drawn, i), (counts.get(key(drawn, i)) ?? 0) + 1);
    expect(counts.size).toBe(50);
    expect([...counts.values()].every((n) => n === 2)).toBe(true);
    expect(new Set(Array.from({ length: 50 }, (_, i) => key(dataset, i)))).toEqual(new Set(counts.keys()));
    expect(drawPoints(recipe, 50, 9)).not.toEqual(drawPoints(recipe, 50, 8));
  });
});

describe('bad recipes get a sentence', () => {
  const drawing = (strokes: [number, number][][], penWidth = 0.05): PointDataRecipe => ({ kind: 'drawing', strokes, penWidth, count: 100, seed: 1 });
  test.each<[string, PointDataRecipe]>([
    ['The drawing is empty; draw at least one stroke.', drawing([])],
    ['The drawing is empty', drawing([[]])],
    ['The drawing is empty', drawing([[[0.5, 0.5]]], 0)],
    ['Stroke 2 of the drawing has a coordinate', drawing([[[0, 0], [1, 1]], [[0, Number.NaN]]])],
    ['The pen width is 2', drawing([[[0, 0], [1, 1]]], 2)],
    ['"a.csv" has no points', { kind: 'points', name: 'a.csv', points: [], seed: 1 }],
    ['All points of "a.csv" are the same', { kind: 'points', name: 'a.csv', points: [[1, 2], [1, 2]], seed: 1 }],
    ['Point 2 of "a.csv" is not finite', { kind: 'points', name: 'a.csv', points: [[1, 2], [1, Number.POSITIVE_INFINITY]], seed: 1 }],
    ['The number of points is 0', { kind: 'rings', count: 0, seed: 1 }],
    ['The number of points is 1000001', { kind: 'rings', count: 1_000_001, seed: 1 }],
    ['The seed is -1', { kind: 'rings', count: 5, seed: -1 }],
    ['There is no word to draw', { kind: 'word', text: '  ', count: 5, seed: 1 }],
  ])('%s', (message, recipe) => {
    expect(() => makeDataset(recipe)).toThrow(message);
  });

  test('a dot of a pen with width is a drawing', () => {
    const { points, scale } = makeDataset(drawing([[[0.5, 0.5]]]));
    expect(scale).toBeCloseTo(0.0125, 12);
    expect(points.every(Number.isFinite)).toBe(true);
  });

  test('drawings of any strokes keep to the pen and have the mean and variance that are computed exactly', () => {
    const coordinate = fc.integer({ min: 0, max: 100 }).map((value) => value / 100);
    fc.assert(
      fc.property(fc.array(fc.array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 4 }), (strokes) => {
        const sample = drawPoints(drawing(strokes), 2000, 1);
        const pairs = Array.from({ length: 2000 }, (_, i): [number, number] => [sample[2 * i] ?? 0, sample[2 * i + 1] ?? 0]);
        const { mean, scale } = standardisationOf(pairs);
        // Variance of one axis at most 2; fourth moments of these bounded shapes stay under 40.
        expect(Math.hypot(...mean)).toBeLessThan(6 * Math.sqrt(4 / 2000));
        expect(Math.abs(scale ** 2 - 1)).toBeLessThan(6 * Math.sqrt(40 / 2000));
      }),
      { numRuns: 40 },
    );
  });
});
