import channelGradientsCode from '../../shaders/group_norm/channel_gradients.wgsl?raw';
import channelMomentsCode from '../../shaders/group_norm/channel_moments.wgsl?raw';
import inputGradientCode from '../../shaders/group_norm/input_gradient.wgsl?raw';
import mergeGradientsCode from '../../shaders/group_norm/merge_gradients.wgsl?raw';
import mergeMomentsCode from '../../shaders/group_norm/merge_moments.wgsl?raw';
import normaliseCode from '../../shaders/group_norm/normalise.wgsl?raw';
import wholeCode from '../../shaders/group_norm/whole.wgsl?raw';
import wholeBackwardCode from '../../shaders/group_norm/whole_backward.wgsl?raw';
import type { Shader } from '../gpu/shader.ts';
import { passBackUnchanged } from './add.ts';
import { at, type DeviceTraits, elements, expectShape, type Launch, lineOf, type Operation, type Shape } from './operation.ts';
import { passBack } from './passBack.ts';
import { sumRows } from './reduce.ts';

const shaders = {
  channelGradients: { name: 'group_norm/channel_gradients', code: channelGradientsCode },
  channelMoments: { name: 'group_norm/channel_moments', code: channelMomentsCode },
  inputGradient: { name: 'group_norm/input_gradient', code: inputGradientCode },
  mergeGradients: { name: 'group_norm/merge_gradients', code: mergeGradientsCode },
  mergeMoments: { name: 'group_norm/merge_moments', code: mergeMomentsCode },
  normalise: { name: 'group_norm/normalise', code: normaliseCode },
  whole: { name: 'group_norm/whole', code: wholeCode },
  wholeBackward: { name: 'group_norm/whole_backward', code: wholeBackwardCode },
} as const satisfies Record<string, Shader>;

export interface GroupNormAttributes {
  /** Divides the channels. */
  readonly groups: number;
  /** Added to the variance; positive. */
  readonly epsilon: number;
  /** Whether SiLU follows, in the same kernel. */
  readonly silu: boolean;
}

/** Pixels that a thread of the first stage sums at least, and parts that the second stage adds at most. */
const LEAST_PART_PIXELS = 32;
const MOST_PARTS = 64;
/** Threads of a workgroup that makes whole groups. */
const THREADS = 256;
/** Channels side by side that fill a transfer of memory: 64 bytes. */
const FULL_TRANSFER = 16;
/** Pixels that a thread of the last stage makes: what it fetches once is shared by as many; GPUs want more threads than CPUs. */
const STRIP = 8;
const SOFTWARE_STRIP = 64;
/** Elements that a workgroup of whole groups goes over at most: 64 a thread. Beyond, three launches with more threads cost less. */
const MOST_WHOLE = 64 * THREADS;

/**
 * How a normalisation is launched: `slab` groups to a workgroup in one launch, or (slab null) in three with the pixels
 * cut into parts. Software adapters always take the latter, which needs no barrier.
 */
export function groupNormPlan(traits: DeviceTraits, shape: Shape, groups: number) {
  const [samples, channels] = [at(shape, 0), at(shape, shape.length - 1)];
  const pixels = elements(shape) / (samples * channels);
  const width = channels / groups;
  const divisors = Array.from({ length: groups }, (_, index) => index + 1).filter((size) => groups % size === 0 && size * width <= THREADS);
  const fitting = divisors.find((size) => size * width >= FULL_TRANSFER) ?? divisors.at(-1) ?? null;
  const allowed = !traits.software && traits.maxInvocations >= THREADS && fitting !== null && pixels * fitting * width <= MOST_WHOLE;
  const partPixels = Math.max(LEAST_PART_PIXELS, Math.ceil(Math.sqrt(pixels)), Math.ceil(pixels / MOST_PARTS));
  return { samples, channels, pixels, slab: allowed ? fitting : null, partPixels, parts: Math.ceil(pixels / partPixels), lanes: traits.software ? 1 : 32, strip: traits.software ? SOFTWARE_STRIP : STRIP };
}

/**
 * Group normalisation (Wu and He 2018) over all pixels and the channels of a group, per sample. Inputs: x [N, ..., C],
 * scale [C], shift [C]. Outputs: out as x, and for the backward pass the moments [N, groups, 2]: mean and reciprocal
 * standard deviation.
 */
export const groupNorm: Operation<GroupNormAttributes> = {
  name: 'groupNorm',
  halves: [0],

  infer(inputs, attributes) {
    const { shape } = at(inputs, 0);
    const { groups, epsilon } = attributes;
    const channels = shape.at(-1) ?? 0;
    if (shape.length < 2) throw new Error(`groupNorm: x has shape [${shape.join(', ')}], but [N, ..., C] is wanted, samples first and channels last.`);
    if (!(Number.isInteger(groups) && groups >= 1 && channels % groups === 0)) {
      throw new Error(`groupNorm: ${channels} channels cannot be cut into ${groups} groups of one size. Choose a number of groups that divides the channels.`);
    }
    if (!(epsilon > 0 && Number.isFinite(epsilon))) throw new Error(`groupNorm: epsilon is ${epsilon}, but it must be positive, e.g. 1e-5.`);
    expectShape('groupNorm', 'scale', at(inputs, 1).shape, [channels]);
    expectShape('groupNorm', 'shift', at(inputs, 2).shape, [channels]);
    return [{ shape, type: 'f32' }, { shape: [at(shape, 0), groups, 2], type: 'f32' }];
  },

  launch({ inputs, outputs, attributes: { groups, epsilon, silu }, traits, scratch }): Launch[] {
    const [x, scale, shift, out, moments] = [at(inputs, 0), at(inputs, 1), at(inputs, 2), at(outputs, 0), at(outputs, 1)];
    const { samples, channels, pixels, slab, parts, partPixels, lanes, strip } = groupNormPlan(traits, x.shape, groups);
    const size = { SAMPLES: samples, PIXELS: pixels, CHANNELS: channels };
    if (slab !== null) {
      return [{
        shader: shaders.whole, constants: { ...size, GROUPS: groups, SLAB: slab, EPSILON: epsilon, SILU: silu },
        bind: { x, scale, shift, out, moments }, workgroups: lineOf(samples * groups / slab, 1),
      }];
    }
    const partial = scratch([samples, parts, channels, 2]);
    const cut = { PARTS: parts, PART_PIXELS: partPixels };
    return [
      { shader: shaders.channelMoments, constants: { ...size, ...cut }, bind: { x, partial }, workgroups: lineOf(samples * parts * channels) },
      {
        shader: shaders.mergeMoments, constants: { ...size, ...cut, GROUPS: groups, EPSILON: epsilon, LANES: lanes },
        bind: { partial, moments }, workgroups: lineOf(samples * groups, 1),
      },
      {
        shader: shaders.normalise, constants: { ...size, GROUPS: groups, STRIP: strip, SILU: silu },
        bind: { x, scale, shift, moments, out }, workgroups: lineOf(samples * Math.ceil(pixels / strip) * channels),
      },
    ];
  },

  gradient(context) {
    const [x, scale, shift, moments, gradient] = [at(context.inputs, 0), at(context.inputs, 1), at(context.inputs, 2), at(context.outputs, 1), at(context.gradients, 0)];
    if (!gradient) return [null, null, null];
    const [dX, scaleRows, shiftRows] = context.apply(groupNormBackward, [x, scale, shift, moments, gradient], context.attributes);
    if (!dX || !scaleRows || !shiftRows) throw new Error('groupNormBackward makes three outputs.');
    return [
      context.wants(x) ? passBackUnchanged(context, x, dX) : null,
      passBack(context, scale, sumRows, [scaleRows], null),
      passBack(context, shift, sumRows, [shiftRows], null),
    ];
  },
};

/**
 * Inputs: x, scale, shift, the moments, d_out. Outputs: d_x, and what each sample adds to the gradients of scale and
 * shift, [N, C] both. The normalised value is made again from x.
 */
export const groupNormBackward: Operation<GroupNormAttributes> = {
  name: 'groupNormBackward',
  halves: [],

  infer(inputs) {
    const [x, gradient] = [at(inputs, 0), at(inputs, 4)];
    expectShape('groupNormBackward', 'd_out', gradient.shape, x.shape);
    const rows = [at(x.shape, 0), at(x.shape, x.shape.length - 1)];
    return [{ shape: x.shape, type: 'f32' }, { shape: rows, type: 'f32' }, { shape: rows, type: 'f32' }];
  },

  launch({ inputs, outputs, attributes: { groups, silu }, traits, scratch }): Launch[] {
    const [x, scale, shift, moments, gradient] = [at(inputs, 0), at(inputs, 1), at(inputs, 2), at(inputs, 3), at(inputs, 4)];
    const [dX, scaleRows, shiftRows] = [at(outputs, 0), at(outputs, 1), at(outputs, 2)];
    const { samples, channels, pixels, slab, parts, partPixels, lanes, strip } = groupNormPlan(traits, x.shape, groups);
    const size = { SAMPLES: samples, CHANNELS: channels, GROUPS: groups };
    const saved = { x, scale, shift, moments, d_out: gradient };
    const rows = { d_scale: scaleRows, d_shift: shiftRows };
    if (slab !== null) {
      return [{
        shader: shaders.wholeBackward, constants: { ...size, PIXELS: pixels, SLAB: slab, SILU: silu },
        bind: { ...saved, ...rows, d_x: dX }, workgroups: lineOf(samples * groups / slab, 1),
      }];
    }
    const partial = scratch([samples, parts, channels, 2]);
    const sums = scratch([samples, groups, 2]);
    return [
      {
        shader: shaders.channelGradients, constants: { ...size, PIXELS: pixels, PARTS: parts, PART_PIXELS: partPixels, SILU: silu },
        bind: { ...saved, partial }, workgroups: lineOf(samples * parts * channels),
      },
      {
        shader: shaders.mergeGradients, constants: { ...size, PARTS: parts, LANES: lanes },
        bind: { partial, scale, ...rows, group_sums: sums }, workgroups: lineOf(samples * groups, 1),
      },
      {
        shader: shaders.inputGradient, constants: { ...size, PIXELS: pixels, STRIP: strip, SILU: silu },
        bind: { ...saved, group_sums: sums, d_x: dX }, workgroups: lineOf(samples * Math.ceil(pixels / strip) * channels),
      },
    ];
  },

  gradient: 'second derivatives are not needed by any training step here.',
};
