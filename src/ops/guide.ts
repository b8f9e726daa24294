import plainCode from '../../shaders/sampler/guide.wgsl?raw';
import rescaledCode from '../../shaders/sampler/guide_rescaled.wgsl?raw';
import { at, elements, expectGroups, expectShape, lineOf, type Operation } from './operation.ts';

export interface GuideAttributes {
  /**
   * How much of the contrast that guidance adds is taken out again, from 0 (default) to 1: the guided prediction is scaled to
   * the standard deviation, over the elements of a sample, of the conditional one, and mixed with itself by this share
   * (phi of Lin et al. 2023, eq. 16; they use 0.7).
   */
  readonly rescale?: number;
}

/**
 * Classifier-free guidance: out = unconditional + scale (conditional - unconditional), scale being step.coefficients_b[3] of
 * this call, so that it may change from call to call (Kynkaanniemi et al. 2024 guide in an interval of noise levels only: 1 elsewhere).
 * Inputs: conditional and unconditional predictions [B, ...] of one shape, with rescaling at most 65,535 samples. Output: of their shape.
 */
export const guide: Operation<null | GuideAttributes> = {
  name: 'guide',
  infer(inputs, attributes) {
    const [conditional, unconditional] = [at(inputs, 0), at(inputs, 1)];
    expectShape('guide', 'the unconditional prediction', unconditional.shape, conditional.shape);
    const rescale = attributes?.rescale ?? 0;
    if (!(rescale >= 0 && rescale <= 1)) throw new Error(`guide: the rescaling is ${rescale}, but a share from 0 to 1 is wanted.`);
    if (rescale > 0) expectGroups('guide', at(conditional.shape, 0));
    return [{ shape: conditional.shape, type: 'f32' }];
  },
  launch({ inputs, outputs, attributes }) {
    const [conditional, unconditional, out] = [at(inputs, 0), at(inputs, 1), at(outputs, 0)];
    const count = elements(conditional.shape);
    const samples = at(conditional.shape, 0);
    const rescale = attributes?.rescale ?? 0;
    const bind = { conditional, unconditional, out };
    if (rescale === 0) return [{ shader: { name: 'sampler/guide', code: plainCode }, constants: { COUNT: count }, bind, workgroups: lineOf(count) }];
    return [{
      shader: { name: 'sampler/guide_rescaled', code: rescaledCode },
      constants: { DIMENSIONS: count / samples, RESCALE: rescale }, bind, workgroups: [samples, 1, 1],
    }];
  },
  gradient: 'samples are drawn, not trained through',
};
