import piecesCode from '../../shaders/statistics/pieces.wgsl?raw';
import rangesCode from '../../shaders/statistics/ranges.wgsl?raw';
import { at, elements, expectShape, type Launch, type LaunchContext, lineOf, type Operation, type Tensor } from './operation.ts';

const piecesShader = { name: 'statistics/pieces', code: piecesCode };
const rangesShader = { name: 'statistics/ranges', code: rangesCode };

/** Numbers that statistics are made of: finite count, mean, variance, smallest, largest, zeros, nearly zeros, not finite. */
export const STATISTICS = 8;
/** Numbers that a workgroup looks at. */
const PIECE = 4096;
/** One thread puts the pieces of a range together. */
const MOST_PIECES = 128;

export interface StatisticsAttributes {
  /** Numbers no farther from zero count as nearly zeros. */
  readonly near: number;
}

/** Part of a tensor, in numbers. */
export interface NumberRange {
  readonly offset: number;
  readonly count: number;
}

const pieceLength = (count: number): number => Math.max(PIECE, Math.ceil(count / MOST_PIECES));

/** The tables that `rangeStatistics` takes for these ranges: pieces [Q, 2] and ranges [R, 2], flattened. */
export function rangeTables(ranges: readonly NumberRange[]): { pieces: Uint32Array; ranges: Uint32Array } {
  const cut = ranges.map(({ offset, count }) => {
    const length = pieceLength(count);
    return Array.from({ length: Math.ceil(count / length) }, (_, i) => [offset + i * length, Math.min(length, count - i * length)]);
  });
  let first = 0;
  const table = cut.map((pieces) => {
    first += pieces.length;
    return [first - pieces.length, pieces.length];
  });
  return { pieces: Uint32Array.from(cut.flat(2)), ranges: Uint32Array.from(table.flat()) };
}

/**
 * What the numbers in each of many ranges of one tensor are like, in two launches. Inputs: x [N], pieces [Q, 2] and ranges
 * [R, 2] (u32) of `rangeTables`, and perhaps other [N], whose numbers are then taken from those of x. Output: [R, STATISTICS].
 */
export const rangeStatistics: Operation<StatisticsAttributes> = {
  name: 'rangeStatistics',
  infer(inputs) {
    const [x, other] = [at(inputs, 0), inputs[3]];
    if (other) expectShape('rangeStatistics', 'other', other.shape, x.shape);
    return [{ shape: [at(at(inputs, 2).shape, 0), STATISTICS], type: 'f32' }];
  },
  launch(context) {
    const [x, pieces, ranges] = [at(context.inputs, 0), at(context.inputs, 1), at(context.inputs, 2)];
    return launches(context, { x, other: context.inputs[3] ?? null, tables: { pieces, ranges } });
  },
  gradient: 'it is a record for people, not part of the loss',
};

/** What the numbers of a tensor of any shape are like. Output: [STATISTICS]. */
export const tensorStatistics: Operation<StatisticsAttributes> = {
  name: 'tensorStatistics',
  infer: () => [{ shape: [STATISTICS], type: 'f32' }],
  launch: (context) => launches(context, { x: at(context.inputs, 0), other: null, tables: null }),
  gradient: 'it is a record for people, not part of the loss',
};

interface Subject {
  readonly x: Tensor;
  readonly other: Tensor | null;
  /** null: one range, all of the tensor. */
  readonly tables: { readonly pieces: Tensor; readonly ranges: Tensor } | null;
}

function launches({ outputs, attributes, scratch }: LaunchContext<StatisticsAttributes>, { x, other, tables }: Subject): Launch[] {
  const size = elements(x.shape);
  const length = pieceLength(size);
  const [pieces, ranges] = tables ? [at(tables.pieces.shape, 0), at(tables.ranges.shape, 0)] : [Math.ceil(size / length), 1];
  const partial = scratch([pieces, STATISTICS]);
  // Every declared buffer must be bound: this one is never read.
  const nothing = tables ? null : scratch([2], 'u32');
  const bound = { pieces: tables?.pieces ?? nothing, ranges: tables?.ranges ?? nothing };
  if (!bound.pieces || !bound.ranges) throw new Error('Statistics take both tables or none.');
  return [
    {
      shader: piecesShader,
      constants: { SIZE: size, PIECES: pieces, LENGTH: length, TABLE: tables !== null, DIFFERENCE: other !== null, NEAR: attributes.near },
      bind: { x, other: other ?? x, pieces: bound.pieces, partial },
      workgroups: lineOf(pieces, 1),
    },
    {
      shader: rangesShader,
      constants: { PIECES: pieces, RANGES: ranges, TABLE: tables !== null },
      bind: { partial, ranges: bound.ranges, out: at(outputs, 0) },
      workgroups: lineOf(ranges),
    },
  ];
}
