import { type ImageDataset, isEndless, madeOptions } from '../data/images/imageDataset.ts';
import type { ParameterSpec } from '../nn/parameterArena.ts';
import { readUNet2DConfig, sideMultiple, type UNet2DConfig } from '../nn/unet2d/config.ts';
import { UNet2D } from '../nn/unet2d/unet2d.ts';
import { initialUNetWeights, readUNetWeights, writeUNetWeights } from '../nn/unet2d/weights.ts';
import { imageBatch } from '../ops/imageBatch.ts';
import { concat } from '../ops/concat.ts';
import { at, type Shape, type Tensor } from '../ops/operation.ts';
import type { ImageDataRecipe, ObjectiveRecipe, UNetRecipe } from '../recipe/recipe.ts';
import type { NamedTensor } from './checkpoint.ts';
import type { Batch, BatchSettings, Learner, Question, Resource } from './learner.ts';
import { packedLabels, PictureRenewal, type Renewal, type WriteMemory } from './renewal.ts';
import type { Wiring } from './wiring.ts';

/** What of the objective shapes the network. */
type Shaping = Pick<ObjectiveRecipe, 'variance' | 'selfConditioning'>;

/**
 * The configuration of Hugging Face's UNet2DModel that a recipe's network is.
 * @param channels of the pictures
 * @param classes K where the model is told classes (it then has K + 1 of them, the last meaning none), or null
 * @param size pixels on each side, or null where that is left open
 * @param objective a network that is shown its own estimate takes it beside the picture; one that learns its variance says it beside the prediction
 * @throws a sentence when the parts of the recipe do not fit together
 */
export function unetConfig(model: UNetRecipe, channels: number, classes: number | null, size: number | null = null, { variance, selfConditioning }: Shaping = { variance: 'fixed', selfConditioning: false }): UNet2DConfig {
  const { blockChannels, attention, layersPerBlock, headChannels, normGroups, dropout } = model;
  if (attention.length !== blockChannels.length) {
    throw new Error(`The network has ${blockChannels.length} resolutions, but attention is given for ${attention.length}; give one choice for each.`);
  }
  const down = attention.map((attends) => (attends ? 'AttnDownBlock2D' : 'DownBlock2D'));
  const up = attention.toReversed().map((attends) => (attends ? 'AttnUpBlock2D' : 'UpBlock2D'));
  return readUNet2DConfig({
    sample_size: size, in_channels: selfConditioning ? 2 * channels : channels, out_channels: variance === 'learned' ? 2 * channels : channels,
    down_block_types: down, up_block_types: up, block_out_channels: [...blockChannels], layers_per_block: layersPerBlock,
    add_attention: at(attention, attention.length - 1), attention_head_dim: headChannels,
    norm_num_groups: normGroups, dropout, downsample_padding: 1,
    num_class_embeds: classes === null ? null : classes + 1,
  });
}

/** Pictures and the U-Net. */
export class ImageLearner implements Learner {
  readonly sampleShape: Shape;
  readonly rows: number;
  readonly classes: number | null;
  readonly selfConditioned: boolean;
  readonly learnsVariance: boolean;
  readonly resources: readonly Resource[];
  readonly parameters: readonly ParameterSpec[];
  readonly arenaLength: number;
  readonly arenaParts: readonly ParameterSpec[];
  readonly tableWidth: number;
  readonly fixed: ReadonlyMap<string, NamedTensor> = new Map();
  readonly #model: UNet2D;
  readonly #data: ImageDataRecipe;
  readonly #dataset: ImageDataset;
  readonly #seed: number;
  readonly #labelDropout: number;

  /** @throws a sentence when the network does not fit the pictures */
  constructor(dataset: ImageDataset, data: ImageDataRecipe, model: UNetRecipe, training: { seed: number; labelDropout: number }, objective: Shaping = { variance: 'fixed', selfConditioning: false }) {
    const { width, height, channels, count, classNames, labels } = dataset.train;
    this.#dataset = dataset;
    this.#data = data;
    this.#seed = training.seed;
    this.#labelDropout = training.labelDropout;
    this.sampleShape = [height, width, channels];
    this.rows = count;
    this.classes = data.conditional && labels !== null ? classNames.length : null;
    this.#model = new UNet2D(unetConfig(model, channels, this.classes, width, objective));
    this.selfConditioned = objective.selfConditioning;
    this.learnsVariance = objective.variance === 'learned';
    const multiple = sideMultiple(this.#model.config);
    if (width % multiple !== 0 || height % multiple !== 0) {
      throw new Error(`The pictures are ${width} x ${height} pixels; a network of ${model.blockChannels.length} resolutions needs sides that are multiples of ${multiple}. Change the size, or take fewer resolutions.`);
    }
    this.parameters = this.#model.parameters;
    this.arenaParts = this.parameters;
    this.arenaLength = this.#model.length;
    this.tableWidth = at(model.blockChannels, 0);
    const words = Math.max(1, Math.ceil(count * height * width * channels / 4));
    const packed = packedLabels(dataset.train);
    this.resources = [
      { name: 'pixels', shape: [words], type: 'u32', contents: dataset.train.pixels },
      { name: 'labels', shape: [packed.length], type: 'u32', contents: packed },
    ];
  }

  renewal(write: WriteMemory): Renewal | null {
    return isEndless(this.#data) ? new PictureRenewal(madeOptions(this.#data), this.#dataset.train, write) : null;
  }

  timestepRows(places: readonly number[]): Float32Array {
    return this.#model.timestepRows(places);
  }

  initialWeights(): Map<string, Float32Array> {
    return initialUNetWeights(this.#model, this.#seed);
  }

  drawBatch(wiring: Wiring, levels: Tensor, cumulative: Tensor | null, { batch, draws, offsetNoise }: BatchSettings): Batch {
    const { height, width, channels } = this.#dataset.train;
    const { mirror, shift } = this.#data;
    const [pixels, labels] = this.resources.map(({ name, shape, type }) => wiring.input(name, shape, type));
    if (!pixels || !labels) throw new Error('Pictures lie in two memories: pixels and labels.');
    const made = wiring.graph.apply(imageBatch, [pixels, labels, levels, ...(cumulative ? [cumulative] : [])], {
      batch, draws, offsetNoise, height, width, channels, mirror, shift, scale: this.#dataset.scale, offset: this.#dataset.offset,
      classes: this.classes ?? 0, labelDropout: this.classes === null ? 0 : this.#labelDropout,
    });
    return { x: at(made, 0), goal: at(made, 1), timesteps: at(made, 2), labels: this.classes === null ? null : at(made, 3) };
  }

  network(wiring: Wiring, { x, timesteps, table, labels, estimate }: Question, part: (name: string) => Tensor, training: boolean): Tensor {
    const sample = estimate ? wiring.graph.one(concat, [x, estimate], null) : x;
    return this.#model.build(wiring.graph, { sample, timesteps, table, ...(labels ? { classLabels: labels } : {}) }, part, training);
  }

  save(values: ReadonlyMap<string, Float32Array>, prefix: string): Map<string, NamedTensor> {
    return new Map([...writeUNetWeights(this.#model, values)].map(([name, tensor]) => [prefix + name, tensor] as const));
  }

  restore(tensors: ReadonlyMap<string, NamedTensor>, prefix: string): Map<string, Float32Array> {
    const mine = [...tensors].filter(([name]) => name.startsWith(prefix)).map(([name, tensor]) => [name.slice(prefix.length), tensor] as const);
    return readUNetWeights(this.#model, new Map(mine));
  }
}
