import forwardCode from '../../shaders/add_rows/forward.wgsl?raw';
import quadsCode from '../../shaders/add_rows/quads.wgsl?raw';
import rowsCode from '../../shaders/reduce/rows.wgsl?raw';
import type { Shader } from '../gpu/shader.ts';
import { passBackUnchanged } from './add.ts';
import { at, elements, expectShape, type Launch, lineOf, type Operation, type Shape, type Tensor } from './operation.ts';
import { passBack } from './passBack.ts';

const forwardShader: Shader = { name: 'add_rows/forward', code: forwardCode };
const quadsShader: Shader = { name: 'add_rows/quads', code: quadsCode };
const rowsShader: Shader = { name: 'reduce/rows', code: rowsCode };

/** @throws a sentence when the shape is not [N, ..., C]. */
function imageSizes(operation: string, shape: Shape): { samples: number; pixels: number; channels: number } {
  if (shape.length < 2) throw new Error(`${operation}: x has shape [${shape.join(', ')}], but [N, ..., C] is wanted, samples first and channels last.`);
  const [samples, channels] = [at(shape, 0), at(shape, shape.length - 1)];
  return { samples, channels, pixels: elements(shape) / (samples * channels) };
}

/** out = x [N, ..., C] + e [N, C], the same for all pixels of a sample: how a time embedding enters. */
export const addRows: Operation<null> = {
  name: 'addRows',
  halves: [0],

  infer(inputs) {
    const { shape } = at(inputs, 0);
    const { samples, channels } = imageSizes('addRows', shape);
    expectShape('addRows', 'e', at(inputs, 1).shape, [samples, channels]);
    return [{ shape, type: 'f32' }];
  },

  launch({ inputs, outputs, accumulates }) {
    const [x, e, out] = [at(inputs, 0), at(inputs, 1), at(outputs, 0)];
    const { samples, pixels, channels } = imageSizes('addRows', x.shape);
    const [bind, sizes] = [{ x, e, out }, { SAMPLES: samples, PIXELS: pixels, ACCUMULATES: accumulates }];
    if (channels % 4 === 0) return [{ shader: quadsShader, constants: { ...sizes, QUADS: channels / 4 }, bind, workgroups: lineOf(elements(x.shape) / 4) }];
    return [{ shader: forwardShader, constants: { ...sizes, CHANNELS: channels }, bind, workgroups: lineOf(elements(x.shape)) }];
  },

  gradient(context) {
    const [x, e, gradient] = [at(context.inputs, 0), at(context.inputs, 1), at(context.gradients, 0)];
    if (!gradient) return [null, null];
    return [context.wants(x) ? passBackUnchanged(context, x, gradient) : null, passBack(context, e, sumPixels, [gradient], null)];
  },
};

/** Pixels that one thread sums at least: below, the second launch costs more than it saves. */
const LEAST_PART = 32;

/** The divisor of `pixels` nearest above sqrt(pixels), so that neither stage is the long one: parts must not straddle samples. */
function partPixels(pixels: number): number {
  if (pixels <= 2 * LEAST_PART) return pixels;
  let part = Math.max(LEAST_PART, Math.ceil(Math.sqrt(pixels)));
  while (pixels % part !== 0) part += 1;
  return part;
}

/** Sum over the pixels of each sample, in fixed order: [N, ..., C] to [N, C]. */
export const sumPixels: Operation<null> = {
  name: 'sumPixels',

  infer(inputs) {
    const { samples, channels } = imageSizes('sumPixels', at(inputs, 0).shape);
    return [{ shape: [samples, channels], type: 'f32' }];
  },

  /** Sums over rows whose parts are the samples, or in two stages equal parts of them. */
  launch({ inputs, outputs, accumulates, scratch }) {
    const [x, out] = [at(inputs, 0), at(outputs, 0)];
    const { samples, pixels, channels } = imageSizes('sumPixels', x.shape);
    const part = partPixels(pixels);
    const parts = pixels / part;
    const stage = (from: Tensor, to: Tensor, perPart: number, made: number, adds: boolean): Launch => ({
      shader: rowsShader, constants: { ROWS: made * perPart, COLUMNS: channels, PARTS: made, PART_ROWS: perPart, ACCUMULATES: adds },
      bind: { x: from, out: to }, workgroups: lineOf(made * channels),
    });
    if (parts === 1) return [stage(x, out, pixels, samples, accumulates)];
    const partial = scratch([samples * parts, channels]);
    return [stage(x, partial, part, samples * parts, false), stage(partial, out, parts, samples, accumulates)];
  },

  gradient: 'it stands in backward passes only, and second derivatives are not taken.',
};
