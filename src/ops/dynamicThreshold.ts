import code from '../../shaders/sampler/dynamic_threshold.wgsl?raw';
import { at, elements, expectGroups, type Operation } from './operation.ts';

export interface DynamicThresholdAttributes {
  /** Share of a sample's elements, from 0 to 1, whose size lies below the threshold; Saharia et al. 2022 use 0.995. */
  readonly quantile: number;
  /** Range of the data, [-limit, limit], to which thresholded samples are brought back: above 0; 1 for pictures in [-1, 1]. */
  readonly limit: number;
}

/**
 * Dynamic thresholding (Saharia et al. 2022, section 2.3): with q the quantile of |x| over the elements of a sample and
 * s = max(limit, q), out = clamp(x, -s, s) limit / s. Input: predicted clean data [B, ...], at most 65,535 samples. Output: of its shape.
 * The quantile is interpolated linearly between the two nearest elements, as in PyTorch and NumPy; these are found exactly.
 */
export const dynamicThreshold: Operation<DynamicThresholdAttributes> = {
  name: 'dynamicThreshold',
  infer(inputs, { quantile, limit }) {
    if (!(quantile >= 0 && quantile <= 1)) throw new Error(`dynamicThreshold: the quantile is ${quantile}, but a share from 0 to 1 is wanted.`);
    if (!(limit > 0 && Number.isFinite(limit))) throw new Error(`dynamicThreshold: the limit is ${limit}, but a number above 0 is wanted.`);
    expectGroups('dynamicThreshold', at(at(inputs, 0).shape, 0));
    return [{ shape: at(inputs, 0).shape, type: 'f32' }];
  },
  launch({ inputs, outputs, attributes: { quantile, limit } }) {
    const [x, out] = [at(inputs, 0), at(outputs, 0)];
    const samples = at(x.shape, 0);
    const dimensions = elements(x.shape) / samples;
    const place = quantile * (dimensions - 1);
    const lower = Math.floor(place);
    return [{
      shader: { name: 'sampler/dynamic_threshold', code },
      constants: { DIMENSIONS: dimensions, LOWER: lower, FRACTION: place - lower, LIMIT: limit },
      bind: { x, out },
      workgroups: [samples, 1, 1],
    }];
  },
  gradient: 'samples are drawn, not trained through',
};
