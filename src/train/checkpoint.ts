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
  /** The optimizer's moments (`moment1.*` to `moment3.*`) and averages (`average.*` to `average3.*`) by parameter name, and `importance.*`. */
  readonly state: ReadonlyMap<string, NamedTensor>;
}
