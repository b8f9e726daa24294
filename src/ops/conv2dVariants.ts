import lanesCode from '../../shaders/conv2d/lanes.wgsl?raw';
import plainCode from '../../shaders/conv2d/plain.wgsl?raw';
import rowsCode from '../../shaders/conv2d/rows.wgsl?raw';
import swapCode from '../../shaders/conv2d/swap.wgsl?raw';
import tiledCode from '../../shaders/conv2d/tiled.wgsl?raw';
import type { Shader } from '../gpu/shader.ts';
import { forwardBorder, padImages, type Scratch, transposedBorder, upToFour } from './conv2dBorder.ts';
import { type Conv2dSizes, isPointwise } from './conv2dGeometry.ts';
import { chooseVariant, launchProduct } from './matmulVariants.ts';
import { type DeviceTraits, elements, type Launch, lineOf, type Tensor } from './operation.ts';
import { addParts } from './reduce.ts';

const swapShader: Shader = { name: 'conv2d/swap', code: swapCode };
const shaders = {
  lanes: { name: 'conv2d/lanes', code: lanesCode },
  plain: { name: 'conv2d/plain', code: plainCode },
  rows: { name: 'conv2d/rows', code: rowsCode },
  tiled: { name: 'conv2d/tiled', code: tiledCode },
} as const satisfies Record<string, Shader>;

/** One gather to launch: the convolution of x, or with `transposed` the gradient of its input from x = d_out. */
export interface Gather {
  readonly x: Tensor;
  readonly weight: Tensor;
  /** [O]; forward only. */
  readonly bias: Tensor | null;
  readonly out: Tensor;
  readonly transposed: boolean;
  readonly accumulates: boolean;
  /** Of the convolution, also where `transposed`. */
  readonly sizes: Conv2dSizes;
}

export type GatherVariant = keyof typeof shaders | 'matmul';

/**
 * The kernels for a gather on a device. 1 x 1 taps at stride 1 are a matrix product.
 *
 * Software adapters: rows, where 8 divides the channels written. [16, 16, 16, 32] to 32 channels in GFLOP/s per second of
 * processor time, forward / input gradient / weight gradient: Mesa llvmpipe plain 0.6 / 0.6 / 0.9, tiled 2.0 / 1.9 / 2.0,
 * rows 5.3 / 5.2 / 6.0; SwiftShader 0.2 / 0.2 / 0.2, 0.3 / 0.3 / 0.3, 1.0 / 1.0 / 1.0. With subgroups lanes, for
 * 3 x 3 taps at stride 1 where 16 divides the channels written: of [32, 16, 16, 64] to 64 channels, llvmpipe rows
 * 5.6 / 5.6 / 7.8, lanes 18 / 18 / 21; SwiftShader rows 1.1 / 1.0 / 1.0, lanes 1.9 / 1.8 / 1.9.
 *
 * Hardware: tiles where 4 divides both kinds of channels, which every inner layer of a U-Net has, and fills a good part
 * of a tile; else (the first and the last layer) one thread an element, whose sums are short or whose outputs are few.
 */
export function chooseGather(traits: DeviceTraits, { transposed, sizes }: Gather): GatherVariant {
  if (isPointwise(sizes)) return 'matmul';
  const { read, written } = channelsOf(sizes, transposed);
  if (traits.software) {
    if (lanesFit(traits, sizes, transposed)) return 'lanes';
    return written % 8 === 0 ? 'rows' : 'plain';
  }
  const tilesFit = traits.maxInvocations >= 256 && traits.maxWorkgroupBytes >= TILED_BYTES;
  return tilesFit && read % 4 === 0 && written % 4 === 0 && written >= 16 && read >= 8 ? 'tiled' : 'plain';
}

/** The launches of one variant. @throws nothing: chooseGather, or the test that forces a variant, answers for the shape. */
export function launchGather(variant: GatherVariant, gather: Gather, traits: DeviceTraits, scratch: Scratch): Launch[] {
  switch (variant) {
    case 'matmul': return launchPointwise(gather, traits, scratch);
    case 'plain': return launchPlain(gather);
    case 'lanes': return launchLanes(gather, traits, scratch);
    case 'rows': return launchRows(gather, scratch);
    case 'tiled': return launchTiled(gather, scratch);
  }
}

function channelsOf({ channels, outChannels }: Conv2dSizes, transposed: boolean): { read: number; written: number } {
  return transposed ? { read: outChannels, written: channels } : { read: channels, written: outChannels };
}

/** The images read and written, [height, width]. */
function imagesOf({ height, width, outHeight, outWidth }: Conv2dSizes, transposed: boolean): { read: readonly [number, number]; written: readonly [number, number] } {
  return transposed ? { read: [outHeight, outWidth], written: [height, width] } : { read: [height, width], written: [outHeight, outWidth] };
}

/** Every declared buffer must be bound; the weight stands in for a bias that is never read. */
function bindings({ x, weight, bias, out }: Gather): Record<'x' | 'weight' | 'bias' | 'out', Tensor> {
  return { x, weight, bias: bias ?? weight, out };
}

function launchPointwise({ x, weight, bias, out, transposed, accumulates, sizes }: Gather, traits: DeviceTraits, scratch: Scratch): Launch[] {
  const { read, written } = channelsOf(sizes, transposed);
  const rows = sizes.batch * sizes.height * sizes.width;
  const product = { a: x, b: weight, bias, out, transposeA: false, transposeB: transposed, accumulates, m: rows, n: written, k: read };
  return launchProduct(chooseVariant(traits, product), product, traits, scratch);
}

function launchPlain(gather: Gather): Launch[] {
  const { bias, out, transposed, accumulates, sizes } = gather;
  const { read, written } = channelsOf(sizes, transposed);
  const images = imagesOf(sizes, transposed);
  return [{
    shader: shaders.plain,
    constants: {
      N: sizes.batch, IN_H: images.read[0], IN_W: images.read[1], IN_C: read, OUT_H: images.written[0], OUT_W: images.written[1], OUT_C: written,
      KERNEL: sizes.kernel, STRIDE: sizes.stride, PAD: sizes.before, TRANSPOSED: transposed, BIAS: bias !== null, ACCUMULATES: accumulates,
    },
    bind: bindings(gather),
    workgroups: lineOf(elements(out.shape)),
  }];
}

function lanesFit({ subgroupSize }: DeviceTraits, sizes: Conv2dSizes, transposed: boolean): boolean {
  if (subgroupSize !== 4 && subgroupSize !== 8) return false;
  return sizes.kernel === 3 && sizes.stride === 1 && channelsOf(sizes, transposed).written % 16 === 0 && lanesGroups(sizes, transposed, subgroupSize) <= MOST_WORKGROUPS;
}

/** Workgroups of lanes.wgsl along the pixels. */
function lanesGroups(sizes: Conv2dSizes, transposed: boolean, lanes: number): number {
  const [height, width] = imagesOf(sizes, transposed).written;
  return Math.ceil(sizes.batch * height * Math.ceil(width / 4) / lanes);
}

function launchLanes(gather: Gather, { subgroupSize: lanes = 8 }: DeviceTraits, scratch: Scratch): Launch[] {
  const { bias, transposed, accumulates, sizes } = gather;
  const { read, written } = channelsOf(sizes, transposed);
  const images = imagesOf(sizes, transposed);
  const border = transposed ? transposedBorder : forwardBorder;
  const weight = transposed ? swapChannels(gather.weight, sizes, true, scratch) : { swapped: gather.weight, launches: [] };
  return [...weight.launches, {
    shader: shaders.lanes,
    constants: {
      N: sizes.batch, IN_H: images.read[0], IN_W: images.read[1], IN_C: read, OUT_H: images.written[0], OUT_W: images.written[1], OUT_C: written,
      BEFORE: border(sizes, sizes.height, sizes.outHeight).before, BIAS: bias !== null, ACCUMULATES: accumulates, LANES: lanes,
    },
    bind: bindings({ ...gather, weight: weight.swapped }),
    workgroups: [lanesGroups(sizes, transposed, lanes), written / 16, 1],
  }];
}

/** x with the border that its gather needs. */
function borderFor({ x, transposed, sizes }: Gather, scratch: Scratch): ReturnType<typeof padImages> {
  const { read } = channelsOf(sizes, transposed);
  const [height, width] = imagesOf(sizes, transposed).read;
  const border = transposed ? transposedBorder : forwardBorder;
  return padImages(x, { images: sizes.batch, height, width, channels: read }, border(sizes, sizes.height, sizes.outHeight), border(sizes, sizes.width, sizes.outWidth), scratch);
}

/** Of rows.wgsl: threads a workgroup, each of 4 pixels. */
const ROWS_WORKGROUP = 32;

function launchRows(gather: Gather, scratch: Scratch): Launch[] {
  const { bias, transposed, accumulates, sizes } = gather;
  const { read, written } = channelsOf(sizes, transposed);
  const images = imagesOf(sizes, transposed);
  const bordered = borderFor(gather, scratch);
  const weight = transposed ? swapChannels(gather.weight, sizes, false, scratch) : { swapped: gather.weight, launches: [] };
  const phases = transposed ? sizes.stride : 1;
  // Of the largest phase, in groups of 4 pixels along a row.
  const quads = sizes.batch * Math.ceil(images.written[0] / phases) * Math.ceil(images.written[1] / phases / 4);
  return [...bordered.launches, ...weight.launches, {
    shader: shaders.rows,
    constants: {
      N: sizes.batch, IN_H: bordered.height, IN_W: bordered.width, X_C: upToFour(read), IN_C: read,
      OUT_H: images.written[0], OUT_W: images.written[1], OUT_C: written, KERNEL: sizes.kernel,
      STEP: phases, READ_STEP: sizes.stride / phases, SHIFT: shiftOf(sizes), TRANSPOSED: transposed, BIAS: bias !== null, ACCUMULATES: accumulates,
    },
    bind: { ...bindings({ ...gather, weight: weight.swapped }), x: bordered.padded },
    workgroups: [Math.ceil(quads / ROWS_WORKGROUP), written / 8, phases ** 2],
  }];
}

function swapChannels(weight: Tensor, { kernel, channels, outChannels }: Conv2dSizes, turned: boolean, scratch: Scratch): { swapped: Tensor; launches: Launch[] } {
  const swapped = scratch([kernel, kernel, outChannels, channels]);
  const constants = { TAPS: kernel ** 2, C: channels, O: outChannels, TURNED: turned };
  return { swapped, launches: [{ shader: swapShader, constants, bind: { weight, out: swapped }, workgroups: lineOf(elements(swapped.shape)) }] };
}

/** As in tiled.wgsl, for tiles of 64. */
const TILED_BYTES = 16 * (64 * 4 + 64 * 5);
/** Threads that keep a common GPU busy. */
const BUSY_THREADS = 32768;
/** Parts of a sum over 9 taps at most: 3 taps each. */
const MOST_PARTS = 3;
const MOST_WORKGROUPS = 65535;

function launchTiled(gather: Gather, scratch: Scratch): Launch[] {
  const { out, bias, transposed, accumulates, sizes } = gather;
  const { read, written } = channelsOf(sizes, transposed);
  const images = imagesOf(sizes, transposed);
  const phases = transposed ? sizes.stride : 1;
  const pixels = sizes.batch * Math.ceil(images.written[0] / phases) * Math.ceil(images.written[1] / phases);
  const threads = (tile: number): number => Math.ceil(written / tile) * Math.ceil(pixels / tile) * phases ** 2 * (tile / 4) ** 2;
  // Small tiles where large ones would be half empty, or too few to keep the device busy.
  const tile = (written <= 32 || threads(64) < BUSY_THREADS) && pixels <= 32 * MOST_WORKGROUPS ? 32 : 64;
  // Phases differ in their taps, so they are not cut; there are enough of them.
  const taps = sizes.kernel ** 2;
  const partTaps = phases > 1 ? taps : Math.ceil(taps / Math.min(MOST_PARTS, Math.ceil(BUSY_THREADS / threads(tile))));
  const parts = Math.ceil(taps / partTaps);
  const target = parts === 1 ? out : scratch([parts, ...out.shape]);
  const launch: Launch = {
    shader: shaders.tiled,
    constants: {
      N: sizes.batch, IN_H: images.read[0], IN_W: images.read[1], IN_C: read, OUT_H: images.written[0], OUT_W: images.written[1], OUT_C: written,
      KERNEL: sizes.kernel, STRIDE: sizes.stride, PAD: sizes.before, STEP: phases, TRANSPOSED: transposed, BIAS: bias !== null,
      ACCUMULATES: parts === 1 && accumulates, PARTS: parts, PART_TAPS: partTaps, TILE: tile,
    },
    bind: { ...bindings(gather), out: target },
    workgroups: [Math.ceil(written / tile), Math.ceil(pixels / tile), parts * phases ** 2],
  };
  return parts === 1 ? [launch] : [launch, addParts(target, parts, out, accumulates)];
}

/** With d_out's border before it, tap k of place y reads (y + SHIFT - k) / stride. */
function shiftOf(sizes: Conv2dSizes): number {
  return sizes.before + sizes.stride * transposedBorder(sizes, sizes.height, sizes.outHeight).before;
}
