import { BOUND_NUMBERS, hybridLoss } from '../ops/hybridLoss.ts';
import { loss, type LossAttributes } from '../ops/loss.ts';
import { lossSummary, SLOT_FLOATS } from '../ops/lossSummary.ts';
import { at, type Tensor } from '../ops/operation.ts';
import type { ObjectiveRecipe, Recipe } from '../recipe/recipe.ts';
import type { Learner } from './learner.ts';
import { RING_SLOTS } from './lossRing.ts';
import { isWeighted } from './levelTables.ts';
import { appendOptimizer } from './optimizers.ts';
import { BOUNDS, CUMULATIVE, MAX_TIMESTEPS } from './runMemory.ts';
import { firstEstimate } from './selfConditioning.ts';
import { Wiring } from './wiring.ts';

/** The parts of a recipe that a training step is made from. */
export type TrainingParts = Pick<Recipe, 'objective' | 'optimizer' | 'training'>;

/** One optimizer step: the gradient `accumulate` times over, then the update; in one graph where the gradient is taken once. */
export interface TrainingGraphs {
  readonly gradient: Wiring;
  readonly update: Wiring | null;
}

/** What the activations of a recipe's network are kept in. */
export function storageOf({ model }: Recipe): 'f32' | 'f16' {
  return model.kind === 'unet2d' ? model.storage : 'f32';
}

/** Averages of the weights that a recipe keeps. */
export function averagesOf({ training }: Pick<Recipe, 'training'>): number {
  return 1 + training.furtherEmas.length;
}

/** What of a recipe's step is part of its programs, and can change while it runs: two that agree in it need not be compiled anew. */
export function compiledInto({ objective, training }: Pick<Recipe, 'objective' | 'training'>): string {
  return JSON.stringify([training.batch, lossOf(objective, 1), objective.draws, objective.offsetNoise, isWeighted({ objective })]);
}

/**
 * The graphs of a training step: draw a batch and noise it, forward, loss, backward; the clipped optimizer with its moving averages.
 * @param halfActivations activations are kept in 16 bits, where a gradient may overflow: such a step changes no weight
 * @throws a sentence when shapes do not fit
 */
export function trainingGraphs(learner: Learner, recipe: TrainingParts, halfActivations: boolean): TrainingGraphs {
  const gradient = new Wiring();
  const ring = gradient.input('ring', [RING_SLOTS, SLOT_FLOATS]);
  appendGradient(gradient, learner, recipe, {
    part: parameterTensors(gradient, learner, 'value'), memory: 'gradient',
    record: (rowLoss, timesteps) => gradient.graph.write(lossSummary, [rowLoss, timesteps], { slots: RING_SLOTS }, [ring]),
  });
  const update = recipe.training.accumulate === 1 ? null : new Wiring();
  appendOptimizer(update ?? gradient, recipe.optimizer, learner, { averages: averagesOf(recipe), skipBadSteps: halfActivations, ringSlots: RING_SLOTS });
  return { gradient, update };
}

/** Makes the parameter tensors of a network that reads them from `memory`. */
export function parameterTensors(wiring: Wiring, learner: Learner, memory: string): (name: string) => Tensor {
  const tensors = new Map(learner.arenaParts.map(({ name, shape, offset }) => {
    const tensor = wiring.graph.parameter(name, shape);
    wiring.place(tensor, memory, 4 * offset);
    return [name, tensor] as const;
  }));
  return (name) => {
    const tensor = tensors.get(name);
    if (!tensor) throw new Error(`The model has no parameter "${name}".`);
    return tensor;
  };
}

/** null, the mean squared error of one batch, is what most runs have. */
function lossOf({ loss: kind, huberDelta, pseudoHuberDelta }: ObjectiveRecipe, parts: number): null | LossAttributes {
  if (kind === 'mse') return parts === 1 ? null : { parts };
  return { kind, parts, ...(kind === 'l1' ? {} : { delta: kind === 'huber' ? huberDelta : pseudoHuberDelta }) };
}

/** What of a pass forward and back is its caller's. */
export interface GradientPlaces {
  /** Gives the tensor of one of the learner's `arenaParts`. */
  part(name: string): Tensor;
  /** The memory to which the gradient is added: an arena. */
  readonly memory: string;
  /** Between the pass forward and the pass back. @param rowLoss the loss of each row [B], at timesteps [B] */
  record(rowLoss: Tensor, timesteps: Tensor): void;
}

/** Appends drawing a batch, the network, its loss, and the gradient of that. */
export function appendGradient(wiring: Wiring, learner: Learner, { objective, training: { batch, accumulate } }: TrainingParts, { part, memory, record }: GradientPlaces): void {
  const { graph } = wiring;
  const levels = wiring.input('levels', [MAX_TIMESTEPS, 4]);
  const weights = wiring.input('weights', [MAX_TIMESTEPS]);
  const cumulative = isWeighted({ objective }) ? wiring.input(CUMULATIVE, [MAX_TIMESTEPS]) : null;
  const table = wiring.input('table', [MAX_TIMESTEPS, learner.tableWidth]);
  const { x, goal, timesteps, labels } = learner.drawBatch(wiring, levels, cumulative, { batch, draws: objective.draws, offsetNoise: objective.offsetNoise });
  const question = { x, timesteps, table, labels };
  const estimate = learner.selfConditioned ? { estimate: firstEstimate(wiring, learner, question, part) } : {};
  const prediction = learner.network(wiring, { ...question, ...estimate }, part, true);
  const judged = learner.learnsVariance
    ? graph.apply(hybridLoss, [prediction, goal, timesteps, weights, wiring.input(BOUNDS, [MAX_TIMESTEPS, BOUND_NUMBERS])], accumulate === 1 ? null : { parts: accumulate })
    : graph.apply(loss, [prediction, goal, timesteps, weights], lossOf(objective, accumulate));
  record(at(judged, 1), timesteps);
  graph.backward(new Map([[prediction, at(judged, 0)]]));
  for (const { name, offset } of learner.arenaParts) wiring.place(graph.gradientOf(part(name)), memory, 4 * offset);
}
