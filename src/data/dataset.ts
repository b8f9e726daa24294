/** From the data recipe to standardised points. */
import { randomStream } from '../random/randomStream.ts';
import type { RandomStream } from '../random/randomStream.ts';
import type { Point, PointDataRecipe } from '../recipe/recipe.ts';
import { distributions } from './distributions.ts';
import type { Distribution } from './distributions.ts';
import { FONT_PEN_WIDTH, wordStrokes, writableText } from './strokeFont.ts';
import { strokeDistribution } from './strokes.ts';
import type { Stroke } from './strokes.ts';

/** What is subtracted from, and then divides, the points in their own units. */
export interface Standardisation {
  readonly mean: Point;
  /** One number for both axes, so that shapes keep their form: the root of the mean of both variances. */
  readonly scale: number;
}

export interface Dataset extends Standardisation {
  /** Standardised points, float32 [count, 2] flattened: mean 0 on each axis, variances of the two axes 1 on average. */
  readonly points: Float32Array;
  /** For people: what the points are and how they were standardised. */
  readonly description: string;
}

/** Most points that are drawn at once. */
export const LARGEST_COUNT = 1_000_000;

const DATA_STREAM = 0xda7a;
const STANDARDISATION_STREAM = 0x57d;
const STANDARDISATION_COUNT = 1 << 16;

/**
 * The data set of a recipe: `count` points drawn with its seed (all rows, as they are, for the user's own points).
 * @throws Error with a sentence when the recipe gives no distribution of points
 */
export function makeDataset(recipe: PointDataRecipe): Dataset {
  const source = sourceOf(recipe);
  const count = recipe.kind === 'points' ? recipe.points.length : recipe.count;
  const points = recipe.kind === 'points' ? standardised(recipe.points, source) : drawFrom(source, count, recipe.seed);
  const { mean, scale } = source;
  return {
    points,
    mean,
    scale,
    description:
      `${source.description}; ${count.toLocaleString('en')} points, moved by (${short(-mean[0], scale)}, ${short(-mean[1], scale)}) ` +
      `and divided by ${short(scale, scale)} so that they have mean 0 and variance 1 (one scale for both axes keeps the shape).`,
  };
}

/**
 * Fresh points of the same distribution, standardised by the same numbers as the recipe's data set whatever the seed
 * (its own count and seed are not used). The user's own points: rows in random order, each as often as the others, give or take one.
 * @param count 1 to 1,000,000
 * @param seed integer from 0 to 2^53 - 1
 * @returns float32 [count, 2] flattened
 * @throws Error with a sentence when count, seed or recipe cannot be used
 */
export function drawPoints(recipe: PointDataRecipe, count: number, seed: number): Float32Array {
  return drawFrom(sourceOf(recipe), count, seed);
}

/** A distribution whose mean and scale do not depend on a draw. */
interface Source extends Standardisation {
  readonly description: string;
  /** A new sequence of points in their own units. */
  begin(random: RandomStream): () => Point;
}

function sourceOf(recipe: PointDataRecipe): Source {
  switch (recipe.kind) {
    case 'word': {
      const text = writableText(recipe.text);
      return strokeSource(wordStrokes(text), FONT_PEN_WIDTH, `The word "${text}" in single strokes`);
    }
    case 'drawing':
      return strokeSource(checkedStrokes(recipe.strokes, recipe.penWidth), recipe.penWidth, `A drawing of ${recipe.strokes.length} ${recipe.strokes.length === 1 ? 'stroke' : 'strokes'}`);
    case 'points':
      return pointsSource(recipe.points, recipe.name);
    default:
      return builtInSource(distributions[recipe.kind]);
  }
}

const builtInSources = new Map<Distribution, Source>();

/** Constants come from a large draw with a seed of its own, made once: every other draw is standardised alike. */
function builtInSource(distribution: Distribution): Source {
  const known = builtInSources.get(distribution);
  if (known !== undefined) return known;
  const random = randomStream(0, STANDARDISATION_STREAM);
  const drawn = Array.from({ length: STANDARDISATION_COUNT }, () => distribution.draw(random));
  const source: Source = {
    ...standardisationOf(drawn),
    description: distribution.description,
    begin: (stream) => () => distribution.draw(stream),
  };
  builtInSources.set(distribution, source);
  return source;
}

function strokeSource(strokes: readonly Stroke[], penWidth: number, description: string): Source {
  const strokesDrawn = strokeDistribution(strokes, penWidth);
  if (strokesDrawn === null) throw new Error('The drawing is empty; draw at least one stroke.');
  const { mean, variance, draw } = strokesDrawn;
  const scale = Math.sqrt((variance[0] + variance[1]) / 2);
  return { mean, scale, description, begin: (random) => () => draw(random) };
}

function checkedStrokes(strokes: readonly Stroke[], penWidth: number): readonly Stroke[] {
  if (!(penWidth >= 0 && penWidth <= 1)) throw new Error(`The pen width is ${penWidth}; give a number from 0 to 1, as a fraction of the drawing's side.`);
  const bad = strokes.findIndex((stroke) => !stroke.every(([x, y]) => Number.isFinite(x) && Number.isFinite(y)));
  if (bad >= 0) throw new Error(`Stroke ${bad + 1} of the drawing has a coordinate that is not a finite number; draw it again.`);
  return strokes;
}

function pointsSource(points: readonly Point[], name: string): Source {
  if (points.length === 0) throw new Error(`"${name}" has no points; choose a file with at least 8 rows.`);
  const bad = points.findIndex(([x, y]) => !Number.isFinite(x) || !Number.isFinite(y));
  if (bad >= 0) throw new Error(`Point ${bad + 1} of "${name}" is not finite; give a number for x and for y.`);
  const standardisation = standardisationOf(points);
  if (!(standardisation.scale > 0)) throw new Error(`All points of "${name}" are the same; give points that differ.`);
  return { ...standardisation, description: `Points of "${name}"`, begin: (random) => shuffledRounds(points, random) };
}

/** Goes through all points in random order, then again in another order (Fisher and Yates). */
function shuffledRounds(points: readonly Point[], random: RandomStream): () => Point {
  const order = points.slice();
  let used = 0;
  return () => {
    const other = used + random.integer(order.length - used);
    const point = order[other] ?? [0, 0];
    order[other] = order[used] ?? point;
    order[used] = point;
    used = (used + 1) % order.length;
    return point;
  };
}

/**
 * Population mean and root mean variance, in two passes. Sums are of differences to the first point, so that equal points
 * far from 0 have a scale of exactly 0.
 * @param points at least one
 */
export function standardisationOf(points: readonly Point[]): Standardisation {
  const [originX, originY] = points[0] ?? [0, 0];
  let [x, y, square] = [0, 0, 0];
  for (const point of points) {
    x += (point[0] - originX) / points.length;
    y += (point[1] - originY) / points.length;
  }
  for (const point of points) square += ((point[0] - originX - x) ** 2 + (point[1] - originY - y) ** 2) / points.length;
  return { mean: [originX + x, originY + y], scale: Math.sqrt(square / 2) };
}

function drawFrom(source: Source, count: number, seed: number): Float32Array {
  if (!Number.isInteger(count) || count < 1 || count > LARGEST_COUNT) {
    throw new Error(`The number of points is ${count}; give a whole number from 1 to ${LARGEST_COUNT}.`);
  }
  const next = source.begin(randomStream(seed, DATA_STREAM));
  return standardised(Array.from({ length: count }, next), source);
}

function standardised(points: readonly Point[], { mean, scale }: Standardisation): Float32Array {
  const out = new Float32Array(2 * points.length);
  points.forEach(([x, y], i) => {
    out[2 * i] = (x - mean[0]) / scale;
    out[2 * i + 1] = (y - mean[1]) / scale;
  });
  return out;
}

/** Three digits, and 0 for less than a hundredth of the scale. */
function short(value: number, scale: number): string {
  return Math.abs(value) < scale / 100 ? '0' : String(Number(value.toPrecision(3)));
}
