/** Everything that crosses between page and worker. Types only; both sides switch over `type` exhaustively. */
import type { Recipe, ScheduleRecipe, SamplerName } from '../recipe/recipe.ts';

/** What a sampling request fixes; `schedule` null means the trained schedule. */
export interface SampleRequest {
  sampler: SamplerName;
  steps: number;
  count: number;
  seed: number;
  eta: number;
  schedule: ScheduleRecipe | null;
}

/** The settings that may change while training runs without a restart. */
export interface LiveSettings {
  learningRate: number;
  batch: number;
  emaDecay: number;
}

/** Every command carries an `id`; the worker answers it with exactly one `done` or `failed`. */
export type Command = { id: number } & (
  /** Opens the device if needed, makes the data, compiles; the run is then 'paused' at step 0. */
  | { type: 'load'; recipe: Recipe }
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
  /** For tests: loses the device on purpose. */
  | { type: 'lose-device' }
);

/** A frame-by-frame record of sampling. All arrays are float32 [count, 2], flattened. */
export interface Trajectory {
  shape: readonly number[];
  /** x_t before each step and the end: steps + 1 frames. */
  states: Float32Array[];
  /** Predicted x0 at each step: steps frames. */
  predictions: Float32Array[];
  /** Timestep of each state; the last, clean one is 0. steps + 1 numbers. */
  timesteps: Float64Array;
  /** alpha_bar of each state: 1 for the last. steps + 1 numbers. */
  alphaBars: Float64Array;
  /** Training step whose EMA weights were used. */
  trainedSteps: number;
  milliseconds: number;
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
  | { type: 'done'; id: number; trajectory?: Trajectory; read?: PointsRead }
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
  /** The training data as the model sees it (standardised), float32 [count, 2]: the first 4096 points at most. */
  | { type: 'data'; points: Float32Array; description: string }
  /** Live samples from the EMA weights, same starting noise each time: float32 [count, 2]. */
  | { type: 'preview'; step: number; points: Float32Array };
