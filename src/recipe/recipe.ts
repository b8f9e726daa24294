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
  | { kind: MadeImageKind }
  /** The words of `words`, each a class, written in fonts of the machine: only in a page. */
  | { kind: 'letters'; words: string }
  /**
   * The user's own pictures. The files stay where they were opened; `source` tells them from others (a fingerprint of
   * their names and sizes), `name` is for people.
   */
  | { kind: 'images'; name: string; source: string; crop: 'centre' | 'fit' }
);

export type DataRecipe = PointDataRecipe | ImageDataRecipe;

export type ScheduleKind = 'linear' | 'scaled-linear' | 'cosine' | 'sigmoid' | 'hand-drawn';

/** A draggable point: `u` in [0, 1] is t / (T - 1); `value` is log-SNR = ln(alpha_bar / (1 - alpha_bar)) or alpha_bar itself. */
export interface ControlPoint { u: number; value: number }

export interface ScheduleRecipe {
  kind: ScheduleKind;
  /** T, the number of noise levels: 10 to 1000. */
  timesteps: number;
  /** For linear, scaled-linear and sigmoid: betas as they are at T = 1000; rescaled when T differs. */
  betaStart: number;
  betaEnd: number;
  /** Rescale so that alpha_bar is exactly 0 at the last timestep (Lin et al. 2023). */
  zeroTerminalSnr: boolean;
  /** For hand-drawn: monotone cubic through `points` in `space`. Kept (ignored) for the other kinds. */
  space: 'log-snr' | 'alpha-bar';
  points: readonly ControlPoint[];
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

export type Prediction = 'epsilon' | 'x0' | 'v';

export interface ObjectiveRecipe {
  prediction: Prediction;
  loss: 'mse';
  weighting: 'simple';
}

export interface OptimizerRecipe {
  kind: 'adamw';
  learningRate: number;
  beta1: number;
  beta2: number;
  epsilon: number;
  weightDecay: number;
  /** Largest global gradient norm; 0 switches clipping off. */
  clipNorm: number;
  /** Steps of linear warm-up from 0. */
  warmupSteps: number;
  /** After warm-up: constant, or a cosine down to a hundredth at `training.steps`. */
  decay: 'constant' | 'cosine';
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
  seed: number;
}

export type SamplerName = 'ddpm' | 'ddim';

export interface SamplingRecipe {
  sampler: SamplerName;
  /** Number of model calls, 1 to T. */
  steps: number;
  /** For DDIM: 0 deterministic, 1 as noisy as DDPM. */
  eta: number;
  seed: number;
  /** Points or pictures shown. */
  count: number;
  /** Classifier-free guidance (Ho and Salimans 2022): 1 is none; above, samples follow their class more closely. */
  guidance: number;
  /** Class of the samples: each in turn, none, or the number of one. */
  label: 'each' | 'none' | number;
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
