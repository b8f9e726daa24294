import { at, type Operation } from './operation.ts';
import { gradientNorm } from './optimizer.ts';
import { addParts } from './reduce.ts';

/** The sum of the squares of an arena [P], P a multiple of 4: [1]. Fixed order. For optimizers of several operations. */
export const squaredNorm: Operation<null> = {
  name: 'squaredNorm',
  infer(inputs) {
    const [length = 0] = at(inputs, 0).shape;
    if (length % 4 !== 0) throw new Error(`squaredNorm works on arenas whose length is a multiple of 4, not ${length}.`);
    return [{ shape: [1], type: 'f32' }];
  },
  launch({ inputs, outputs, traits, scratch }) {
    const { launches, partial, constants } = gradientNorm(at(inputs, 0), { clipNorm: 1 }, { traits, scratch });
    return [...launches, addParts(partial, constants.PARTS, at(outputs, 0), false)];
  },
  gradient: 'an optimizer ends the step',
};
