/** The shape of the page's state: a zustand vanilla store. Fast data (previews, losses) sits here too and is read by subscription. */
import type { DeviceInfo, PointsRead, SampleRequest, Status, TrainingFacts, Trajectory } from '../protocol/messages.ts';
import type { DataRecipe, MlpRecipe, ObjectiveRecipe, OptimizerRecipe, Recipe, SamplingRecipe, ScheduleRecipe, TrainingRecipe } from '../recipe/recipe.ts';

export interface Losses { steps: Float64Array; values: Float64Array; length: number }

export interface PlaygroundState {
  recipe: Recipe;
  /** The recipe the worker runs now; differs from `recipe` while a change that needs a restart is pending. */
  runningRecipe: Recipe | null;
  /** Names of the changed fields that only a restart applies, e.g. 'model.width'; empty when none. */
  pendingRestart: readonly string[];
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
  noiseLevelLoss: Float32Array | null;
  data: Float32Array | null;
  dataDescription: string;
  preview: { step: number; points: Float32Array } | null;
  trajectory: Trajectory | null;
  sampling: boolean;
  /** Undo stack of the training schedule. */
  schedulePast: readonly ScheduleRecipe[];
  scheduleFuture: readonly ScheduleRecipe[];

  load(presetOrRecipe: string | Recipe): Promise<void>;
  start(): Promise<void>;
  pause(): Promise<void>;
  stepOnce(count?: number): Promise<void>;
  reset(): Promise<void>;
  /** Applies pending changes by restarting from step 0. */
  restart(): Promise<void>;
  /** Restarts at once on the new data (choosing data is a wish to see it learnt), and goes on training where it was training. */
  setData(data: DataRecipe): void;
  setModel(model: MlpRecipe): void;
  setObjective(objective: ObjectiveRecipe): void;
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
  readPoints(file: File): Promise<PointsRead>;
  dismissError(): void;
}
