import { at, elements, type Operation, type Shape } from './operation.ts';

/** The same numbers under another shape; takes no memory and no time. */
export const view: Operation<{ readonly shape: Shape }> = {
  name: 'view',
  aliases: true,

  infer(inputs, { shape }) {
    const input = at(inputs, 0);
    if (elements(shape) !== elements(input.shape)) throw new Error(`view: [${input.shape.join(', ')}] holds ${elements(input.shape)} numbers, which do not fit the shape [${shape.join(', ')}].`);
    return [{ shape, type: input.type }];
  },

  launch() {
    return [];
  },

  /** d_x is d_out under the shape of x. */
  gradient({ inputs, gradients, apply }) {
    const gradient = at(gradients, 0);
    return [gradient ? at(apply(view, [gradient], { shape: at(inputs, 0).shape }), 0) : null];
  },
};
