/** What each optimizer usually begins with: their authors' or PyTorch's numbers, and learning rates that suit networks of this size. */
import type { OptimizerName, OptimizerRecipe } from './recipe.ts';

type Defaults = Partial<Omit<OptimizerRecipe, 'kind'>>;

const defaults: Readonly<Record<OptimizerName, Defaults>> = {
  adamw: {},
  adam: {},
  sgd: { learningRate: 0.05, momentum: 0.9 },
  rmsprop: { learningRate: 1e-3, momentum: 0 },
  adagrad: { learningRate: 0.02, epsilon: 1e-10 },
  // Steps are of the size of the learning rate, whatever the gradient: a third to a tenth of Adam's (Chen et al. 2023).
  lion: { learningRate: 3e-4, beta2: 0.99 },
  // Scaled to the size of AdamW's steps it takes AdamW's learning rates.
  muon: { momentum: 0.95, nesterov: true },
};

/** The defaults of a kind where they are not those of the options. */
export function optimizerDefaults(kind: OptimizerName): Defaults {
  return defaults[kind];
}

/** Which numbers each kind uses, beside those that all do. */
const used: Readonly<Record<OptimizerName, readonly (keyof OptimizerRecipe)[]>> = {
  adamw: ['beta1', 'beta2', 'epsilon'],
  adam: ['beta1', 'beta2', 'epsilon'],
  sgd: ['momentum', 'nesterov'],
  rmsprop: ['smoothing', 'epsilon', 'momentum', 'centred'],
  adagrad: ['epsilon', 'initialAccumulator'],
  lion: ['beta1', 'beta2'],
  muon: ['momentum', 'nesterov', 'muonScale', 'beta1', 'beta2', 'epsilon'],
};

const ofSomeKinds: readonly (keyof OptimizerRecipe)[] = [...new Set(Object.values(used).flat())];

/** Whether a kind reads a field of the optimizer's recipe. */
export function usesOptimizerField(kind: OptimizerName, field: keyof OptimizerRecipe): boolean {
  return !ofSomeKinds.includes(field) || used[kind].includes(field);
}
