import type { ParameterSpec } from '../nn/parameterArena.ts';
import type { ElementType, Shape, Tensor } from '../ops/operation.ts';
import type { ObjectiveRecipe } from '../recipe/recipe.ts';
import type { NamedTensor } from './checkpoint.ts';
import type { Renewal, WriteMemory } from './renewal.ts';
import type { Wiring } from './wiring.ts';

/** Memory that a run fills once: data, which nothing changes but a renewal, and tables of the network. */
export interface Resource {
  readonly name: string;
  readonly shape: Shape;
  readonly type: ElementType;
  /** Row-major; bytes where the tensor is one of packed words. */
  readonly contents: Float32Array | Uint32Array | Uint8Array;
}

export interface BatchSettings {
  readonly batch: number;
  readonly draws: ObjectiveRecipe['draws'];
  readonly offsetNoise: number;
}

/** What one draw gives: noised samples [B, ...], what the network is to say of them, timesteps [B] (u32), classes [B] (u32). */
export interface Batch {
  readonly x: Tensor;
  readonly goal: Tensor;
  readonly timesteps: Tensor;
  /** null where the model knows no classes. */
  readonly labels: Tensor | null;
}

/** What the network is asked: states [B, ...] at timesteps [B] of the table [T, tableWidth], of classes [B]. */
export interface Question {
  readonly x: Tensor;
  readonly timesteps: Tensor;
  readonly table: Tensor;
  readonly labels: Tensor | null;
  /** For networks that are shown their own estimate of x0: the last one, shaped as `x`, or zeros where there is none. */
  readonly estimate?: Tensor;
}

/** What is learnt, and by which network: points by the residual MLP, or pictures by the U-Net. The loop round it is the same. */
export interface Learner {
  /** Of one sample: [2], or [H, W, C]. */
  readonly sampleShape: Shape;
  /** Samples in the training set. */
  readonly rows: number;
  /** K where the model is told which of K classes a sample is of; class K then means none. null where it is not. */
  readonly classes: number | null;
  /** Whether the network is shown its own estimate of x0 (Chen et al. 2022). */
  readonly selfConditioned?: boolean;
  /** Whether the network says in as many channels again where its variance lies (Nichol and Dhariwal 2021). */
  readonly learnsVariance?: boolean;
  readonly resources: readonly Resource[];
  /** What changes the resources of a new run as it trains; null, or left out, where they stay the same. */
  renewal?(write: WriteMemory): Renewal | null;
  /** The trained parameters, under the names that arenas know them by. */
  readonly parameters: readonly ParameterSpec[];
  /** Floats in an arena. */
  readonly arenaLength: number;
  /** The tensors that the network takes its parameters from: parts of the arena, in no order. */
  readonly arenaParts: readonly ParameterSpec[];
  /** Floats in a row of the timestep table. */
  readonly tableWidth: number;
  /** Embeddings of places in a schedule of `timesteps` levels, 0 .. timesteps - 1, whole or not: [places, tableWidth] flattened. */
  timestepRows(places: readonly number[], timesteps: number): Float32Array;
  /** Fresh parameters of the recipe's seed. */
  initialWeights(): Map<string, Float32Array>;
  /** The same, its network made of single layers with outputs of their own; left out where it is. */
  layered?(): Learner;
  /** Appends the drawing of a batch; levels [T, 4] and perhaps cumulative probabilities [T] as noiseBatch takes them. */
  drawBatch(wiring: Wiring, levels: Tensor, cumulative: Tensor | null, settings: BatchSettings): Batch;
  /**
   * Appends the network; returns its prediction, shaped as `x`, or with twice the channels where it learns its variance.
   * @param part gives the tensor of one of `arenaParts`
   */
  network(wiring: Wiring, question: Question, part: (name: string) => Tensor, training: boolean): Tensor;
  /** Numbers by parameter as tensors of a checkpoint, with `prefix` before their names. */
  save(values: ReadonlyMap<string, Float32Array>, prefix: string): Map<string, NamedTensor>;
  /** The inverse of `save`. @throws a sentence naming the tensor that is missing or of another shape. */
  restore(tensors: ReadonlyMap<string, NamedTensor>, prefix: string): Map<string, Float32Array>;
  /** What a checkpoint's model holds beside the parameters. */
  readonly fixed: ReadonlyMap<string, NamedTensor>;
}
