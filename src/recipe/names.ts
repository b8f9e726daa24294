/** The names that a recipe may use, as lists. `satisfies` keeps them in step with the types of recipe.ts. */
import type { DistributionName, OptimizerRecipe, Prediction, SamplerName, ScheduleKind, ScheduleRecipe } from './recipe.ts';

export const distributionNames = [
  'eight-gaussians', 'two-moons', 'swiss-roll', 'checkerboard', 'spiral', 'rings', 'pinwheel', 's-curve',
] as const satisfies readonly DistributionName[];

export const dataKinds = [...distributionNames, 'word', 'drawing', 'points'] as const;

export const scheduleKinds = ['linear', 'scaled-linear', 'cosine', 'sigmoid', 'hand-drawn'] as const satisfies readonly ScheduleKind[];

export const scheduleSpaces = ['log-snr', 'alpha-bar'] as const satisfies readonly ScheduleRecipe['space'][];

export const predictions = ['epsilon', 'x0', 'v'] as const satisfies readonly Prediction[];

export const samplerNames = ['ddpm', 'ddim'] as const satisfies readonly SamplerName[];

export const learningRateDecays = ['constant', 'cosine'] as const satisfies readonly OptimizerRecipe['decay'][];
