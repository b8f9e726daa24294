/** The shape of the page's state: a zustand vanilla store. Fast data (previews, losses) sits here too and is read by subscription. */
import type {
  Asked, CarriedFor, DenoiserField, DensityFrame, DeviceInfo, Distance, InsightQuestion, Likelihood, LikelihoodRequest, LossFloor, ModelEstimate, OpenedFile, OpenedImages, Pictures, PlaneGrid, PointsRead, Quality, SampleRequest,
  Status, TrainingFacts, Trajectory,
} from '../protocol/messages.ts';
import type { Problem } from '../recipe/fields.ts';
import type { OptionValue } from '../recipe/optionValues.ts';
import type { DataRecipe, ImageDataRecipe, ModelRecipe, ObjectiveRecipe, OptimizerRecipe, Recipe, SamplingRecipe, ScheduleRecipe, TrainingRecipe } from '../recipe/recipe.ts';
import type { LayerLook } from './layerLooks.ts';
import type { RunChange } from './runChanges.ts';
import type { Trace } from './trainingTrace.ts';

export interface Losses { steps: Float64Array; values: Float64Array; length: number }

/** Live samples: float32 of `shape` ([count, 2] or [count, height, width, channels]), in the model's units. */
export interface Preview { step: number; shape: readonly number[]; samples: Float32Array; labels: Uint16Array | null }

/** By which method, and of whom. */
export type LikelihoodKind = `${Likelihood['method']} ${Asked}`;

/** An answer with the schedule of the run when it was asked: it is of another model, once that has changed. */
export type Answer<T> = T & { readonly schedule: ScheduleRecipe | null };

export interface PlaygroundState {
  recipe: Recipe;
  /** The recipe the worker runs now; differs from `recipe` while a change that needs a restart is pending. */
  runningRecipe: Recipe | null;
  /** Names of the changed fields that only a restart applies, e.g. 'model.width'; empty when none. */
  pendingRestart: readonly string[];
  /** What of `recipe` does not go together, a sentence each. What it concerns stays as it ran until they are mended. */
  problems: readonly Problem[];
  status: Status;
  error: string | null;
  step: number;
  stepsPerSecond: number;
  device: DeviceInfo | null;
  facts: TrainingFacts | null;
  /** Why there is no WebGPU, in a sentence; null where there is. */
  noWebGpu: string | null;
  /** Bumped whenever `losses` grew. */
  lossRevision: number;
  losses: Losses;
  /** Norm of the gradient of each step, before clipping. */
  gradientNorms: Losses;
  /** How far the averaged weights are from the present ones, over the steps trained here. */
  gapTrace: Trace;
  /** What the layers were like whenever they were looked at lately. */
  layerLooks: readonly LayerLook[];
  noiseLevelLoss: Float32Array | null;
  /** The loss of each tenth of the timesteps over the steps trained here. */
  levelTrace: Trace;
  /** Steps a second, and samples looked at a second, over the steps trained here. */
  speedTrace: Trace;
  /** The loss stopped being a number at step `at`, and the run went back to `step`; null once it goes on. */
  diverged: { readonly at: number; readonly step: number } | null;
  /** Settings that were changed while it ran, in the order of their steps. */
  changes: readonly RunChange[];
  /** The training points of a 2-D run; null while pictures are learnt. */
  data: Float32Array | null;
  dataDescription: string;
  /** The training pictures of an image run; null while points are learnt. */
  pictures: Pictures | null;
  /** How far the reading of opened files is; null while none are read. */
  reading: { share: number; images: number; bad: number } | null;
  /** Name of the shipped model that the run began with; null when it began with fresh weights or was reset. */
  pretrained: string | null;
  preview: Preview | null;
  trajectory: Trajectory | null;
  sampling: boolean;
  /** Questions about what was learnt that are under way, and how far they are: 0 to 1. */
  insights: Partial<Record<InsightQuestion, number>>;
  /** Why the last question of a type could not be answered, in a sentence. */
  insightProblems: Partial<Record<InsightQuestion, string>>;
  /** The schedule that the run had when each question was asked last. */
  askedWith: Partial<Record<InsightQuestion, ScheduleRecipe>>;
  /** The last likelihood of each kind, so that they can be compared. */
  likelihoods: Partial<Record<LikelihoodKind, Answer<Likelihood>>>;
  /** Densities in the plane, as fine as they are by now. */
  densities: Partial<Record<Asked | 'data', Answer<DensityFrame>>>;
  lossFloor: Answer<LossFloor> | null;
  /** Samples of the perfect model. */
  idealTrajectory: Trajectory | null;
  /** Undo stack of the training schedule. */
  schedulePast: readonly ScheduleRecipe[];
  scheduleFuture: readonly ScheduleRecipe[];

  /** A preset for which a model is shipped begins with its weights; everything else begins with fresh ones. */
  load(presetOrRecipe: string | Recipe): Promise<void>;
  start(): Promise<void>;
  pause(): Promise<void>;
  stepOnce(count?: number): Promise<void>;
  reset(): Promise<void>;
  /** Applies pending changes by restarting from step 0. */
  restart(): Promise<void>;
  /** Restarts at once on the new data (choosing data is a wish to see it learnt), and goes on training where it was training. */
  setData(data: DataRecipe): void;
  /** Makes the pictures of a data part for a look at them; the run is not touched. A newer look supersedes an older one. */
  look(data: ImageDataRecipe): Promise<Pictures>;
  /** Opens files as the user's own pictures; `reading` tells how far it is. */
  openImages(name: string, files: readonly OpenedFile[], data: ImageDataRecipe): Promise<OpenedImages>;
  cancelReading(): Promise<void>;
  /** What models would take on this device with the recipe's data and batch. */
  estimate(models: readonly ModelRecipe[]): Promise<ModelEstimate[]>;
  /** Starts a new run with other data, model and training part at once, for instance when a person goes from points to pictures. */
  begin(recipe: Recipe): Promise<void>;
  setModel(model: ModelRecipe): void;
  setObjective(objective: ObjectiveRecipe): void;
  /** One option by its path, for instance `objective.loss`; a newly chosen optimizer or sampler brings its usual numbers. Not for data and schedules. */
  setOption(path: string, value: OptionValue): void;
  /** Learning rate applies at once, the rest needs a restart. */
  setOptimizer(optimizer: OptimizerRecipe): void;
  /** Batch size and EMA apply at once. */
  setTraining(training: TrainingRecipe): void;
  setSampling(sampling: SamplingRecipe): void;
  /** `commit` false while a drag goes on (no undo entry, sent to the worker throttled); true at its end. */
  setSchedule(schedule: ScheduleRecipe, commit: boolean): void;
  undoSchedule(): void;
  redoSchedule(): void;
  sample(request: SampleRequest): Promise<Trajectory>;
  /** Shows the film of a request that was drawn a short while ago from the same weights, and gives up what is being drawn; false where there is none. */
  recallFilm(of: Asked, request: SampleRequest): boolean;
  /** Questions about what was learnt. Failures go to whoever asked, and into `insightProblems`; a newer one supersedes an older one of its type, which then fails with code 'superseded'. */
  measureLikelihood(request: LikelihoodRequest): Promise<Likelihood>;
  /** Shows in `densities`. */
  drawDensity(of: Asked | 'data', grid: PlaneGrid): Promise<void>;
  askField(of: Asked, timestep: number, grid: PlaneGrid): Promise<DenoiserField>;
  measureLossFloor(levels: number, samples: number, seed: number): Promise<LossFloor>;
  sampleIdeal(request: SampleRequest): Promise<Trajectory>;
  /** Carries points from their own starting noise (`request.noise`), beside the film. */
  carry(use: CarriedFor, of: Asked, request: SampleRequest): Promise<Trajectory>;
  /** How far samples of several seeds lie from the data. */
  measureQuality(of: Asked, request: SampleRequest, seeds: readonly number[]): Promise<Quality>;
  /** How far samples that are here already lie from the data. */
  measureDistance(samples: Float32Array): Promise<Distance>;
  cancelQuestion(question: InsightQuestion): Promise<void>;
  readPoints(file: File): Promise<PointsRead>;
  /** Whether `layerLooks` is kept up. */
  watchLayers(on: boolean): Promise<void>;
  dismissError(): void;
}
