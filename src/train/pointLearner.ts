import type { Dataset } from '../data/dataset.ts';
import { MlpModel } from '../nn/mlp.ts';
import type { ParameterSpec } from '../nn/parameterArena.ts';
import { noiseBatch } from '../ops/noiseBatch.ts';
import { at, type Shape, type Tensor } from '../ops/operation.ts';
import type { MlpRecipe, ObjectiveRecipe } from '../recipe/recipe.ts';
import type { NamedTensor } from './checkpoint.ts';
import type { Batch, BatchSettings, Learner, Question, Resource } from './learner.ts';
import type { Wiring } from './wiring.ts';

const FREQUENCIES = 'fourier.frequencies';

/** Points in the plane and the residual MLP. */
export class PointLearner implements Learner {
  readonly sampleShape = [2];
  readonly classes = null;
  readonly rows: number;
  readonly selfConditioned: boolean;
  readonly learnsVariance: boolean;
  readonly resources: readonly Resource[];
  readonly parameters: readonly ParameterSpec[];
  readonly arenaLength: number;
  readonly arenaParts: readonly ParameterSpec[];
  readonly tableWidth: number;
  readonly fixed: ReadonlyMap<string, NamedTensor>;
  /** The same with single layers in place of fused ones. */
  readonly layered: () => Learner;
  readonly #model: MlpModel;

  /**
   * @param restored the model's tensors in a checkpoint, whose Fourier frequencies are then taken
   * @param objective a network that is shown its own estimate takes it beside the point; one that learns its variance says it beside the prediction
   * @param fused false: made of single layers, slower
   * @throws a sentence when the sizes are not what the kernels take, or a tensor does not fit
   */
  constructor(dataset: Dataset, recipe: MlpRecipe, seed: number, restored: ReadonlyMap<string, NamedTensor> | null, objective: Pick<ObjectiveRecipe, 'variance' | 'selfConditioning'> = { variance: 'fixed', selfConditioning: false }, fused = true) {
    const { width, depth, fourierFeatures: frequencies, fourierScale, timeEmbedding } = recipe;
    this.selfConditioned = objective.selfConditioning;
    this.learnsVariance = objective.variance === 'learned';
    const { selfConditioned, learnsVariance } = this;
    this.layered = () => new PointLearner(dataset, recipe, seed, restored, objective, false);
    this.#model = new MlpModel({ width, depth, frequencies, embedding: timeEmbedding, frequencyScale: fourierScale, seed, selfConditioned, learnsVariance, fused });
    this.rows = dataset.points.length / 2;
    this.parameters = this.#model.specs;
    this.arenaLength = this.#model.layout.total;
    this.arenaParts = this.#model.arenaParts;
    this.tableWidth = timeEmbedding;
    const shape = [frequencies, 2];
    if (restored) this.restore(restored, '');
    const waves = restored ? fitting(restored, FREQUENCIES, shape) : this.#model.frequencies;
    this.fixed = new Map([[FREQUENCIES, { shape, data: waves }]]);
    this.resources = [
      { name: 'data', shape: [this.rows, 2], type: 'f32', contents: dataset.points },
      { name: 'frequencies', shape, type: 'f32', contents: waves },
    ];
  }

  timestepRows(places: readonly number[], timesteps: number): Float32Array {
    return this.#model.timestepRows(places, timesteps);
  }

  initialWeights(): Map<string, Float32Array> {
    return this.#model.initialParameters();
  }

  drawBatch(wiring: Wiring, levels: Tensor, cumulative: Tensor | null, { batch, draws }: BatchSettings): Batch {
    const made = wiring.graph.apply(noiseBatch, [wiring.input('data', [this.rows, 2]), levels, ...(cumulative ? [cumulative] : [])], { batch, draws });
    return { x: at(made, 0), goal: at(made, 1), timesteps: at(made, 2), labels: null };
  }

  network(wiring: Wiring, { x, timesteps, table, estimate }: Question, part: (name: string) => Tensor): Tensor {
    const frequencies = wiring.input('frequencies', [this.#model.sizes.frequencies, 2]);
    return this.#model.build(wiring.graph, { x, timesteps, ...(estimate ? { estimate } : {}) }, { frequencies, table }, part);
  }

  save(values: ReadonlyMap<string, Float32Array>, prefix: string): Map<string, NamedTensor> {
    return new Map(this.parameters.map(({ name, shape }) => [prefix + name, { shape, data: values.get(name) ?? new Float32Array(0) }] as const));
  }

  restore(tensors: ReadonlyMap<string, NamedTensor>, prefix: string): Map<string, Float32Array> {
    return new Map(this.parameters.map(({ name, shape }) => [name, fitting(tensors, prefix + name, shape)] as const));
  }
}

function fitting(from: ReadonlyMap<string, NamedTensor>, name: string, shape: Shape): Float32Array {
  const tensor = from.get(name);
  if (!tensor) throw new Error(`The checkpoint has no "${name}"; it belongs to another model or is incomplete.`);
  if (tensor.shape.join() !== shape.join()) throw new Error(`"${name}" in the checkpoint is [${tensor.shape.join(', ')}], but the recipe's model needs [${shape.join(', ')}].`);
  return tensor.data;
}
