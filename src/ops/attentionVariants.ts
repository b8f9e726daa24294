import forwardLanesCode from '../../shaders/attention/forward_lanes.wgsl?raw';
import forwardRowsCode from '../../shaders/attention/forward_rows.wgsl?raw';
import forwardTileCode from '../../shaders/attention/forward_tile.wgsl?raw';
import keyValueLanesCode from '../../shaders/attention/key_value_gradient_lanes.wgsl?raw';
import keyValueRowsCode from '../../shaders/attention/key_value_gradient_rows.wgsl?raw';
import keyValueTileCode from '../../shaders/attention/key_value_gradient_tile.wgsl?raw';
import queryLanesCode from '../../shaders/attention/query_gradient_lanes.wgsl?raw';
import queryRowsCode from '../../shaders/attention/query_gradient_rows.wgsl?raw';
import queryTileCode from '../../shaders/attention/query_gradient_tile.wgsl?raw';
import scoreGradientsCode from '../../shaders/attention/score_gradients.wgsl?raw';
import scoresCode from '../../shaders/attention/scores.wgsl?raw';
import softmaxCode from '../../shaders/attention/softmax.wgsl?raw';
import weightedSumCode from '../../shaders/attention/weighted_sum.wgsl?raw';
import type { Shader } from '../gpu/shader.ts';
import { at, type DeviceTraits, type ElementType, type Launch, lineOf, type Shape, type Tensor } from './operation.ts';

const shaders = {
  forward: {
    lanes: { name: 'attention/forward_lanes', code: forwardLanesCode },
    rows: { name: 'attention/forward_rows', code: forwardRowsCode },
    tile: { name: 'attention/forward_tile', code: forwardTileCode },
  },
  query: {
    lanes: { name: 'attention/query_gradient_lanes', code: queryLanesCode },
    rows: { name: 'attention/query_gradient_rows', code: queryRowsCode },
    tile: { name: 'attention/query_gradient_tile', code: queryTileCode },
  },
  keyValue: {
    lanes: { name: 'attention/key_value_gradient_lanes', code: keyValueLanesCode },
    rows: { name: 'attention/key_value_gradient_rows', code: keyValueRowsCode },
    tile: { name: 'attention/key_value_gradient_tile', code: keyValueTileCode },
  },
} as const satisfies Record<string, Record<string, Shader>>;
const scoresShader: Shader = { name: 'attention/scores', code: scoresCode };
const softmaxShader: Shader = { name: 'attention/softmax', code: softmaxCode };
const scoreGradientsShader: Shader = { name: 'attention/score_gradients', code: scoreGradientsCode };
const weightedSumShader: Shader = { name: 'attention/weighted_sum', code: weightedSumCode };

/** All but plain never store the scores. */
export type AttentionVariant = 'tile' | 'rows' | 'lanes' | 'plain';
type FusedPass = keyof typeof shaders;
type Bind = Readonly<Record<string, Tensor>>;
type Scratch = (shape: Shape, type?: ElementType) => Tensor;

export interface AttentionSizes {
  readonly samples: number;
  readonly tokens: number;
  readonly heads: number;
  /** Channels of a head. */
  readonly width: number;
}

/** Sizes of q [N, T, heads * width]. */
export function attentionSizes({ shape }: Tensor, heads: number): AttentionSizes {
  return { samples: at(shape, 0), tokens: at(shape, 1), heads, width: at(shape, 2) / heads };
}

/** Above, a thread's own vectors (four of them in the backward pass) no longer fit into registers. */
const MOST_WIDTH = 128;
const TILE = 64;
const ROWS_WORKGROUP = 32;
/** Channels of a head that a thread of the kernels called lanes holds in registers, and rows or keys that it makes. */
const MOST_LANES_WIDTH = 16;
const LANES_ROWS = 4;
/** As in forward_tile.wgsl. */
const CHUNK = 8;

/**
 * Tiles on GPUs. On software adapters no barriers: lanes where all subgroups have 4 or 8 threads and a head's vectors fit
 * into registers, else rows. Plain where a row's vectors are too long for registers, or are not whole quads and the
 * adapter is software: each stage there is a simple loop.
 *
 * GFLOP/s per second of processor time, forward / query gradient / key and value gradient, of heads of 16 channels:
 * Mesa llvmpipe, 16 tokens rows 0.5 / 0.5 / 0.4, lanes 2.4 / 3.2 / 1.9; 64 tokens rows 1.5 / 1.2 / 1.2, lanes
 * 10 / 12 / 9; 256 tokens rows 0.9 / 1.3 / 0.9, lanes 13 / 10 / 12. SwiftShader, 64 tokens rows 0.19 / 0.24 / 0.23, lanes
 * 0.8 / 1.8 / 1.8. With heads of 8 and 4 channels lanes takes a quarter to a half of the time of rows as well.
 */
export function chooseAttention(traits: DeviceTraits, { width }: AttentionSizes): AttentionVariant {
  if (traits.software) {
    if (width % 4 !== 0) return 'plain';
    return (traits.subgroupSize === 4 || traits.subgroupSize === 8) && width <= MOST_LANES_WIDTH ? 'lanes' : 'rows';
  }
  return traits.maxInvocations >= TILE && width <= MOST_WIDTH && tokensInTile(traits, width) >= CHUNK ? 'tile' : 'plain';
}

/** Tokens whose two vectors (and two numbers) lie in workgroup memory together: at most 32, a power of 2. */
function tokensInTile(traits: DeviceTraits, width: number): number {
  const fitting = Math.floor(traits.maxWorkgroupBytes / (32 * Math.ceil(width / 4) + 8));
  return Math.min(32, 2 ** Math.floor(Math.log2(Math.max(1, fitting))));
}

function sizeConstants({ samples, tokens, heads, width }: AttentionSizes) {
  return { SAMPLES: samples, TOKENS: tokens, HEADS: heads, WIDTH: width };
}

function scaleOf({ width }: AttentionSizes): number {
  return 1 / Math.sqrt(width);
}

/** One launch of a kernel that stores no scores. */
export function launchFused(variant: Exclude<AttentionVariant, 'plain'>, pass: FusedPass, sizes: AttentionSizes, traits: DeviceTraits, bind: Bind): Launch[] {
  const { rows, constants } = tilingOf(variant, pass, sizes, traits);
  return [{
    shader: shaders[pass][variant],
    constants: { ...sizeConstants(sizes), SCALE: scaleOf(sizes), ...constants },
    bind,
    workgroups: lineOf(sizes.samples * sizes.heads * Math.ceil(sizes.tokens / rows), 1),
  }];
}

/** Rows (or, for the gradient of keys and values, keys) that a workgroup makes, and the constants that say so. */
function tilingOf(variant: Exclude<AttentionVariant, 'plain'>, pass: FusedPass, { tokens, width }: AttentionSizes, traits: DeviceTraits): { rows: number; constants: Record<string, number> } {
  const { subgroupSize: lanes = 8 } = traits;
  const tile = tokens <= 32 ? 32 : TILE;
  switch (variant) {
    case 'rows': return { rows: ROWS_WORKGROUP, constants: {} };
    case 'lanes': return { rows: LANES_ROWS * lanes, constants: { LANES: lanes } };
    case 'tile': return { rows: tile, constants: { TILE: tile, [pass === 'keyValue' ? 'ROWS' : 'KEYS']: tokensInTile(traits, width) } };
  }
}

function weightedSum(sizes: AttentionSizes, weights: Tensor, x: Tensor, out: Tensor, transpose: boolean): Launch {
  const { samples, tokens, heads, width } = sizes;
  return {
    shader: weightedSumShader, constants: { ...sizeConstants(sizes), TRANSPOSE: transpose },
    bind: { weights, x, out }, workgroups: lineOf(samples * tokens * heads * width),
  };
}

function allScores(sizes: AttentionSizes, q: Tensor, k: Tensor, scores: Tensor): Launch {
  const { samples, tokens, heads } = sizes;
  return {
    shader: scoresShader, constants: { ...sizeConstants(sizes), SCALE: scaleOf(sizes) },
    bind: { q, k, scores }, workgroups: lineOf(samples * heads * tokens * tokens),
  };
}

/** Scores, softmax, weighted sum: three launches with the scores stored between them. */
export function launchPlainForward(sizes: AttentionSizes, scratch: Scratch, { q, k, v, out, logSums }: Record<'q' | 'k' | 'v' | 'out' | 'logSums', Tensor>): Launch[] {
  const { samples, tokens, heads } = sizes;
  const scores = scratch([samples, heads, tokens, tokens]);
  const rows = samples * heads * tokens;
  return [
    allScores(sizes, q, k, scores),
    { shader: softmaxShader, constants: { ROWS: rows, TOKENS: tokens }, bind: { probabilities: scores, row_log_sum: logSums }, workgroups: lineOf(rows) },
    weightedSum(sizes, scores, v, out, false),
  ];
}

/** What a plain gradient is made of: the saved values, and which of the three gradients are wanted. */
interface PlainGradients extends Record<'q' | 'k' | 'v' | 'logSums' | 'rowDots' | 'gradient', Tensor> {
  readonly dQ?: Tensor;
  readonly dK?: Tensor;
  readonly dV?: Tensor;
}

/** Scores and their gradients stored, then a weighted sum for each gradient. */
export function launchPlainGradients(sizes: AttentionSizes, scratch: Scratch, { q, k, v, logSums, rowDots, gradient, dQ, dK, dV }: PlainGradients): Launch[] {
  const { samples, tokens, heads } = sizes;
  const matrix = [samples, heads, tokens, tokens];
  const [probabilities, dScores] = [scratch(matrix), scratch(matrix)];
  return [
    allScores(sizes, q, k, probabilities),
    {
      shader: scoreGradientsShader, constants: { ...sizeConstants(sizes), SCALE: scaleOf(sizes) },
      bind: { v, row_log_sum: logSums, row_dot: rowDots, d_out: gradient, probabilities, d_scores: dScores },
      workgroups: lineOf(samples * heads * tokens * tokens),
    },
    ...(dQ ? [weightedSum(sizes, dScores, k, dQ, false)] : []),
    ...(dK ? [weightedSum(sizes, dScores, q, dK, true)] : []),
    ...(dV ? [weightedSum(sizes, probabilities, gradient, dV, true)] : []),
  ];
}
