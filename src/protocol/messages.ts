/** Everything that crosses between page and worker. Types only; both sides switch over `type` exhaustively. */
import type { ImageDataRecipe, ModelRecipe, Recipe, SamplingRecipe, ScheduleRecipe } from '../recipe/recipe.ts';

/** What a sampling request fixes; `schedule` null means the trained schedule. What is left out is as the sampler has it, or none. */
export type SampleRequest = Pick<SamplingRecipe, 'sampler' | 'steps' | 'count' | 'seed' | 'eta' | 'schedule' | 'guidance' | 'label'> & Partial<SamplingRecipe>;

/** The settings that may change while training runs without a restart; what of them needs one is as it runs. */
export type LiveSettings = Pick<Recipe, 'objective' | 'optimizer' | 'training'>;

/** A file that a person opened or dropped; `path` has the folders it came in. Files are handed over without being read. */
export interface OpenedFile { path: string; file: File }

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
  /** What models would take on this device, measured shortly; answered by done with `estimates`. Changes nothing. */
  | { type: 'estimate'; recipe: Recipe; models: readonly ModelRecipe[] }
  /** For tests: loses the device on purpose. */
  | { type: 'lose-device' }
);

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

export type Status = 'idle' | 'compiling' | 'training' | 'paused' | 'error';

/** What `read-points` found. */
export interface PointsRead { points: [number, number][]; description: string }

export type Reply =
  | { type: 'done'; id: number; trajectory?: Trajectory; read?: PointsRead; pictures?: Pictures; opened?: OpenedImages; estimates?: ModelEstimate[] }
  /** `message` is a sentence for people: what was wrong and what to do. */
  | { type: 'failed'; id: number; message: string; code: 'failed' | 'superseded' };

export type Event =
  | Reply
  | { type: 'device'; device: DeviceInfo }
  | { type: 'status'; status: Status; step: number; stepsPerSecond: number; facts: TrainingFacts | null; error: string | null }
  /** Mean loss of each step, in order, for steps firstStep .. firstStep + losses.length - 1, the first of all being 1; sent in batches. */
  | { type: 'losses'; firstStep: number; losses: Float32Array }
  /** Mean loss per tenth of the timesteps (10 numbers, NaN where none fell), averaged over the steps since the last. */
  | { type: 'noise-level-loss'; step: number; losses: Float32Array }
  /** The training points as the model sees them (standardised), float32 [count, 2]: the first 4096 points at most. */
  | { type: 'data'; points: Float32Array; description: string }
  /** The training pictures of the run that was loaded. */
  | { type: 'pictures'; pictures: Pictures }
  /** How far 'open-images' is: share from 0 to 1, pictures read, files that could not be read. */
  | { type: 'reading'; share: number; images: number; bad: number }
  /** Live samples from the EMA weights, same starting noise each time: float32 of `shape`, as in a trajectory. */
  | { type: 'preview'; step: number; shape: readonly number[]; samples: Float32Array; labels: Uint16Array | null };
