import { at, type Operation } from './operation.ts';

/**
 * The same numbers, through which no gradient goes: what made them is not trained by what is done with them. Takes no memory and no time.
 */
export const detach: Operation<null> = {
  name: 'detach',
  aliases: true,
  stops: true,

  infer(inputs) {
    const { shape, type } = at(inputs, 0);
    return [{ shape, type }];
  },

  launch() {
    return [];
  },

  gradient: 'that is what it is for.',
};
