import forward from '../../shaders/fourier/forward.wgsl?raw';
import type { Shader } from '../gpu/shader.ts';
import { at, expectShape, lineOf, type Operation } from './operation.ts';

const shader: Shader = { name: 'fourier/forward', code: forward };

/** Fourier features: x [B, D] and frequencies [F, D], in turns a unit, to [x, sin(2 pi F x), cos(2 pi F x)], [B, D + 2 F]. */
export const fourier: Operation<null> = {
  name: 'fourier',

  infer(inputs) {
    const [x, frequencies] = [at(inputs, 0), at(inputs, 1)];
    if (x.shape.length !== 2) throw new Error(`fourier: the points have shape [${x.shape.join(', ')}], but [B, D] is wanted.`);
    expectShape('fourier', 'the frequencies', frequencies.shape, [at(frequencies.shape, 0), at(x.shape, 1)]);
    return [{ shape: [at(x.shape, 0), at(x.shape, 1) + 2 * at(frequencies.shape, 0)], type: 'f32' }];
  },

  launch({ inputs, outputs, accumulates }) {
    const [x, frequencies, out] = [at(inputs, 0), at(inputs, 1), at(outputs, 0)];
    const [batch, dimensions, count] = [at(x.shape, 0), at(x.shape, 1), at(frequencies.shape, 0)];
    return [{
      shader,
      constants: { BATCH: batch, D: dimensions, F: count, ACCUMULATES: accumulates },
      bind: { x, frequencies, out },
      workgroups: lineOf(batch * (count + dimensions)),
    }];
  },

  gradient: 'its inputs are data and fixed frequencies.',
};
