import lanesCode from '../../shaders/conv2d/weight_lanes.wgsl?raw';
import plainCode from '../../shaders/conv2d/weight_plain.wgsl?raw';
import rowsCode from '../../shaders/conv2d/weight_rows.wgsl?raw';
import tiledCode from '../../shaders/conv2d/weight_tiled.wgsl?raw';
import type { Shader } from '../gpu/shader.ts';
import { forwardBorder, NO_BORDER, padImages, type Scratch, upToFour } from './conv2dBorder.ts';
import { type Conv2dSizes, isPointwise } from './conv2dGeometry.ts';
import { chooseVariant, launchProduct } from './matmulVariants.ts';
import { type DeviceTraits, elements, type Launch, type Tensor, WORKGROUP } from './operation.ts';
import { addParts } from './reduce.ts';

const shaders = {
  lanes: { name: 'conv2d/weight_lanes', code: lanesCode },
  plain: { name: 'conv2d/weight_plain', code: plainCode },
  rows: { name: 'conv2d/weight_rows', code: rowsCode },
  tiled: { name: 'conv2d/weight_tiled', code: tiledCode },
} as const satisfies Record<string, Shader>;

/** One weight gradient to launch. */
export interface WeightPass {
  readonly x: Tensor;
  /** d_out. */
  readonly gradient: Tensor;
  readonly out: Tensor;
  readonly accumulates: boolean;
  readonly sizes: Conv2dSizes;
}

export type WeightVariant = keyof typeof shaders | 'matmul';

/** The kernels for a weight gradient on a device, for the same reasons as in chooseGather. */
export function chooseWeightVariant(traits: DeviceTraits, { sizes }: WeightPass): WeightVariant {
  const { channels, outChannels } = sizes;
  if (isPointwise(sizes)) return 'matmul';
  if (traits.software) {
    if ((traits.subgroupSize === 4 || traits.subgroupSize === 8) && sizes.stride === 1 && outChannels % 16 === 0) return 'lanes';
    return outChannels % 8 === 0 ? 'rows' : 'plain';
  }
  const tilesFit = traits.maxInvocations >= 256 && traits.maxWorkgroupBytes >= TILED_BYTES;
  return tilesFit && channels % 4 === 0 && outChannels % 4 === 0 && Math.min(channels, outChannels) >= 16 ? 'tiled' : 'plain';
}

/** As in weight_tiled.wgsl, for tiles of 64. */
const TILED_BYTES = 2 * 256 * 16;
/** Threads that keep a common GPU busy; a software adapter needs no more than a few for each core. */
const BUSY_THREADS = 32768;
const BUSY_SOFTWARE_THREADS = 512;
/** Pixels that a part sums at least: below, adding the parts costs more than it saves. */
const LEAST_PART_PIXELS = 64;
const LEAST_SOFTWARE_PART_PIXELS = 1024;

/** The launches of one variant. @throws nothing: chooseWeightVariant, or the test that forces a variant, answers for the shape. */
export function launchWeightGradient(variant: WeightVariant, pass: WeightPass, traits: DeviceTraits, scratch: Scratch): Launch[] {
  switch (variant) {
    case 'matmul': return launchPointwise(pass, traits, scratch);
    case 'plain': return launchPlain(pass, traits, scratch);
    case 'lanes': return launchLanes(pass, traits, scratch);
    case 'rows': return launchRows(pass, traits, scratch);
    case 'tiled': return launchTiled(pass, traits, scratch);
  }
}

function launchPointwise({ x, gradient, out, accumulates, sizes }: WeightPass, traits: DeviceTraits, scratch: Scratch): Launch[] {
  const rows = sizes.batch * sizes.height * sizes.width;
  const product = { a: x, b: gradient, bias: null, out, transposeA: true, transposeB: false, accumulates, m: sizes.channels, n: sizes.outChannels, k: rows };
  return launchProduct(chooseVariant(traits, product), product, traits, scratch);
}

/** Parts of the sum over pixels, and the pixels of each, a multiple of `unit`. */
function cut(sizes: Conv2dSizes, threads: number, unit: number, { software }: DeviceTraits): { parts: number; length: number } {
  const pixels = sizes.batch * sizes.outHeight * sizes.outWidth;
  const wanted = Math.ceil((software ? BUSY_SOFTWARE_THREADS : BUSY_THREADS) / threads);
  const most = Math.floor(pixels / (software ? LEAST_SOFTWARE_PART_PIXELS : LEAST_PART_PIXELS));
  const length = Math.ceil(pixels / Math.max(1, Math.min(wanted, most)) / unit) * unit;
  return { parts: Math.ceil(pixels / length), length };
}

function launchPlain(pass: WeightPass, traits: DeviceTraits, scratch: Scratch): Launch[] {
  const { sizes, out } = pass;
  const { parts, length } = cut(sizes, elements(out.shape), sizes.outWidth, traits);
  const constants = { ...imageConstants(sizes, sizes.height, sizes.width), KERNEL: sizes.kernel, STRIDE: sizes.stride, IN_C: sizes.channels, PAD: sizes.before, PART_ROWS: length / sizes.outWidth };
  return inParts(pass, parts, shaders.plain, constants, [Math.ceil(elements(out.shape) / WORKGROUP), parts, 1], pass.x, scratch);
}

/** A thread of weight_lanes.wgsl makes the taps of a row of the kernel, and is one of a subgroup. */
function launchLanes(pass: WeightPass, traits: DeviceTraits, scratch: Scratch): Launch[] {
  const { batch, height, width, channels, outChannels, outWidth, kernel, before } = pass.sizes;
  const { subgroupSize: lanes = 8 } = traits;
  const { padded, launches } = padImages(pass.x, { images: batch, height, width, channels }, NO_BORDER, NO_BORDER, scratch);
  const across = kernel * (upToFour(channels) / 4);
  const { parts, length } = cut(pass.sizes, across * (outChannels / 16), outWidth, traits);
  const constants = { ...imageConstants(pass.sizes, height, width), IN_C: channels, IN_C4: upToFour(channels) / 4, BEFORE: before, PART_ROWS: length / outWidth, LANES: lanes };
  return [...launches, ...inParts(pass, parts, shaders.lanes, constants, [Math.ceil(across / lanes), outChannels / 16, parts], padded, scratch)];
}

/** Of weight_rows.wgsl. */
const ROWS_WORKGROUP = 8;

function launchRows(pass: WeightPass, traits: DeviceTraits, scratch: Scratch): Launch[] {
  const { channels, outChannels, outWidth, kernel, stride } = pass.sizes;
  const { padded, height, width, launches } = borderFor(pass, scratch);
  const across = kernel ** 2 * (upToFour(channels) / 4);
  const { parts, length } = cut(pass.sizes, across * (outChannels / 8), outWidth, traits);
  const constants = { ...imageConstants(pass.sizes, height, width), KERNEL: kernel, STRIDE: stride, IN_C: channels, IN_C4: upToFour(channels) / 4, PART_ROWS: length / outWidth };
  return [...launches, ...inParts(pass, parts, shaders.rows, constants, [Math.ceil(across / ROWS_WORKGROUP), outChannels / 8, parts], padded, scratch)];
}

/** x with the border that its taps need. */
function borderFor({ x, sizes }: WeightPass, scratch: Scratch): ReturnType<typeof padImages> {
  const { batch, height, width, channels, outHeight, outWidth } = sizes;
  return padImages(x, { images: batch, height, width, channels }, forwardBorder(sizes, height, outHeight), forwardBorder(sizes, width, outWidth), scratch);
}

function launchTiled(pass: WeightPass, traits: DeviceTraits, scratch: Scratch): Launch[] {
  const { sizes } = pass;
  const tile = Math.min(sizes.channels, sizes.outChannels) <= 32 ? 32 : 64;
  const [across, down] = [Math.ceil(sizes.outChannels / tile), Math.ceil(sizes.channels / tile) * sizes.kernel ** 2];
  const { parts, length } = cut(sizes, across * down * (tile / 4) ** 2, tile / 4, traits);
  const constants = { ...imageConstants(sizes, sizes.height, sizes.width), KERNEL: sizes.kernel, STRIDE: sizes.stride, IN_C: sizes.channels, PAD: sizes.before, PART_PIXELS: length, TILE: tile };
  return inParts(pass, parts, shaders.tiled, constants, [across, down, parts], pass.x, scratch);
}

function imageConstants({ batch, outHeight, outWidth, outChannels }: Conv2dSizes, height: number, width: number): Record<string, number> {
  return { N: batch, IN_H: height, IN_W: width, OUT_H: outHeight, OUT_W: outWidth, OUT_C: outChannels };
}

/** The launch into the gradient itself, or into parts and their sum. */
function inParts({ gradient, out, accumulates }: WeightPass, parts: number, shader: Shader, constants: Record<string, number>, workgroups: Launch['workgroups'], x: Tensor, scratch: Scratch): Launch[] {
  const partial = parts === 1 ? out : scratch([parts, ...out.shape]);
  const first: Launch = { shader, constants: { ...constants, PARTS: parts, ACCUMULATES: parts === 1 && accumulates }, bind: { x, d_out: gradient, partial }, workgroups };
  return parts === 1 ? [first] : [first, addParts(partial, parts, out, accumulates)];
}
