import { ARENAS } from '../nn/parameterArena.ts';
import { adamw, type AdamWAttributes } from '../ops/adamw.ts';
import { lossSummary, SLOT_FLOATS } from '../ops/lossSummary.ts';
import { at, type Tensor } from '../ops/operation.ts';
import { loss } from '../ops/loss.ts';
import type { OptimizerRecipe, Recipe } from '../recipe/recipe.ts';
import type { Learner } from './learner.ts';
import { RING_SLOTS } from './lossRing.ts';
import { MAX_TIMESTEPS } from './runMemory.ts';
import { firstEstimate } from './selfConditioning.ts';
import { Wiring } from './wiring.ts';

export interface TrainingSizes {
  readonly batch: number;
  /** Batches whose gradients are added up for one step of the optimizer. */
  readonly accumulate: number;
}

/** One optimizer step: the gradient `accumulate` times over, then the update; in one graph where the gradient is taken once. */
export interface TrainingGraphs {
  readonly gradient: Wiring;
  readonly update: Wiring | null;
}

/** What the activations of a recipe's network are kept in. */
export function storageOf({ model }: Recipe): 'f32' | 'f16' {
  return model.kind === 'unet2d' ? model.storage : 'f32';
}

/**
 * The graphs of a training step: draw a batch and noise it, forward, loss, backward; clipped AdamW with the moving average.
 * @param halfActivations activations are kept in 16 bits, where a gradient may overflow: such a step changes no weight
 * @throws a sentence when shapes do not fit
 */
export function trainingGraphs(learner: Learner, { batch, accumulate }: TrainingSizes, optimizer: OptimizerRecipe, halfActivations: boolean): TrainingGraphs {
  const gradient = new Wiring();
  appendGradient(gradient, learner, batch, accumulate);
  const update = accumulate === 1 ? null : new Wiring();
  appendUpdate(update ?? gradient, learner, optimizer, halfActivations);
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

function appendGradient(wiring: Wiring, learner: Learner, batch: number, accumulate: number): void {
  const { graph } = wiring;
  const levels = wiring.input('levels', [MAX_TIMESTEPS, 4]);
  const weights = wiring.input('weights', [MAX_TIMESTEPS]);
  const table = wiring.input('table', [MAX_TIMESTEPS, learner.tableWidth]);
  const ring = wiring.input('ring', [RING_SLOTS, SLOT_FLOATS]);
  const part = parameterTensors(wiring, learner, 'value');
  const { x, goal, timesteps, labels } = learner.drawBatch(wiring, levels, batch);
  const question = { x, timesteps, table, labels };
  const estimate = learner.selfConditioned ? { estimate: firstEstimate(wiring, learner, question, part) } : {};
  const prediction = learner.network(wiring, { ...question, ...estimate }, part, true);
  const judged = graph.apply(loss, [prediction, goal, timesteps, weights], accumulate === 1 ? null : { parts: accumulate });
  graph.write(lossSummary, [at(judged, 1), timesteps], { slots: RING_SLOTS }, [ring]);
  graph.backward(new Map([[prediction, at(judged, 0)]]));
  for (const { name, offset } of learner.arenaParts) wiring.place(graph.gradientOf(part(name)), 'gradient', 4 * offset);
}

function appendUpdate(wiring: Wiring, learner: Learner, { beta1, beta2, epsilon, weightDecay, clipNorm }: OptimizerRecipe, skipBadSteps: boolean): void {
  const attributes: AdamWAttributes & { parameters: number } = { beta1, beta2, epsilon, weightDecay, clipNorm, skipBadSteps, parameters: learner.arenaLength };
  const arenas = ARENAS.map((name) => wiring.input(name, [learner.arenaLength]));
  wiring.graph.write(adamw, [], attributes, arenas);
}
