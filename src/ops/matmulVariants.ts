import lanesCode from '../../shaders/matmul/lanes.wgsl?raw';
import outerLanesCode from '../../shaders/matmul/outer_lanes.wgsl?raw';
import plainCode from '../../shaders/matmul/plain.wgsl?raw';
import rowsCode from '../../shaders/matmul/rows.wgsl?raw';
import rowsOuterCode from '../../shaders/matmul/rows_outer.wgsl?raw';
import splitCode from '../../shaders/matmul/split.wgsl?raw';
import tiledCode from '../../shaders/matmul/tiled.wgsl?raw';
import type { Shader } from '../gpu/shader.ts';
import { at, type DeviceTraits, type ElementType, type Launch, lineOf, type Shape, type Tensor, WORKGROUP } from './operation.ts';
import { addParts } from './reduce.ts';

const shaders = {
  lanes: { name: 'matmul/lanes', code: lanesCode },
  outerLanes: { name: 'matmul/outer_lanes', code: outerLanesCode },
  plain: { name: 'matmul/plain', code: plainCode },
  rows: { name: 'matmul/rows', code: rowsCode },
  rowsOuter: { name: 'matmul/rows_outer', code: rowsOuterCode },
  split: { name: 'matmul/split', code: splitCode },
  tiled: { name: 'matmul/tiled', code: tiledCode },
} as const satisfies Record<string, Shader>;

/** How an operand is read: transposeA takes a as [K, M] instead of [M, K], transposeB takes b as [N, K] instead of [K, N]. */
export interface MatmulAttributes {
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
}

/** One matrix product to launch: out [M, N] = A B + bias. */
export interface Product extends Required<MatmulAttributes> {
  readonly a: Tensor;
  readonly b: Tensor;
  /** [N]. */
  readonly bias: Tensor | null;
  readonly out: Tensor;
  readonly accumulates: boolean;
  readonly m: number;
  readonly n: number;
  readonly k: number;
}

type Scratch = (shape: Shape, type?: ElementType) => Tensor;
export type MatmulVariant = keyof typeof shaders;

/**
 * The kernel for a product on a device.
 *
 * Software adapters: rows and rowsOuter, where the shape divides by their register tiles. A 1024 x 128 x 128 product
 * in GFLOP/s per second of processor time, one run: Mesa llvmpipe plain 1.0, tiled 1.5, rows 6.4 (NT 7.1), and for TN
 * plain 0.9, tiled 1.4, rowsOuter 8.5; SwiftShader 0.3, 0.3, 1.4 (NT 1.3), and for TN 0.3, 0.6, 1.1. With
 * subgroups lanes and outerLanes, where 16 divides the columns: llvmpipe 2048 x 64 x 128 rows 5.2, lanes 17, and for TN
 * 64 x 32 x 8192 rowsOuter 8.5, outerLanes 21.
 *
 * Hardware: tiles for anything that fills a good part of one. A thinner output has too few elements to reuse, so one
 * thread an element; its sum is cut where it is long and the output alone would keep few threads busy.
 */
export function chooseVariant(traits: DeviceTraits, product: Product): MatmulVariant {
  const { m, n, k, transposeA, transposeB } = product;
  if (traits.software) {
    const lanes = traits.subgroupSize;
    if ((lanes === 4 || lanes === 8) && n % 16 === 0 && m <= 4 * lanes * MOST_WORKGROUPS) {
      if (transposeA && !transposeB && m % 4 === 0 && !product.bias) return 'outerLanes';
      if (!transposeA && k % 4 === 0) return 'lanes';
    }
    if (transposeA && !transposeB && m % 4 === 0 && n % 8 === 0) return 'rowsOuter';
    if (!transposeA && k % 4 === 0 && n % 8 === 0) return 'rows';
    return 'plain';
  }
  const tilesFit = traits.maxInvocations >= 256 && traits.maxWorkgroupBytes >= TILED_BYTES;
  if (tilesFit && Math.min(m, n) >= TILE / 4 && k >= DEPTH / 2) return 'tiled';
  return k >= 4 * SPLIT_LENGTH && m * n <= BUSY_THREADS && !product.bias ? 'split' : 'plain';
}

/** As in tiled.wgsl. */
const TILE = 64;
const DEPTH = 16;
const TILED_BYTES = 2 * DEPTH * (TILE + 1) * 4;
/** Terms a thread of split.wgsl sums. */
const SPLIT_LENGTH = 64;
/** Threads and workgroups of 256 threads that keep a common GPU busy. */
const BUSY_THREADS = 16384;
const BUSY_GROUPS = 128;
/** Terms a workgroup of tiled.wgsl sums at least, when a sum is cut: 8 turns of its loop. */
const LEAST_PART = 8 * DEPTH;

/** The launches of one variant. @throws nothing: chooseVariant, or the test that forces a variant, answers for the shape. */
export function launchProduct(variant: MatmulVariant, product: Product, { subgroupSize: lanes = 8 }: DeviceTraits, scratch: Scratch): Launch[] {
  const { a, b, bias, out, m, n, k, accumulates } = product;
  const shader = shaders[variant];
  const size = { M: m, N: n, K: k };
  const reading = { TRANSPOSE_A: product.transposeA, TRANSPOSE_B: product.transposeB };
  const ending = { BIAS: bias !== null, ACCUMULATES: accumulates };
  // Every declared buffer must be bound; b stands in for a bias that is never read.
  const bind = { a, b, bias: bias ?? b, out };
  switch (variant) {
    case 'plain':
      return [{ shader, constants: { ...size, ...reading, ...ending }, bind, workgroups: lineOf(m * n) }];
    case 'lanes': {
      const constants = { ...size, TRANSPOSE_B: product.transposeB, ...ending, LANES: lanes };
      return [{ shader, constants, bind, workgroups: [Math.ceil(m / (4 * lanes)), n / 16, 1] }];
    }
    case 'outerLanes': {
      const across = Math.ceil(m / (4 * lanes));
      const wanted = Math.max(1, Math.min(Math.ceil(BUSY_SUBGROUPS / (across * (n / 16))), Math.floor(k / LEAST_OUTER_PART)));
      const partLength = Math.ceil(k / wanted);
      const parts = Math.ceil(k / partLength);
      const partial = parts === 1 ? out : scratch([parts, m, n]);
      const constants = { ...size, PARTS: parts, PART_LENGTH: partLength, ACCUMULATES: parts === 1 && accumulates, LANES: lanes };
      const launch: Launch = { shader, constants, bind: { a, b, partial }, workgroups: [across, n / 16, parts] };
      return parts === 1 ? [launch] : [launch, addParts(partial, parts, out, accumulates)];
    }
    case 'rows': {
      const constants = { ...size, TRANSPOSE_B: product.transposeB, ...ending };
      return [{ shader, constants, bind, workgroups: [Math.ceil(m / (4 * ROWS_WORKGROUP)), n / 8, 1] }];
    }
    case 'rowsOuter':
      return [{ shader, constants: { ...size, ...ending }, bind, workgroups: [Math.ceil(m / (4 * ROWS_OUTER_WORKGROUP)), n / 8, 1] }];
    case 'split': {
      const parts = Math.ceil(k / SPLIT_LENGTH);
      const partial = scratch([parts, m, n]);
      const constants = { ...size, ...reading, PARTS: parts, PART_LENGTH: SPLIT_LENGTH };
      return [{ shader, constants, bind: { a, b, partial }, workgroups: [Math.ceil((m * n) / WORKGROUP), parts, 1] }, addParts(partial, parts, out, accumulates)];
    }
    case 'tiled': {
      const [across, down] = [Math.ceil(n / TILE), Math.ceil(m / TILE)];
      const wanted = bias ? 1 : Math.max(1, Math.min(Math.ceil(BUSY_GROUPS / (across * down)), Math.floor(k / LEAST_PART)));
      const partLength = Math.ceil(k / wanted / DEPTH) * DEPTH;
      const parts = Math.ceil(k / partLength);
      const constants = { ...size, ...reading, PARTS: parts, PART_LENGTH: partLength };
      const workgroups = [across, down, parts] as const;
      if (parts === 1) return [{ shader, constants: { ...constants, ...ending }, bind, workgroups }];
      const partial = scratch([parts, m, n]);
      return [{ shader, constants: { ...constants, BIAS: false, ACCUMULATES: false }, bind: { ...bind, out: partial }, workgroups }, addParts(partial, parts, out, accumulates)];
    }
  }
}

const MOST_WORKGROUPS = 65535;
/** Subgroups that keep the cores of a common CPU busy, and terms that a part of outer_lanes.wgsl sums at least. */
const BUSY_SUBGROUPS = 32;
const LEAST_OUTER_PART = 512;

/** Workgroup sizes of rows.wgsl and rows_outer.wgsl. */
const ROWS_WORKGROUP = 32;
const ROWS_OUTER_WORKGROUP = 8;

/** The sizes of a product. @throws a sentence when the operands do not fit together. */
export function productSizes(operation: string, a: Shape, b: Shape, { transposeA = false, transposeB = false }: MatmulAttributes): { m: number; n: number; k: number } {
  const shapes = `a [${a.join(', ')}]${transposeA ? ' transposed' : ''} and b [${b.join(', ')}]${transposeB ? ' transposed' : ''}`;
  if (a.length !== 2 || b.length !== 2) throw new Error(`${operation}: ${shapes} are not both matrices.`);
  const [m, k] = transposeA ? [at(a, 1), at(a, 0)] : [at(a, 0), at(a, 1)];
  const [inner, n] = transposeB ? [at(b, 1), at(b, 0)] : [at(b, 0), at(b, 1)];
  if (k !== inner) throw new Error(`${operation}: ${shapes} do not fit: the sum has ${k} terms on one side and ${inner} on the other.`);
  return { m, n, k };
}
