import type { Recipe } from '../recipe/recipe.ts';

/** A tensor on the CPU, row-major float32. */
export interface NamedTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** Everything from which a run continues as if it had never stopped. */
export interface Checkpoint {
  readonly recipe: Recipe;
  /** Steps done. The random numbers of a step depend on the seed and the step alone, so this is all their state. */
  readonly step: number;
  /** The trained parameters by name, and `fourier.frequencies`. */
  readonly model: ReadonlyMap<string, NamedTensor>;
  /** `moment1.*`, `moment2.*` and `average.*` by parameter name. */
  readonly state: ReadonlyMap<string, NamedTensor>;
}
