import code from '../../shaders/self_conditioning/estimate_x0.wgsl?raw';
import { at, elements, expectShape, lineOf, type Operation } from './operation.ts';

const shader = { name: 'self_conditioning/estimate_x0', code };

export interface EstimateX0Attributes {
  /** Estimates are clipped to [-limit, limit]: above 0. Left out: not clipped. */
  readonly limit?: number;
}

/**
 * The clean data that a prediction stands for, each row at its own timestep, while training (predictX0 is for sampling, where all rows
 * are at one). Inputs: x_t [B, ...], the prediction of the same shape, timesteps [B] (u32), table [T, 2], each row (state, output) as
 * diffusion's `toX0` gives them. Output: x0 = state x_t + output prediction, of their shape.
 */
export const estimateX0: Operation<null | EstimateX0Attributes> = {
  name: 'estimateX0',
  infer(inputs, attributes) {
    const [x, prediction, timesteps, table] = [at(inputs, 0), at(inputs, 1), at(inputs, 2), at(inputs, 3)];
    expectShape('estimateX0', 'the prediction', prediction.shape, x.shape);
    expectShape('estimateX0', 'timesteps', timesteps.shape, [at(x.shape, 0)]);
    expectShape('estimateX0', 'the table', table.shape, [at(table.shape, 0), 2]);
    const limit = attributes?.limit;
    if (limit !== undefined && !(limit > 0 && Number.isFinite(limit))) throw new Error(`estimateX0: the limit is ${limit}, but a number above 0 is wanted. Leave it out where nothing is to be clipped.`);
    return [{ shape: x.shape, type: 'f32' }];
  },
  launch({ inputs, outputs, attributes }) {
    const x = at(inputs, 0);
    const [batch, count] = [at(x.shape, 0), elements(x.shape)];
    return [{
      shader,
      constants: { BATCH: batch, DIMENSIONS: count / batch, LIMIT: attributes?.limit ?? 0 },
      bind: { x_t: x, prediction: at(inputs, 1), timesteps: at(inputs, 2), table: at(inputs, 3), x0: at(outputs, 0) },
      workgroups: lineOf(count),
    }];
  },
  gradient: 'the estimate is shown to the network as it is; put a detach behind it',
};
