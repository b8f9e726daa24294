import type { ImageDataset } from '../data/images/imageDataset.ts';
import type { ImageSet } from '../data/images/imageSet.ts';
import type { ParameterSpec } from '../nn/parameterArena.ts';
import { readUNet2DConfig, sideMultiple, type UNet2DConfig } from '../nn/unet2d/config.ts';
import { UNet2D } from '../nn/unet2d/unet2d.ts';
import { initialUNetWeights, readUNetWeights, writeUNetWeights } from '../nn/unet2d/weights.ts';
import { imageBatch } from '../ops/imageBatch.ts';
import { at, type Shape, type Tensor } from '../ops/operation.ts';
import type { ImageDataRecipe, UNetRecipe } from '../recipe/recipe.ts';
import type { NamedTensor } from './checkpoint.ts';
import type { Batch, Learner, Question, Resource } from './learner.ts';
import type { Wiring } from './wiring.ts';

/**
 * The configuration of Hugging Face's UNet2DModel that a recipe's network is.
 * @param channels of the pictures
 * @param classes K where the model is told classes (it then has K + 1 of them, the last meaning none), or null
 * @param size pixels on each side, or null where that is left open
 * @throws a sentence when the parts of the recipe do not fit together
 */
export function unetConfig(model: UNetRecipe, channels: number, classes: number | null, size: number | null = null): UNet2DConfig {
  const { blockChannels, attention, layersPerBlock, headChannels, normGroups, dropout } = model;
  if (attention.length !== blockChannels.length) {
    throw new Error(`The network has ${blockChannels.length} resolutions, but attention is given for ${attention.length}; give one choice for each.`);
  }
  const down = attention.map((attends) => (attends ? 'AttnDownBlock2D' : 'DownBlock2D'));
  const up = attention.toReversed().map((attends) => (attends ? 'AttnUpBlock2D' : 'UpBlock2D'));
  return readUNet2DConfig({
    sample_size: size, in_channels: channels, out_channels: channels,
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
  constructor(dataset: ImageDataset, data: ImageDataRecipe, model: UNetRecipe, training: { seed: number; labelDropout: number }) {
    const { width, height, channels, count, classNames, labels } = dataset.train;
    this.#dataset = dataset;
    this.#data = data;
    this.#seed = training.seed;
    this.#labelDropout = training.labelDropout;
    this.sampleShape = [height, width, channels];
    this.rows = count;
    this.classes = data.conditional && labels !== null ? classNames.length : null;
    this.#model = new UNet2D(unetConfig(model, channels, this.classes, width));
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

  timestepRows(places: readonly number[]): Float32Array {
    return this.#model.timestepRows(places);
  }

  initialWeights(): Map<string, Float32Array> {
    return initialUNetWeights(this.#model, this.#seed);
  }

  drawBatch(wiring: Wiring, levels: Tensor, batch: number): Batch {
    const { height, width, channels } = this.#dataset.train;
    const { mirror, shift } = this.#data;
    const [pixels, labels] = this.resources.map(({ name, shape, type }) => wiring.input(name, shape, type));
    if (!pixels || !labels) throw new Error('Pictures lie in two memories: pixels and labels.');
    const made = wiring.graph.apply(imageBatch, [pixels, labels, levels], {
      batch, height, width, channels, mirror, shift, scale: this.#dataset.scale, offset: this.#dataset.offset,
      classes: this.classes ?? 0, labelDropout: this.classes === null ? 0 : this.#labelDropout,
    });
    return { x: at(made, 0), goal: at(made, 1), timesteps: at(made, 2), labels: this.classes === null ? null : at(made, 3) };
  }

  network(wiring: Wiring, { x, timesteps, table, labels }: Question, part: (name: string) => Tensor, training: boolean): Tensor {
    return this.#model.build(wiring.graph, { sample: x, timesteps, table, ...(labels ? { classLabels: labels } : {}) }, part, training);
  }

  save(values: ReadonlyMap<string, Float32Array>, prefix: string): Map<string, NamedTensor> {
    return new Map([...writeUNetWeights(this.#model, values)].map(([name, tensor]) => [prefix + name, tensor] as const));
  }

  restore(tensors: ReadonlyMap<string, NamedTensor>, prefix: string): Map<string, Float32Array> {
    const mine = [...tensors].filter(([name]) => name.startsWith(prefix)).map(([name, tensor]) => [name.slice(prefix.length), tensor] as const);
    return readUNetWeights(this.#model, new Map(mine));
  }
}

/** Labels as the kernel takes them: 16 bits each, two a word, the lower half first. */
function packedLabels({ labels, count }: ImageSet): Uint32Array {
  const packed = new Uint32Array(Math.max(1, Math.ceil(count / 2)));
  labels?.forEach((label, i) => { packed[i >> 1] = (packed[i >> 1] ?? 0) | label << 16 * (i & 1); });
  return packed;
}
