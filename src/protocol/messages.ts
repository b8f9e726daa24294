/** Everything that crosses between page and worker. Types only; both sides switch over `type` exhaustively. */
import type { ImageDataRecipe, ModelRecipe, Recipe, SamplingRecipe, ScheduleRecipe } from '../recipe/recipe.ts';

/** What a sampling request fixes; `schedule` null means the trained schedule. What is left out is as the sampler has it, or none. */
export type SampleRequest = Pick<SamplingRecipe, 'sampler' | 'steps' | 'count' | 'seed' | 'eta' | 'schedule' | 'guidance' | 'label'> & Partial<SamplingRecipe> & {
  /** Starting noise in place of the seed's: float32 [count, ...] as the samples, in standard deviations of the starting noise. */
  readonly noise?: Float32Array;
};

/** The settings that may change while training runs without a restart; what of them needs one is as it runs. */
export type LiveSettings = Pick<Recipe, 'objective' | 'optimizer' | 'training'>;

/** A file that a person opened or dropped; `path` has the folders it came in. Files are handed over without being read. */
export interface OpenedFile { path: string; file: File }

export type InsightQuestion = 'ideal-sample' | 'likelihood' | 'density' | 'field' | 'loss-floor' | 'quality' | CarriedFor;

/** What samples are carried for beside the film: the folded grid of the plane, a single particle, or a film to compare with others. */
export type CarriedFor = 'grid' | 'grid-beside' | 'particle' | 'particle-beside' | 'compare';

/** Every command carries an `id`; the worker answers it with exactly one `done` or `failed`. */
export type Command = { id: number } & (
  /** Opens the device if needed, makes the data, compiles; the run is then 'paused' at step 0. */
  | {
    type: 'load'; recipe: Recipe;
    /** Name of a shipped model (a folder under models/) whose weights the run begins with; null begins with fresh ones. */
    pretrained: string | null;
  }
  | { type: 'start' }
  | { type: 'pause' }
  | { type: 'step'; count: number }
  /** New weights from the seed, step 0, same recipe. */
  | { type: 'reset' }
  | { type: 'change'; settings: LiveSettings }
  /** A new training schedule while the run goes on (same T or not): weights are kept, noising changes from the next step. */
  | { type: 'schedule'; schedule: ScheduleRecipe }
  /** What the live preview shows; null stops previews. */
  | { type: 'preview'; request: SampleRequest | null; everySteps: number }
  /** A whole trajectory; a newer 'sample' with a higher id supersedes an unfinished older one, which then fails with code 'superseded'. */
  | { type: 'sample'; request: SampleRequest }
  /** As 'sample', with the perfect model of the data in place of the network. */
  | { type: 'ideal-sample'; request: SampleRequest }
  /** As 'sample' or 'ideal-sample', beside the film: takes the place of an older one for the same use only. */
  | { type: 'carry'; use: CarriedFor; of: Asked; request: SampleRequest }
  /** Questions about what the model knows: a newer one of the same type supersedes an older one. Send 'insight' events. */
  | { type: 'likelihood'; request: LikelihoodRequest }
  /** In the plane: sends 'density' events, from coarse to fine. */
  | { type: 'density'; of: Asked | 'data'; grid: PlaneGrid }
  | { type: 'field'; of: Asked; timestep: number; grid: PlaneGrid }
  /** `samples` points for each of `levels` noise levels. */
  | { type: 'loss-floor'; levels: number; samples: number; seed: number }
  /** How far the samples of each seed lie from the data; only the distances come back. */
  | { type: 'quality'; of: Asked; request: SampleRequest; seeds: readonly number[] }
  /** How far samples that are here already lie from the data: float32 as in a trajectory. */
  | { type: 'distance'; samples: Float32Array }
  /** Ends such a question, which then fails with code 'superseded'. */
  | { type: 'cancel'; question: InsightQuestion }
  /** Ends a 'sample' under way, which then fails with code 'superseded'. */
  | { type: 'cancel-sample' }
  /** Reads a CSV text; answered by done with `points`. */
  | { type: 'read-points'; name: string; text: string }
  /**
   * Makes or reads the pictures of a recipe's data part without touching the run: answered by done with `pictures`.
   * A newer 'look' supersedes an unfinished older one.
   */
  | { type: 'look'; data: ImageDataRecipe }
  /** Takes files as the user's own pictures and reads them once, at the size asked for; answered by done with `opened`. Sends 'reading' events. */
  | { type: 'open-images'; name: string; files: readonly OpenedFile[]; data: ImageDataRecipe }
  /** Ends an 'open-images' under way, which then fails with code 'superseded'; what was open before stays. */
  | { type: 'cancel-reading' }
  /** Whether 'layers' events are wanted: now, and every few seconds while training goes on. Nothing is computed for them otherwise. */
  | { type: 'watch-layers'; on: boolean }
  /** What models would take on this device, measured shortly; answered by done with `estimates`. Changes nothing. */
  | { type: 'estimate'; recipe: Recipe; models: readonly ModelRecipe[] }
  /** For tests: loses the device on purpose. */
  | { type: 'lose-device' }
);

/** Whom a question about likelihood, losses or fields is for: the averaged weights of the moment, or the perfect model of the data. */
export type Asked = 'model' | 'ideal';

/** How likely data are. Points and pictures are held-out ones where there are any. */
export type LikelihoodRequest = { of: Asked; count: number; seed: number } & (
  /** The variational bound with its terms; `levels` noise levels are measured, null all of them. */
  | { method: 'bound'; levels: number | null; variance: 'small' | 'large' | 'learned' }
  /** The probability-flow ODE; `probes` random directions estimate its divergence (Hutchinson), null takes it exactly: for points. */
  | { method: 'ode'; probes: number | null; tolerance: number }
);

/** A term of the bound in bits a dimension; `standsFor` so many noise levels. */
export interface LikelihoodTerm { t: number; bits: number; standardError: number; standsFor: number }

export interface Likelihood {
  method: 'bound' | 'ode';
  of: Asked;
  /** Bits a dimension: of points a density in the model's units, of pictures the bits for a byte. The bound is an upper one. */
  bits: number;
  standardError: number;
  /** For the bound: what is left at the noisy end, and the terms from t = 0 (the decoder) on. */
  prior: number | null;
  terms: LikelihoodTerm[];
  /** For the ODE: ln p of each point or picture in nats, in the model's units. */
  logDensity: Float64Array | null;
  /** Points or pictures that were looked at, and whether the model never saw them. */
  count: number;
  heldOut: boolean;
  /** Times that the model was asked, each for all of them. */
  evaluations: number;
  trainedSteps: number;
  milliseconds: number;
}

/** A rectangle of the plane in cells. */
export interface PlaneGrid { left: number; right: number; bottom: number; top: number; columns: number; rows: number }

/** ln p in nats for each cell, row by row from the bottom; cells that are not known yet have that of a coarser cell. */
export interface DensityFrame {
  of: Asked | 'data';
  grid: PlaneGrid;
  logDensity: Float64Array;
  known: number;
  total: number;
  /** Probability within the picture, in the last one. */
  mass: number | null;
  trainedSteps: number;
}

/** Predicted x0 at the middle of each cell of a grid in the coordinates of x_t, [cells, 2] flattened. */
export interface DenoiserField { of: Asked; timestep: number; alpha: number; sigma: number; grid: PlaneGrid; x0: Float64Array; trainedSteps: number }

/** Losses by noise level in the unit of the prediction's squared error; `floor` is what no model can be better than. */
export interface LossFloor {
  timesteps: Float64Array;
  floor: Float64Array;
  floorError: Float64Array;
  model: Float64Array;
  modelError: Float64Array;
  /** Whose floor it is. */
  description: string;
  /** Points or pictures that the model was looked at with, and whether it never saw them. */
  count: number;
  heldOut: boolean;
  trainedSteps: number;
}

/**
 * Sliced Wasserstein distances from the data the model learns, in the model's units: of points the lengths of the plane, of
 * pictures those of the space of their pixels.
 */
export interface Distance {
  value: number;
  /** That of as many samples of the data from each other: mean and standard deviation. No model can be told from the data below it. */
  floor: number;
  floorDeviation: number;
  /** Samples on each side, and whether those of the data were never trained on. */
  count: number;
  heldOut: boolean;
}

/** The distances of samples of several seeds, in the seeds' order. */
export interface Quality {
  distances: readonly Distance[];
  /** Calls of the model for each sample. */
  evaluations: number;
  trainedSteps: number;
}

/** A frame-by-frame record of sampling. All arrays are float32 of `shape`, flattened, in the model's units. */
export interface Trajectory {
  /** [count, 2] for points, [count, height, width, channels] for pictures. */
  shape: readonly number[];
  /** x_t before each step and the end: steps + 1 frames. */
  states: Float32Array[];
  /** Predicted x0 at each step: steps frames. */
  predictions: Float32Array[];
  /** Timestep of each state; the last, clean one is 0. steps + 1 numbers. */
  timesteps: Float64Array;
  /** alpha_bar of each state: 1 for the last. steps + 1 numbers. */
  alphaBars: Float64Array;
  /** sqrt(alpha^2 + sigma^2) of each state, 1 for the last: how wide x_t is. Left out on variance-preserving paths, where it is 1. */
  lengths?: Float64Array;
  /** Whole steps done before each state, where the sampler asks the model more often than once a step; states on the way of a step have its number. */
  steps?: Uint16Array;
  /** Class of each sample; null where the model knows none. The number of classes stands for "none". */
  labels: Uint16Array | null;
  /** Training step whose EMA weights were used. */
  trainedSteps: number;
  milliseconds: number;
}

/** What is known of a set of pictures. Statistics are of the bytes, 0 to 255, one entry a channel. */
export interface PictureFacts {
  width: number;
  height: number;
  channels: 1 | 3;
  /** Pictures trained on, and pictures held out. */
  count: number;
  heldOut: number;
  /** All class names of the set before any were chosen; empty where the pictures have no classes. */
  allClassNames: readonly string[];
  /** Names and numbers of pictures of the classes trained on. */
  classNames: readonly string[];
  classCounts: readonly number[];
  mean: readonly number[];
  deviation: readonly number[];
  min: readonly number[];
  max: readonly number[];
  /** Pictures that repeat an earlier one. */
  duplicates: number;
  /** The model sees byte * scale + offset. */
  scale: number;
  offset: number;
  description: string;
}

/** Facts about a set, and the first of its pictures as the model will see them, mirrored and shifted. */
export interface Pictures {
  facts: PictureFacts;
  /** sRGB bytes [shown, height, width, channels]. */
  pixels: Uint8Array;
  /** [shown]; null where the pictures have no classes. */
  labels: Uint16Array | null;
}

/** What 'open-images' found: the pictures, how to name them in a recipe, and what could not be read. */
export interface OpenedImages {
  source: string;
  pictures: Pictures;
  bad: { name: string; reason: string }[];
}

/** What one model would take. */
export interface ModelEstimate {
  parameters: number;
  /** GPU bytes of training with the recipe's batch. */
  bytes: number;
  millisecondsPerStep: number;
  imagesPerSecond: number;
  /** Why it does not fit the device and what to do; null where it fits. */
  tooBig: string | null;
}

export interface DeviceInfo {
  /** For people, e.g. "Apple M2" or "SwiftShader (software, slow)". */
  label: string;
  software: boolean;
  vendor: string;
  architecture: string;
}

export interface TrainingFacts {
  parameters: number;
  dispatchesPerStep: number;
  /** GPU bytes held now and the most so far. */
  bytes: number;
  peakBytes: number;
  /** Buffers alive in the ledger. */
  buffers: number;
}

/** What the numbers of a tensor are like: all but `count` and `notFinite` of those that are finite. */
export interface NumberStatistics {
  count: number;
  mean: number;
  deviation: number;
  /** Root mean square. */
  rms: number;
  smallest: number;
  largest: number;
  zeros: number;
  /** No farther from zero than 0.01, zeros too. */
  nearZeros: number;
  notFinite: number;
}

/** A layer that has a weight, under the model's name for it. */
export interface LayerStatistics {
  name: string;
  weight: NumberStatistics;
  /** Of a pass over a few samples, like those it trains on. */
  gradient: NumberStatistics;
  /** What the last step changed of the weight; null where none was made between two looks. */
  update: NumberStatistics | null;
  /** Of that pass: what the layer makes, through its activation where one follows at once. */
  output: NumberStatistics;
}

export type Status = 'idle' | 'compiling' | 'training' | 'paused' | 'error';

/** What `read-points` found. */
export interface PointsRead { points: [number, number][]; description: string }

export type Reply =
  | {
    type: 'done'; id: number; trajectory?: Trajectory; read?: PointsRead; pictures?: Pictures; opened?: OpenedImages; estimates?: ModelEstimate[];
    likelihood?: Likelihood; field?: DenoiserField; losses?: LossFloor; quality?: Quality; distance?: Distance;
  }
  /** `message` is a sentence for people: what was wrong and what to do. */
  | { type: 'failed'; id: number; message: string; code: 'failed' | 'superseded' };

export type Event =
  | Reply
  | { type: 'device'; device: DeviceInfo }
  | { type: 'status'; status: Status; step: number; stepsPerSecond: number; facts: TrainingFacts | null; error: string | null }
  /** Mean loss of each step, in order, for steps firstStep .. firstStep + losses.length - 1, the first of all being 1; sent in batches. */
  | { type: 'losses'; firstStep: number; losses: Float32Array;
    /** Norm of each step's whole gradient, before clipping; left out by recordings. */
    norms?: Float32Array;
  }
  /** How far the averaged weights are from those of this step: |average - weights| / |weights|. */
  | { type: 'average-gap'; step: number; gap: number }
  /** Mean loss per tenth of the timesteps (10 numbers, NaN where none fell), averaged over the steps since the last. */
  | { type: 'noise-level-loss'; step: number; losses: Float32Array }
  /** The loss of step `at` was no number: training paused, and the run stands at `step` again, with the weights that it had there. */
  | { type: 'diverged'; at: number; step: number }
  /** The training points as the model sees them (standardised), float32 [count, 2]: the first 4096 points at most. */
  | { type: 'data'; points: Float32Array; description: string }
  /** The training pictures of the run that was loaded. */
  | { type: 'pictures'; pictures: Pictures }
  /** How far 'open-images' is: share from 0 to 1, pictures read, files that could not be read. */
  | { type: 'reading'; share: number; images: number; bad: number }
  /** How far a question is: share from 0 to 1. */
  | { type: 'insight'; question: InsightQuestion; share: number }
  /** How every layer is after `step` steps; none where there is no memory for looking. */
  | { type: 'layers'; step: number; layers: LayerStatistics[] }
  | { type: 'density'; frame: DensityFrame }
  /** Live samples from the EMA weights, same starting noise each time: float32 of `shape`, as in a trajectory. */
  | { type: 'preview'; step: number; shape: readonly number[]; samples: Float32Array; labels: Uint16Array | null };
