/** The trace of d x0 / d x of a model at given points: told by the model itself, by differences along every axis, or estimated along random directions. */
import { randomStream } from '../random/randomStream.ts';
import { pointCount } from './levelDenoiser.ts';
import type { LevelDenoiser, TracedDenoiser } from './levelDenoiser.ts';
import type { Level } from './levels.ts';

/** x0 ([n, d] flattened) and `columns` numbers for each point whose mean is the trace, [n, columns] flattened. */
export interface TraceSample {
  readonly x0: Float64Array;
  readonly traces: Float64Array;
}

/** Asked along one path; every call has the same number of points. */
export type TraceEvaluator = (x: Float64Array, level: Level) => Promise<TraceSample>;

export interface JacobianTrace {
  readonly dimensions: number;
  /** 1, or the number of random directions. */
  readonly columns: number;
  /** Whether the columns are estimates that scatter about the trace. */
  readonly estimated: boolean;
  /** Random directions are drawn here, once for the whole path (Grathwohl et al. 2019, section 3.1), so that the field stays smooth. */
  begin(count: number): TraceEvaluator;
}

/**
 * What numbers the model computes with. It sets the distance of differences, in units of sigma: rounding / distance against distance^2
 * times how sharply x0 bends. Between two clusters it bends within sigma^2, a tenth of sigma where sigma is 0.1, which is why the
 * distance is less than one would take for functions that bend within sigma. Points for a float32 model are rounded to its numbers, so
 * that the distance is known exactly.
 */
export type ModelPrecision = 'float32' | 'float64';

const DISTANCE: Readonly<Record<ModelPrecision, number>> = { float32: 4e-3, float64: 1e-4 };

/** For models that know it: closed forms. */
export function givenTrace(denoise: TracedDenoiser, dimensions: number): JacobianTrace {
  return {
    dimensions,
    columns: 1,
    estimated: false,
    begin: () => async (x, level) => {
      const { x0, trace } = await denoise(x, level);
      return { x0, traces: trace };
    },
  };
}

/** Central differences along every axis: 1 + 2 d points are asked for each one, in one batch. For few dimensions. */
export function exactTrace(denoise: LevelDenoiser, dimensions: number, precision: ModelPrecision): JacobianTrace {
  const axes = Array.from({ length: dimensions }, (_, axis) => Float64Array.from({ length: dimensions }, (_unused, i) => (i === axis ? 1 : 0)));
  return {
    dimensions,
    columns: 1,
    estimated: false,
    begin: (count) => async (x, level) => {
      const directions = Array.from({ length: count }, () => axes);
      const { x0, slopes } = await slopesAlong(denoise, x, level, directions, precision);
      const traces = Float64Array.from({ length: count }, (_, row) => slopes.subarray(row * dimensions, (row + 1) * dimensions).reduce((sum, value) => sum + value, 0));
      return { x0, traces };
    },
  };
}

export interface HutchinsonOptions {
  /** Random directions for each point, from 1; two or more give a standard error. */
  readonly probes: number;
  readonly seed: number;
  readonly precision: ModelPrecision;
}

const PROBE_STREAM = 0x9b0be;

/**
 * Hutchinson's estimate v^T J v with v of independent signs (Hutchinson 1990; Rademacher's distribution has the least variance), by central
 * differences along v: 1 + 2 probes points are asked for each one, in one batch. For many dimensions.
 */
export function hutchinsonTrace(denoise: LevelDenoiser, dimensions: number, { probes, seed, precision }: HutchinsonOptions): JacobianTrace {
  if (!Number.isInteger(probes) || probes < 1) throw new Error(`The number of random directions is ${probes}; give a whole number from 1.`);
  return {
    dimensions,
    columns: probes,
    estimated: true,
    begin: (count) => {
      const random = randomStream(seed, PROBE_STREAM);
      const directions = Array.from({ length: count }, () => Array.from({ length: probes }, () => new Float64Array(dimensions).map(() => (random.word() & 1) * 2 - 1)));
      return async (x, level) => {
        const { x0, slopes } = await slopesAlong(denoise, x, level, directions, precision);
        return { x0, traces: slopes };
      };
    },
  };
}

/** v^T (x0(x + h v) - x0(x - h v)) / (2 h) for the directions v of each point, in their order; and x0 itself. */
async function slopesAlong(denoise: LevelDenoiser, x: Float64Array, level: Level, directions: readonly (readonly Float64Array[])[], precision: ModelPrecision): Promise<{ x0: Float64Array; slopes: Float64Array }> {
  const dimensions = directions[0]?.[0]?.length ?? 1;
  if (pointCount(x, dimensions) !== directions.length) throw new Error(`The trace was begun for ${directions.length} points and then asked at ${x.length / dimensions}; begin again for another number.`);
  const distance = DISTANCE[precision] * level.sigma;
  const rounded = precision === 'float32' ? Math.fround : (value: number): number => value;
  const probes = directions.reduce((sum, row) => sum + row.length, 0);
  const batch = new Float64Array(x.length + 2 * probes * dimensions);
  batch.set(x);
  let place = x.length;
  directions.forEach((row, point) => row.forEach((direction) => {
    for (let i = 0; i < dimensions; i++) {
      const [here, away] = [x[point * dimensions + i] ?? 0, distance * (direction[i] ?? 0)];
      batch[place + i] = rounded(here + away);
      batch[place + dimensions + i] = rounded(here - away);
    }
    place += 2 * dimensions;
  }));
  const all = await denoise(batch, level);
  if (all.length !== batch.length) throw new Error(`The model returned ${all.length} numbers for ${batch.length}; it must return one for each.`);
  const slopes = new Float64Array(probes);
  directions.flat().forEach((direction, k) => {
    const ahead = x.length + 2 * k * dimensions;
    let [along, length] = [0, 0];
    for (let i = 0; i < dimensions; i++) {
      const sign = direction[i] ?? 0;
      along += sign * ((all[ahead + i] ?? 0) - (all[ahead + dimensions + i] ?? 0));
      length += sign * ((batch[ahead + i] ?? 0) - (batch[ahead + dimensions + i] ?? 0));
    }
    // length is 2 h |v|^2, as exactly as x was moved; |v|^2 is 1 for an axis and d for signs.
    const square = direction.reduce((sum, value) => sum + value * value, 0);
    slopes[k] = (square * along) / length;
  });
  return { x0: all.slice(0, x.length), slopes };
}
