import broadcastCode from '../../shaders/reduce/broadcast.wgsl?raw';
import partsCode from '../../shaders/reduce/parts.wgsl?raw';
import rowsCode from '../../shaders/reduce/rows.wgsl?raw';
import stridedCode from '../../shaders/reduce/strided.wgsl?raw';
import totalCode from '../../shaders/reduce/total.wgsl?raw';
import type { Shader } from '../gpu/shader.ts';
import { at, elements, type Launch, lineOf, type Operation, type Shape, type Tensor, WORKGROUP } from './operation.ts';
import { passBack } from './passBack.ts';

const broadcastShader: Shader = { name: 'reduce/broadcast', code: broadcastCode };
const partsShader: Shader = { name: 'reduce/parts', code: partsCode };
const rowsShader: Shader = { name: 'reduce/rows', code: rowsCode };
const stridedShader: Shader = { name: 'reduce/strided', code: stridedCode };
const totalShader: Shader = { name: 'reduce/total', code: totalCode };

/** The second stage of a sum cut into parts: `partial` [parts, ...out] to out, in fixed order. */
export function addParts(partial: Tensor, parts: number, out: Tensor, accumulates: boolean): Launch {
  const size = elements(out.shape);
  return { shader: partsShader, constants: { PARTS: parts, SIZE: size, ACCUMULATES: accumulates }, bind: { partial, out }, workgroups: lineOf(size) };
}

/** Rows that one thread sums at least: below, the second launch costs more than it saves. */
const LEAST_PART_ROWS = 32;
const MOST_PARTS = 64;

/** Sum over rows: [M, N] to [N]. Two stages where there are many rows; fixed order. */
export const sumRows: Operation<null> = {
  name: 'sumRows',

  infer(inputs) {
    const { shape } = at(inputs, 0);
    if (shape.length !== 2) throw new Error(`sumRows: the input has shape [${shape.join(', ')}], but a matrix [M, N] is wanted.`);
    return [{ shape: [at(shape, 1)], type: 'f32' }];
  },

  launch({ inputs, outputs, accumulates, scratch }) {
    const [x, out] = [at(inputs, 0), at(outputs, 0)];
    const [rows, columns] = [at(x.shape, 0), at(x.shape, 1)];
    // About as many parts as rows in a part, so that neither stage is the long one.
    const partRows = Math.max(LEAST_PART_ROWS, Math.ceil(Math.sqrt(rows)), Math.ceil(rows / MOST_PARTS));
    const parts = Math.ceil(rows / partRows);
    const target = parts === 1 ? out : scratch([parts, columns]);
    const first: Launch = {
      shader: rowsShader,
      constants: { ROWS: rows, COLUMNS: columns, PARTS: parts, PART_ROWS: partRows, ACCUMULATES: parts === 1 && accumulates },
      bind: { x, out: target },
      workgroups: lineOf(parts * columns),
    };
    return parts === 1 ? [first] : [first, addParts(target, parts, out, accumulates)];
  },

  gradient(context) {
    const [x, gradient] = [at(context.inputs, 0), at(context.gradients, 0)];
    return [gradient ? passBack(context, x, broadcast, [gradient], { shape: x.shape, scale: 1 }) : null];
  },
};

const MOST_TOTAL_PARTS = 4096;

/** Mean over all elements, of any shape: [1]. Fixed order. */
export const mean: Operation<null> = {
  name: 'mean',

  infer() {
    return [{ shape: [1], type: 'f32' }];
  },

  launch({ inputs, outputs, accumulates, scratch }) {
    const [x, out] = [at(inputs, 0), at(outputs, 0)];
    const size = elements(x.shape);
    const parts = Math.min(MOST_TOTAL_PARTS, Math.ceil(size / WORKGROUP));
    const total = (terms: Tensor, count: number): Launch => ({
      shader: totalShader,
      constants: { SIZE: count, SCALE: 1 / size, ACCUMULATES: accumulates },
      bind: { x: terms, out },
      workgroups: [1, 1, 1],
    });
    // One workgroup alone takes up to 16 elements a thread.
    if (parts <= 16) return [total(x, size)];
    const partial = scratch([parts]);
    return [
      { shader: stridedShader, constants: { SIZE: size, PARTS: parts }, bind: { x, partial }, workgroups: lineOf(parts) },
      total(partial, parts),
    ];
  },

  gradient(context) {
    const [x, gradient] = [at(context.inputs, 0), at(context.gradients, 0)];
    return [gradient ? passBack(context, x, broadcast, [gradient], { shape: x.shape, scale: 1 / elements(x.shape) }) : null];
  },
};

export interface BroadcastAttributes {
  /** Of the output; its last axes are those of the input. */
  readonly shape: Shape;
  readonly scale: number;
}

/** Repeats the input along new leading axes, times `scale`: [N] to [..., N], or [1] to any shape. */
export const broadcast: Operation<BroadcastAttributes> = {
  name: 'broadcast',

  infer(inputs, { shape }) {
    const x = at(inputs, 0);
    const width = elements(x.shape);
    if (width !== 1 && width !== shape.at(-1)) throw new Error(`broadcast: [${x.shape.join(', ')}] cannot be repeated to [${shape.join(', ')}].`);
    return [{ shape, type: 'f32' }];
  },

  launch({ inputs, outputs, attributes, accumulates }) {
    const [x, out] = [at(inputs, 0), at(outputs, 0)];
    const size = elements(out.shape);
    return [{
      shader: broadcastShader,
      constants: { SIZE: size, WIDTH: elements(x.shape), SCALE: attributes.scale, ACCUMULATES: accumulates },
      bind: { x, out },
      workgroups: lineOf(size),
    }];
  },

  gradient: 'it stands in backward passes only, and second derivatives are not taken.',
};
