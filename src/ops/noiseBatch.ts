import code from '../../shaders/noise/batch.wgsl?raw';
import { at, lineOf, type Operation } from './operation.ts';

const shader = { name: 'noise/batch', code };

/**
 * Makes a training batch on the GPU. Inputs: data [N, D] (the first step.rows rows count) and levels [T, 4], each row
 * (alpha, sigma, target_x0, target_epsilon). Outputs: x_t [batch, D], the target [batch, D], timesteps [batch] (u32).
 */
export const noiseBatch: Operation<{ batch: number }> = {
  name: 'noiseBatch',
  infer([data, levels], { batch }) {
    if (data?.shape.length !== 2 || levels?.shape[1] !== 4) throw new Error('noiseBatch takes data [N, D] and levels [T, 4].');
    const shape = [batch, at(data.shape, 1)];
    return [{ shape, type: 'f32' }, { shape, type: 'f32' }, { shape: [batch], type: 'u32' }];
  },
  launch({ inputs, outputs, attributes: { batch } }) {
    const data = at(inputs, 0);
    const dimensions = at(data.shape, 1);
    return [{
      shader,
      constants: { BATCH: batch, DIMENSIONS: dimensions },
      bind: { data, levels: at(inputs, 1), x_t: at(outputs, 0), goal: at(outputs, 1), timesteps: at(outputs, 2) },
      workgroups: lineOf(batch * Math.ceil(dimensions / 4)),
    }];
  },
  gradient: 'data and noise are not trained',
};
