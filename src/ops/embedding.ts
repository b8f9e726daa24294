import backward from '../../shaders/embedding/backward.wgsl?raw';
import forward from '../../shaders/embedding/forward.wgsl?raw';
import type { Shader } from '../gpu/shader.ts';
import { at, elements, expectShape, lineOf, type Operation } from './operation.ts';
import { passBack } from './passBack.ts';

const forwardShader: Shader = { name: 'embedding/forward', code: forward };
const backwardShader: Shader = { name: 'embedding/backward', code: backward };

/** Rows of a table [T, E] gathered by u32 indices [B]: [B, E]. An index from T on reads the last row. */
export const embedding: Operation<null> = {
  name: 'embedding',

  infer(inputs) {
    const [table, indices] = [at(inputs, 0), at(inputs, 1)];
    if (table.shape.length !== 2) throw new Error(`embedding: the table has shape [${table.shape.join(', ')}], but a matrix [T, E] is wanted.`);
    if (indices.type !== 'u32' || indices.shape.length !== 1) throw new Error(`embedding: the indices are ${indices.type} [${indices.shape.join(', ')}], but u32 [B] is wanted.`);
    return [{ shape: [at(indices.shape, 0), at(table.shape, 1)], type: 'f32' }];
  },

  launch({ inputs, outputs, accumulates }) {
    const [table, indices, out] = [at(inputs, 0), at(inputs, 1), at(outputs, 0)];
    return [{
      shader: forwardShader,
      constants: { ROWS: at(table.shape, 0), WIDTH: at(table.shape, 1), BATCH: elements(indices.shape), ACCUMULATES: accumulates },
      bind: { table, indices, out },
      workgroups: lineOf(elements(out.shape)),
    }];
  },

  /** Only a table that is trained gets a gradient; a table of timesteps is a fixed input. */
  gradient(context) {
    const [table, indices, gradient] = [at(context.inputs, 0), at(context.inputs, 1), at(context.gradients, 0)];
    return [gradient ? passBack(context, table, embeddingBackward, [indices, gradient], { rows: at(table.shape, 0) }) : null, null];
  },
};

/** d_table [T, E] from the indices [B] and d_out [B, E]. */
export const embeddingBackward: Operation<{ readonly rows: number }> = {
  name: 'embeddingBackward',

  infer(inputs, { rows }) {
    const [indices, gradient] = [at(inputs, 0), at(inputs, 1)];
    expectShape('embeddingBackward', 'd_out', gradient.shape, [at(indices.shape, 0), at(gradient.shape, 1)]);
    return [{ shape: [rows, at(gradient.shape, 1)], type: 'f32' }];
  },

  launch({ inputs, outputs, attributes, accumulates }) {
    const [indices, gradient, table] = [at(inputs, 0), at(inputs, 1), at(outputs, 0)];
    return [{
      shader: backwardShader,
      constants: { ROWS: attributes.rows, WIDTH: at(table.shape, 1), BATCH: elements(indices.shape), ACCUMULATES: accumulates },
      bind: { indices, d_out: gradient, d_table: table },
      workgroups: lineOf(elements(table.shape)),
    }];
  },

  gradient: 'second derivatives are not needed by any training step here.',
};
