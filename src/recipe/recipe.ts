import type { GridName } from '../diffusion/grids.ts';
import type { SamplerChoices } from '../diffusion/samplerSettings.ts';
import type { SamplerName } from '../diffusion/samplerTable.ts';

/**
 * The recipe: one JSON object that describes a run completely. The page, the URL, the command line and a checkpoint
 * all use this one object. Only types here; ranges, labels and help are in `options.ts`, checks in `validate.ts`.
 */

export type DistributionName =
  | 'eight-gaussians' | 'two-moons' | 'swiss-roll' | 'checkerboard' | 'spiral' | 'rings' | 'pinwheel' | 's-curve';

/** A point [x, y], dimensionless. */
export type Point = readonly [number, number];

/** Where training points come from. `count` points are drawn with `seed`, then standardised to zero mean and unit variance. */
export type PointDataRecipe =
  | { kind: DistributionName; count: number; seed: number }
  | { kind: 'word'; text: string; count: number; seed: number }
  /** Strokes in the unit square, y up: each a polyline drawn with a pen of `penWidth` (fraction of the square). */
  | { kind: 'drawing'; strokes: readonly (readonly Point[])[]; penWidth: number; count: number; seed: number }
  /** The user's own points, for instance from a CSV file; `name` is shown. Rows as they are in the file. */
  | { kind: 'points'; name: string; points: readonly Point[]; seed: number };

/** Pictures that the program draws itself. */
export type MadeImageKind = 'shapes' | 'digits' | 'creatures' | 'textures' | 'phantoms';

/** How pictures become what the model sees. */
export interface ImagePreparation {
  /** Pixels on each side. */
  size: number;
  colour: 'grey' | 'colour';
  /** Units of the model: bytes to [-1, 1], to [0, 1], or to mean 0 and variance 1 over the training pictures. */
  range: 'symmetric' | 'unit' | 'standardised';
  /** Half of the pictures are mirrored left to right, anew each time one is drawn. */
  mirror: boolean;
  /** Pictures are moved by up to this many pixels each way, anew each time one is drawn. */
  shift: number;
  /** Share of the pictures that is never trained on: 0 to 0.5. */
  heldOut: number;
  /** The classes kept, as places in the set's own list of names; null keeps all. */
  classes: readonly number[] | null;
  /** Whether the model is told the class of a picture. */
  conditional: boolean;
}

/** Where training pictures come from: `count` at most, drawn with `seed`. */
export type ImageDataRecipe = ImagePreparation & { count: number; seed: number } & (
  /** Endless: `count` pictures at a time, which give way to new ones of the same sequence while training goes on. */
  | { kind: MadeImageKind; endless: boolean }
  /** The words of `words`, each a class, written in fonts of the machine: only in a page. */
  | { kind: 'letters'; words: string }
  /**
   * The user's own pictures. The files stay where they were opened; `source` tells them from others (a fingerprint of
   * their names and sizes), `name` is for people.
   */
  | { kind: 'images'; name: string; source: string; crop: 'centre' | 'fit' }
);

export type DataRecipe = PointDataRecipe | ImageDataRecipe;

export type ScheduleKind =
  | 'linear' | 'scaled-linear' | 'quadratic' | 'cosine' | 'sigmoid' | 'log-linear' | 'laplace' | 'edm' | 'variance-exploding' | 'flow'
  | 'hand-drawn';

/** A draggable point: `u` in [0, 1] is t / (T - 1); `value` is log-SNR = ln(alpha_bar / (1 - alpha_bar)) or alpha_bar itself. */
export interface ControlPoint {
  u: number;
  value: number;
  /** Of the curve at this point, in units of `value` over the whole axis; left out, the curve finds its own. What would overshoot is limited. */
  slope?: number;
}

export interface ScheduleRecipe {
  kind: ScheduleKind;
  /** T, the number of noise levels: 10 to 1000. */
  timesteps: number;
  /** For linear, scaled-linear, quadratic and sigmoid: betas as they are at T = 1000; rescaled when T differs. */
  betaStart: number;
  betaEnd: number;
  /** Rescale so that alpha_bar is exactly 0 at the last timestep (Lin et al. 2023). */
  zeroTerminalSnr: boolean;
  /** For hand-drawn: monotone cubic through `points` in `space`. Kept (ignored) for the other kinds. */
  space: 'log-snr' | 'alpha-bar';
  points: readonly ControlPoint[];
  /** Smallest and largest sigma / alpha, for log-linear, laplace, edm and variance-exploding; the defaults are the kind's own. */
  sigmaMin: number;
  sigmaMax: number;
  /** For edm: 1 spaces sigma evenly, larger numbers spend more levels at low noise. */
  rho: number;
  /** For laplace: where log-SNR is densest, and how wide its peak is. */
  laplaceMean: number;
  laplaceScale: number;
  /** Every sigma / alpha is multiplied by this, for all kinds but hand-drawn. */
  shift: number;
  /** Standard deviation of the data as the network sees them: for the input of the edm schedule and for the edm prediction. */
  sigmaData: number;
}

export interface MlpRecipe {
  kind: 'mlp';
  /** Hidden units per layer. */
  width: number;
  /** Number of residual layers. */
  depth: number;
  /** Number of random Fourier frequencies of (x, y); each gives a sine and a cosine. */
  fourierFeatures: number;
  /** Standard deviation of the frequencies in cycles per unit of standardised data. */
  fourierScale: number;
  /** Width of the sinusoidal timestep embedding (even). */
  timeEmbedding: number;
}

/** Hugging Face's UNet2DModel, as far as people choose its shape. */
export interface UNetRecipe {
  kind: 'unet2d';
  /** Channels at each resolution, the finest first; each further one works at half the size. */
  blockChannels: readonly number[];
  /** Whether there is self-attention at each resolution. */
  attention: readonly boolean[];
  /** Residual layers at each resolution on the way down; one more on the way up. */
  layersPerBlock: number;
  /** Channels of one attention head. */
  headChannels: number;
  /** Groups of the group norms; divides every number of channels. */
  normGroups: number;
  /** Share of the values that is dropped in each residual layer while training. */
  dropout: number;
  /** What activations are kept in; sums, gradients and weights are 32 bit always. */
  storage: 'f32' | 'f16';
}

export type ModelRecipe = MlpRecipe | UNetRecipe;

export type Prediction = 'epsilon' | 'x0' | 'v' | 'score' | 'flow' | 'edm';
export type LossName = 'mse' | 'l1' | 'huber' | 'pseudo-huber';
export type WeightingName = 'simple' | 'bound' | 'max-likelihood' | 'score-matching' | 'min-snr' | 'soft-min-snr' | 'p2' | 'edm' | 'hand-drawn';
export type DensityName = 'uniform' | 'log-normal' | 'logit-normal' | 'log-snr' | 'importance';

/** `u` in [0, 1] is t / (T - 1); `value`, 0 or greater, is how much this noise level counts in the loss beside the others. */
export interface SharePoint { u: number; value: number }

/** What the network learns. Numbers of a weighting or a density that is not chosen are kept and ignored. */
export interface ObjectiveRecipe {
  prediction: Prediction;
  loss: LossName;
  /** Where huber and pseudo-huber go from squared to absolute. */
  huberDelta: number;
  pseudoHuberDelta: number;
  weighting: WeightingName;
  /** For bound: the variance of the reverse steps whose terms are the weights. */
  boundVariance: 'small' | 'large';
  /** For score-matching: the weight on the squared error of the score. */
  lambda: 'sigma-squared' | 'one' | 'g-squared';
  minSnrGamma: number;
  softMinSnrGamma: number;
  p2K: number;
  p2Gamma: number;
  /** For hand-drawn: the share of each noise level in the loss, a monotone cubic through these points. */
  share: readonly SharePoint[];
  /** How often each timestep is drawn. */
  density: DensityName;
  /** Of ln(sigma / alpha), and of the logit of the flow time. */
  logNormalMean: number;
  logNormalStd: number;
  logitNormalMean: number;
  logitNormalStd: number;
  /** For importance: the part of the draws that stays uniform. */
  uniformShare: number;
  /** How the timesteps of a batch hang together. */
  draws: 'independent' | 'antithetic' | 'low-discrepancy';
  /** Whether the network learns the variance of the reverse steps too, by the hybrid loss (Nichol and Dhariwal 2021). */
  variance: 'fixed' | 'learned';
  /** What the bound of the learned variance counts in the hybrid loss. */
  hybridWeight: number;
  /** Standard deviation of noise that is the same in all pixels of a channel, added to the noise; pictures only. */
  offsetNoise: number;
  /** Whether the network is shown its own estimate of x0 (Chen et al. 2022), half of the time while training. */
  selfConditioning: boolean;
}

export type OptimizerName = 'sgd' | 'adam' | 'adamw' | 'rmsprop' | 'adagrad' | 'lion' | 'muon';
export type DecayName = 'constant' | 'cosine' | 'linear' | 'exponential' | 'one-cycle';

/** Numbers that an optimizer does not use are kept and ignored. Defaults differ by kind. */
export interface OptimizerRecipe {
  kind: OptimizerName;
  learningRate: number;
  beta1: number;
  beta2: number;
  epsilon: number;
  weightDecay: number;
  /** For sgd, rmsprop and muon. */
  momentum: number;
  /** For sgd and muon. */
  nesterov: boolean;
  /** For rmsprop: how long it remembers the size of gradients. */
  smoothing: number;
  /** For rmsprop: divide by the variance of gradients in place of their mean square. */
  centred: boolean;
  /** For adagrad: what the sum of squares begins with. */
  initialAccumulator: number;
  /** For muon: how long its steps are. */
  muonScale: 'spectral' | 'adamw';
  /** Largest global gradient norm; 0 switches clipping off. */
  clipNorm: number;
  /** Steps of linear warm-up from 0; a one-cycle has its own. */
  warmupSteps: number;
  /** After warm-up: constant, or down to a hundredth at `training.steps`; one-cycle rises and falls. */
  decay: DecayName;
  /** For one-cycle: the share of the steps in which it rises. */
  cycleRise: number;
}

export interface TrainingRecipe {
  /** Steps after which training pauses by itself (it may be continued). */
  steps: number;
  /** Samples looked at at once. */
  batch: number;
  /** Batches whose gradients are added up for one step of the optimizer. */
  accumulate: number;
  /** Share of the pictures whose class is hidden from a class-conditional model, which guidance needs. */
  labelDropout: number;
  /** Decay of the exponential moving average of the weights, per step; 0 switches it off. */
  emaDecay: number;
  /** Decays of up to two further averages, to choose among afterwards. */
  furtherEmas: readonly number[];
  seed: number;
}

/** Settings of samplers; one that the sampler does not take is kept and ignored. null leaves it to the sampler. */
export type SamplerSettingsRecipe = { -readonly [Name in keyof SamplerChoices]: Name extends 'eta' | 'order' ? number | null : SamplerChoices[Name] };

export interface SamplingRecipe extends SamplerSettingsRecipe {
  sampler: SamplerName;
  /** Noise levels visited, 1 to T; samplers of two stages call the model up to twice at each. */
  steps: number;
  /** Where the noise levels lie that are visited. */
  spacing: GridName;
  /** For karras spacing. */
  gridRho: number;
  /** For hand-placed spacing: timesteps, falling, one for each step. */
  places: readonly number[];
  seed: number;
  /** Points or pictures shown. */
  count: number;
  /** Classifier-free guidance (Ho and Salimans 2022): 1 is none; above, samples follow their class more closely. */
  guidance: number;
  /** How much of the contrast that guidance adds is taken out again: 0 to 1. */
  guidanceRescale: number;
  /** Guidance works between these places of the schedule, 0 (clean) to 1 (noise). */
  guidanceFrom: number;
  guidanceTo: number;
  /** Class of the samples: each in turn, none, or the number of one. */
  label: 'each' | 'none' | number;
  /** Whether predicted clean data are brought back into the range of the data. */
  clip: 'none' | 'static' | 'dynamic';
  /** The range is [-clipValue, clipValue]. */
  clipValue: number;
  /** For dynamic: the share of a sample's numbers that is never clipped. */
  clipQuantile: number;
  /** Whose weights draw: the first average, a further one, or the weights of the last step. */
  weights: 'average' | 'average2' | 'average3' | 'value';
  /** null: sample with the trained schedule; otherwise sampling is detached and has its own. */
  schedule: ScheduleRecipe | null;
}

export interface Recipe {
  version: 1;
  name: string;
  data: DataRecipe;
  schedule: ScheduleRecipe;
  model: ModelRecipe;
  objective: ObjectiveRecipe;
  optimizer: OptimizerRecipe;
  training: TrainingRecipe;
  sampling: SamplingRecipe;
}
