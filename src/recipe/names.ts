/** The names that a recipe may use, as lists. `satisfies` keeps them in step with the types of recipe.ts. */
import type {
  DecayName, DensityName, DistributionName, ImageDataRecipe, ImagePreparation, LossName, MadeImageKind, ObjectiveRecipe, OptimizerName, OptimizerRecipe, Prediction,
  SamplingRecipe, ScheduleKind, ScheduleRecipe, UNetRecipe, WeightingName,
} from './recipe.ts';

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

export const scheduleKinds = [
  'linear', 'scaled-linear', 'quadratic', 'cosine', 'sigmoid', 'log-linear', 'laplace', 'edm', 'variance-exploding', 'flow', 'hand-drawn',
] as const satisfies readonly ScheduleKind[];

export const scheduleSpaces = ['log-snr', 'alpha-bar'] as const satisfies readonly ScheduleRecipe['space'][];

export const predictions = ['epsilon', 'x0', 'v', 'score', 'flow', 'edm'] as const satisfies readonly Prediction[];

export const losses = ['mse', 'l1', 'huber', 'pseudo-huber'] as const satisfies readonly LossName[];

export const weightings = ['simple', 'bound', 'max-likelihood', 'score-matching', 'min-snr', 'soft-min-snr', 'p2', 'edm', 'hand-drawn'] as const satisfies readonly WeightingName[];

export const boundVariances = ['small', 'large'] as const satisfies readonly ObjectiveRecipe['boundVariance'][];

export const lambdas = ['sigma-squared', 'one', 'g-squared'] as const satisfies readonly ObjectiveRecipe['lambda'][];

export const densities = ['uniform', 'log-normal', 'logit-normal', 'log-snr', 'importance'] as const satisfies readonly DensityName[];

export const timestepDraws = ['independent', 'antithetic', 'low-discrepancy'] as const satisfies readonly ObjectiveRecipe['draws'][];

export const variances = ['fixed', 'learned'] as const satisfies readonly ObjectiveRecipe['variance'][];

export const optimizerKinds = ['adamw', 'adam', 'sgd', 'rmsprop', 'adagrad', 'lion', 'muon'] as const satisfies readonly OptimizerName[];

export const muonScales = ['adamw', 'spectral'] as const satisfies readonly OptimizerRecipe['muonScale'][];

export const learningRateDecays = ['constant', 'cosine', 'linear', 'exponential', 'one-cycle'] as const satisfies readonly DecayName[];

export const clippings = ['none', 'static', 'dynamic'] as const satisfies readonly SamplingRecipe['clip'][];

export const sampledWeights = ['average', 'average2', 'average3', 'value'] as const satisfies readonly SamplingRecipe['weights'][];
