import { requestedPlan } from '../diffusion/requestedPlan.ts';
import { makeNoiseTable } from '../diffusion/schedules.ts';
import { lower } from '../engine/lower.ts';
import { planMemory } from '../engine/memoryPlan.ts';
import { MAX_STEPS_A_SUBMIT } from '../engine/program.ts';
import { type DeviceTraits, elements } from '../ops/operation.ts';
import type { Recipe } from '../recipe/recipe.ts';
import { isImageData } from '../recipe/recipeKind.ts';
import type { DeviceSpeed } from './deviceSpeed.ts';
import type { Learner } from './learner.ts';
import { optimizerArenas } from './optimizers.ts';
import { runMemory } from './runMemory.ts';
import { samplingGraph, samplingMemory } from './sampleProgram.ts';
import { samplingSizes } from './samplingSizes.ts';
import { learnerWithoutData } from './subject.ts';
import { averagesOf, storageOf, trainingGraphs } from './trainProgram.ts';
import type { Wiring } from './wiring.ts';
import { workOf } from './workOf.ts';

/** What a run takes of a device, known before anything is allocated. */
export interface RunEstimate {
  readonly parameters: number;
  /** GPU bytes while it trains and draws the recipe's samples. */
  readonly bytes: number;
  /** Bytes of the largest buffer. */
  readonly largestBuffer: number;
  /** Of one optimizer step, all its batches together. */
  readonly flopsPerStep: number;
  /** Bytes that operations without products read and write in a step. */
  readonly trafficPerStep: number;
  readonly dispatchesPerStep: number;
}

/** Of GPUDevice.limits. */
export interface MemoryLimits {
  readonly maxBufferSize: number;
  readonly maxStorageBufferBindingSize: number;
}

/** A device's memory is not told; its largest buffer is a part of it, rarely less than this. */
const BUFFERS_IN_MEMORY = 8;
/** The step values of a program, at the offsets that most devices want. */
const PROGRAM_BYTES = 256 * MAX_STEPS_A_SUBMIT;

/**
 * What the recipe's run would take: builds its graphs and plans their memory without a device and without data.
 * @param classes of the pictures, 0 where they have none
 * @throws a sentence when the recipe's parts do not fit together
 */
export function estimateRun(recipe: Recipe, traits: DeviceTraits, { classes }: { classes: number }): RunEstimate {
  return estimateLearner(learnerWithoutData(recipe, classes), recipe, traits);
}

/** As `estimateRun`, for what is learnt with its data. */
export function estimateLearner(learner: Learner, recipe: Recipe, traits: DeviceTraits): RunEstimate {
  const { training: { accumulate }, sampling } = recipe;
  const halfActivations = storageOf(recipe) === 'f16';
  const plan = ({ graph }: Wiring): { launches: number; slots: readonly number[] } => {
    const { launches, lifetimes } = lower(graph, traits, { halfActivations });
    return { launches: launches.length, slots: planMemory(lifetimes).slots };
  };
  const { gradient, update } = trainingGraphs(learner, recipe, halfActivations);
  const trained = makeNoiseTable(recipe.schedule);
  const stepped = sampling.schedule ? makeNoiseTable(sampling.schedule) : trained;
  const sizes = samplingSizes(sampling, requestedPlan(sampling, trained, stepped, learner.learnsVariance ?? false), learner.classes);
  const [gradientPlan, updatePlan, samplingPlan] = [plan(gradient), update ? plan(update) : { launches: 0, slots: [] }, plan(samplingGraph(learner, sizes))];
  const buffers = [
    ...optimizerArenas(recipe.optimizer, averagesOf(recipe)).map(() => 4 * learner.arenaLength),
    ...[...runMemory(learner), ...samplingMemory(learner, sizes)].map(({ bytes }) => bytes),
    ...gradientPlan.slots, ...updatePlan.slots, ...samplingPlan.slots,
    ...new Array<number>(update ? 3 : 2).fill(PROGRAM_BYTES),
  ];
  const [gradientWork, updateWork] = [workOf(gradient.graph.nodes), workOf(update?.graph.nodes ?? [])];
  return {
    parameters: learner.parameters.reduce((sum, { shape }) => sum + elements(shape), 0),
    bytes: buffers.reduce((sum, bytes) => sum + bytes, 0),
    largestBuffer: Math.max(...buffers),
    flopsPerStep: accumulate * gradientWork.flops + updateWork.flops,
    trafficPerStep: accumulate * gradientWork.traffic + updateWork.traffic,
    dispatchesPerStep: accumulate * gradientPlan.launches + updatePlan.launches,
  };
}

/** How long one step takes on a device of this speed, in milliseconds: rough, good to a factor of two. */
export function millisecondsPerStep({ flopsPerStep, trafficPerStep, dispatchesPerStep }: RunEstimate, speed: DeviceSpeed): number {
  return 1000 * (flopsPerStep / speed.flops + trafficPerStep / speed.traffic + dispatchesPerStep * speed.dispatch);
}

/** Why a run does not fit a device, and what to do: a sentence; null where it fits. */
export function tooBig(recipe: Recipe, { bytes, largestBuffer }: RunEstimate, limits: MemoryLimits): string | null {
  const remedy = isImageData(recipe.data)
    ? 'Choose a smaller batch (and add up more batches to a step), fewer channels, smaller pictures or fewer samples.'
    : 'Choose a smaller model or batch.';
  const most = Math.min(limits.maxBufferSize, limits.maxStorageBufferBindingSize);
  if (largestBuffer > most) return `This run needs one buffer of ${mebibytes(largestBuffer)}, but this device allows ${mebibytes(most)}. ${remedy}`;
  if (bytes > BUFFERS_IN_MEMORY * limits.maxBufferSize) return `This run needs ${mebibytes(bytes)} of graphics memory, more than this device can be expected to have. ${remedy}`;
  return null;
}

function mebibytes(bytes: number): string {
  return `${Math.ceil(bytes / 2 ** 20).toLocaleString('en')} MiB`;
}
