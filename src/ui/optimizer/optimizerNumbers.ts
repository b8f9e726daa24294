/** Which numbers of an optimizer stand in sight, and which are folded away. */
import type { OptimizerName } from '../../recipe/recipe.ts';

/** Paths of the options, in the order in which they are read. Those that a kind does not use hide by themselves. */
const all: readonly string[] = ['momentum', 'nesterov', 'beta1', 'beta2', 'smoothing', 'centred', 'initialAccumulator', 'muonScale', 'epsilon', 'weightDecay'].map((field) => `optimizer.${field}`);

/** What people turn often; the rest stays as its authors recommend. */
const common: Readonly<Record<OptimizerName, readonly string[]>> = {
  adamw: ['weightDecay'], adam: [], sgd: ['momentum', 'nesterov'], rmsprop: ['momentum', 'smoothing'], adagrad: [], lion: ['weightDecay'], muon: ['momentum', 'weightDecay'],
};

export function commonNumbers(kind: OptimizerName): string[] {
  return common[kind].map((field) => `optimizer.${field}`);
}

export function rareNumbers(kind: OptimizerName): string[] {
  return all.filter((path) => !commonNumbers(kind).includes(path));
}

/** Numbers that are typed and not dragged: tiny ones, and those with a special zero. */
export function isTyped(path: string): boolean {
  return path === 'optimizer.epsilon' || path === 'optimizer.weightDecay';
}
