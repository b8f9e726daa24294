import code from '../../shaders/self_conditioning/mask_rows.wgsl?raw';
import type { Shader } from '../gpu/shader.ts';
import { at, elements, lineOf, type Operation } from './operation.ts';
import { passBack } from './passBack.ts';

const shader: Shader = { name: 'self_conditioning/mask_rows', code };

export interface MaskRowsAttributes {
  /** Of a row being kept, from 0 to 1. */
  readonly probability: number;
  /** A number of its own for each mask of a model, so that they differ. */
  readonly layer: number;
}

/**
 * Each row of x [B, ...] as it is with this probability, else zeros, drawn afresh each step from the step uniform's step and seed. Self-conditioning
 * (Chen et al. 2022, "Analog bits", section 3.2) shows the network its own estimate so, half of the time. The backward pass draws the same mask.
 */
export const maskRows: Operation<MaskRowsAttributes> = {
  name: 'maskRows',

  infer(inputs, { probability, layer }) {
    if (!(probability >= 0 && probability <= 1)) throw new Error(`maskRows: the probability is ${probability}, but a number from 0 to 1 is wanted.`);
    if (!(Number.isInteger(layer) && layer >= 0 && layer < 2 ** 32)) throw new Error(`maskRows: the layer is ${layer}, but it must be a whole number from 0 on.`);
    return [{ shape: at(inputs, 0).shape, type: 'f32' }];
  },

  launch({ inputs, outputs, attributes: { probability, layer }, accumulates }) {
    const [x, out] = [at(inputs, 0), at(outputs, 0)];
    const batch = at(x.shape, 0);
    const dimensions = elements(x.shape) / batch;
    return [{
      shader,
      constants: { BATCH: batch, DIMENSIONS: dimensions, LAYER: layer, THRESHOLD: Math.floor(probability * 2 ** 31), ACCUMULATES: accumulates },
      bind: { x, out },
      workgroups: lineOf(batch * Math.ceil(dimensions / 4)),
    }];
  },

  gradient(context) {
    const [x, gradient] = [at(context.inputs, 0), at(context.gradients, 0)];
    return [gradient ? passBack(context, x, maskRows, [gradient], context.attributes) : null];
  },
};
