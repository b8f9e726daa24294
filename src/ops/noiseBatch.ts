import code from '../../shaders/noise/batch.wgsl?raw';
import { at, lineOf, type Operation } from './operation.ts';
import { checkDraws, type DrawAttributes, drawConstants } from './timestepDraws.ts';

const shader = { name: 'noise/batch', code };

/**
 * Makes a training batch on the GPU. Inputs: data [N, D] (the first step.rows rows count), levels [T, 4], each row
 * (alpha, sigma, target_x0, target_epsilon), and, where timesteps are not to be drawn alike, their cumulative probabilities [T]
 * (float32, rising to exactly 1; the first step.timesteps count): row b takes the first t with u_b below them, in steps of 2^-24.
 * Outputs: x_t [batch, D], the target [batch, D], timesteps [batch] (u32).
 */
export const noiseBatch: Operation<DrawAttributes> = {
  name: 'noiseBatch',
  infer([data, levels, cumulative], attributes) {
    if (data?.shape.length !== 2 || levels?.shape[1] !== 4) throw new Error('noiseBatch takes data [N, D] and levels [T, 4].');
    checkDraws('noiseBatch', attributes, cumulative, levels);
    const { batch } = attributes;
    const shape = [batch, at(data.shape, 1)];
    return [{ shape, type: 'f32' }, { shape, type: 'f32' }, { shape: [batch], type: 'u32' }];
  },
  launch({ inputs, outputs, attributes }) {
    const { batch } = attributes;
    const [data, levels, cumulative] = [at(inputs, 0), at(inputs, 1), inputs[2]];
    const dimensions = at(data.shape, 1);
    return [{
      shader,
      constants: { BATCH: batch, DIMENSIONS: dimensions, ...drawConstants(attributes, cumulative !== undefined) },
      bind: { data, levels, cumulative: cumulative ?? levels, x_t: at(outputs, 0), goal: at(outputs, 1), timesteps: at(outputs, 2) },
      workgroups: lineOf(batch * Math.ceil(dimensions / 4)),
    }];
  },
  gradient: 'data and noise are not trained',
};
