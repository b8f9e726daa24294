/** The names that a recipe may use, as lists. `satisfies` keeps them in step with the types of recipe.ts. */
import type { DistributionName, ImageDataRecipe, ImagePreparation, MadeImageKind, OptimizerRecipe, Prediction, SamplerName, ScheduleKind, ScheduleRecipe, UNetRecipe } from './recipe.ts';

export const distributionNames = [
  'eight-gaussians', 'two-moons', 'swiss-roll', 'checkerboard', 'spiral', 'rings', 'pinwheel', 's-curve',
] as const satisfies readonly DistributionName[];

export const madeImageKinds = ['shapes', 'digits', 'creatures', 'textures', 'phantoms'] as const satisfies readonly MadeImageKind[];

export const imageDataKinds = [...madeImageKinds, 'letters', 'images'] as const satisfies readonly ImageDataRecipe['kind'][];

export const pointDataKinds = [...distributionNames, 'word', 'drawing', 'points'] as const;

export const dataKinds = [...pointDataKinds, ...imageDataKinds] as const;

export const colours = ['grey', 'colour'] as const satisfies readonly ImagePreparation['colour'][];

export const valueRanges = ['symmetric', 'unit', 'standardised'] as const satisfies readonly ImagePreparation['range'][];

export const crops = ['centre', 'fit'] as const;

export const modelKinds = ['mlp', 'unet2d'] as const;

export const storages = ['f32', 'f16'] as const satisfies readonly UNetRecipe['storage'][];

export const scheduleKinds = ['linear', 'scaled-linear', 'cosine', 'sigmoid', 'hand-drawn'] as const satisfies readonly ScheduleKind[];

export const scheduleSpaces = ['log-snr', 'alpha-bar'] as const satisfies readonly ScheduleRecipe['space'][];

export const predictions = ['epsilon', 'x0', 'v'] as const satisfies readonly Prediction[];

export const samplerNames = ['ddpm', 'ddim'] as const satisfies readonly SamplerName[];

export const learningRateDecays = ['constant', 'cosine'] as const satisfies readonly OptimizerRecipe['decay'][];
