import copy from '../../shaders/columns/copy.wgsl?raw';
import copyQuads from '../../shaders/columns/copy_quads.wgsl?raw';
import padCode from '../../shaders/columns/pad.wgsl?raw';
import type { Shader } from '../gpu/shader.ts';
import { at, elements, expectShape, type Launch, lineOf, type Operation, type Shape, type Tensor } from './operation.ts';
import { passBack } from './passBack.ts';

const copyShader: Shader = { name: 'columns/copy', code: copy };
const copyQuadsShader: Shader = { name: 'columns/copy_quads', code: copyQuads };
const padShader: Shader = { name: 'columns/pad', code: padCode };

function columns(shape: Shape): number {
  return at(shape, shape.length - 1);
}

function copyColumns(x: Tensor, xStart: number, out: Tensor, outStart: number, width: number, accumulates: boolean): Launch {
  const rows = elements(x.shape) / columns(x.shape);
  const inElements = { WIDTH: width, X_WIDTH: columns(x.shape), X_START: xStart, OUT_WIDTH: columns(out.shape), OUT_START: outStart };
  const whole = Object.values(inElements).every((count) => count % 4 === 0);
  const inQuads = Object.fromEntries(Object.entries(inElements).map(([name, count]) => [name, count / 4]));
  return {
    shader: whole ? copyQuadsShader : copyShader,
    constants: { ROWS: rows, ...(whole ? inQuads : inElements), ACCUMULATES: accumulates },
    bind: { x, out },
    workgroups: lineOf(rows * (whole ? width / 4 : width)),
  };
}

/** Joins any number of tensors [..., W_i], equal but for the last axis, along the last axis: [..., sum of W_i]. */
export const concat: Operation<null> = {
  name: 'concat',
  halves: [0],

  infer(inputs) {
    const leading = at(inputs, 0).shape.slice(0, -1);
    inputs.forEach((input, index) => expectShape('concat', `input ${index}`, input.shape, [...leading, columns(input.shape)]));
    return [{ shape: [...leading, inputs.reduce((sum, input) => sum + columns(input.shape), 0)], type: 'f32' }];
  },

  launch({ inputs, outputs, accumulates }) {
    const out = at(outputs, 0);
    return starts(inputs).map(({ input, start }) => copyColumns(input, 0, out, start, columns(input.shape), accumulates));
  },

  gradient(context) {
    const gradient = at(context.gradients, 0);
    return starts(context.inputs).map(({ input, start }) =>
      (gradient ? passBack(context, input, slice, [gradient], { start, width: columns(input.shape) }) : null));
  },
};

function starts(inputs: readonly Tensor[]): { input: Tensor; start: number }[] {
  let next = 0;
  return inputs.map((input) => {
    const start = next;
    next += columns(input.shape);
    return { input, start };
  });
}

export interface SliceAttributes {
  /** First column taken. */
  readonly start: number;
  /** Columns taken, at least 1. */
  readonly width: number;
}

/** Columns start to start + width - 1 of the last axis: [..., W] to [..., width]. */
export const slice: Operation<SliceAttributes> = {
  name: 'slice',
  halves: [0],

  infer(inputs, { start, width }) {
    const { shape } = at(inputs, 0);
    if (!(Number.isInteger(start) && Number.isInteger(width) && start >= 0 && width >= 1 && start + width <= columns(shape))) {
      throw new Error(`slice: columns ${start} to ${start + width - 1} do not lie in the last axis of [${shape.join(', ')}].`);
    }
    return [{ shape: [...shape.slice(0, -1), width], type: 'f32' }];
  },

  launch({ inputs, outputs, attributes, accumulates }) {
    return [copyColumns(at(inputs, 0), attributes.start, at(outputs, 0), 0, attributes.width, accumulates)];
  },

  gradient(context) {
    const [input, gradient] = [at(context.inputs, 0), at(context.gradients, 0)];
    if (!gradient) return [null];
    return [passBack(context, input, pad, [gradient], { start: context.attributes.start, width: columns(input.shape) })];
  },
};

export interface PadAttributes {
  /** Column of the output at which the input begins. */
  readonly start: number;
  /** Columns of the output. */
  readonly width: number;
}

/** The opposite of slice: the input's columns from column `start` on, zeros in the others: [..., W] to [..., width]. */
export const pad: Operation<PadAttributes> = {
  name: 'pad',
  halves: [0],

  infer(inputs, { start, width }) {
    const { shape } = at(inputs, 0);
    if (!(Number.isInteger(start) && Number.isInteger(width) && start >= 0 && start + columns(shape) <= width)) {
      throw new Error(`pad: ${columns(shape)} columns at column ${start} do not fit into ${width} columns.`);
    }
    return [{ shape: [...shape.slice(0, -1), width], type: 'f32' }];
  },

  launch({ inputs, outputs, attributes, accumulates }) {
    const [x, out] = [at(inputs, 0), at(outputs, 0)];
    const rows = elements(x.shape) / columns(x.shape);
    return [{
      shader: padShader,
      constants: { ROWS: rows, X_WIDTH: columns(x.shape), OUT_WIDTH: attributes.width, OUT_START: attributes.start, ACCUMULATES: accumulates },
      bind: { x, out },
      workgroups: lineOf(elements(out.shape)),
    }];
  },

  gradient(context) {
    const [input, gradient] = [at(context.inputs, 0), at(context.gradients, 0)];
    if (!gradient) return [null];
    return [passBack(context, input, slice, [gradient], { start: context.attributes.start, width: columns(input.shape) })];
  },
};
