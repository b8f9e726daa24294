import type { Graph } from '../engine/graph.ts';
import { activation } from '../ops/activation.ts';
import { conv2d } from '../ops/conv2d.ts';
import { groupNorm } from '../ops/groupNorm.ts';
import { linear } from '../ops/linear.ts';
import { alignParameter, at, elements, type Shape, type Tensor } from '../ops/operation.ts';
import { averagePool2x2 } from '../ops/resample.ts';
import { view } from '../ops/view.ts';
import { randomStream } from '../random/randomStream.ts';
import type { ParameterSpec } from './parameterArena.ts';

export interface ImageClassifierSizes {
  /** Of the pictures, pixels. */
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** K, at least 2. */
  readonly classes: number;
}

export interface ClassifierOutputs {
  /** [N, FEATURES]: what the last layer sees. */
  readonly features: Tensor;
  /** [N, K] */
  readonly logits: Tensor;
}

/** Numbers of the layer before the last. */
export const CLASSIFIER_FEATURES = 64;
/** Channels of the first block and of all later ones: multiples of 8, for which convolutions are fastest. */
const FIRST_CHANNELS = 16;
const CHANNELS = 32;
const GROUPS = 4;
const EPSILON = 1e-5;
/** Blocks halve the picture until its longer side has no more pixels than this. */
const SMALLEST_SIDE = 4;
const WEIGHT_STREAM = 0xf3;

interface Layer extends ParameterSpec {
  /** What one number of the layer's output is summed from; 0 for norms and biases. */
  readonly inputs: number;
}

/**
 * A small network that names the class of a picture: blocks of a 3x3 convolution, group normalisation with SiLU and 2x2
 * average pooling down to a side of 4 pixels or less, one more without pooling, then 64 features with SiLU, then K logits.
 * It judges samples, and is trained for that on the same pictures as the model.
 */
export class ImageClassifier {
  readonly sizes: ImageClassifierSizes;
  readonly specs: readonly ParameterSpec[];
  /** Floats in an arena. */
  readonly length: number;
  readonly #layers: readonly Layer[];
  readonly #blocks: readonly { readonly channels: number; readonly pooled: boolean }[];

  /** @throws a sentence when there is nothing to tell apart */
  constructor(sizes: ImageClassifierSizes) {
    const { classes } = sizes;
    if (!Number.isInteger(classes) || classes < 2) throw new Error(`There ${classes === 1 ? 'is 1 class' : `are ${classes} classes`}; a classifier needs at least two to tell apart.`);
    this.sizes = sizes;
    let [height, width] = [sizes.height, sizes.width];
    const blocks: { channels: number; pooled: boolean }[] = [];
    while (Math.max(height, width) > SMALLEST_SIDE && Math.min(height, width) >= 2) {
      blocks.push({ channels: blocks.length === 0 ? FIRST_CHANNELS : CHANNELS, pooled: true });
      [height, width] = [Math.floor(height / 2), Math.floor(width / 2)];
    }
    blocks.push({ channels: CHANNELS, pooled: false });
    this.#blocks = blocks;
    const layers: Layer[] = [];
    let offset = 0;
    const add = (name: string, shape: Shape, inputs: number): void => {
      layers.push({ name, shape, offset, inputs });
      offset += alignParameter(elements(shape));
    };
    blocks.forEach(({ channels }, i) => {
      const before = i === 0 ? sizes.channels : at(blocks, i - 1).channels;
      add(`blocks.${i}.conv.weight`, [3, 3, before, channels], 9 * before);
      for (const part of ['conv.bias', 'norm.weight', 'norm.bias']) add(`blocks.${i}.${part}`, [channels], 0);
    });
    const flat = height * width * CHANNELS;
    add('features.weight', [flat, CLASSIFIER_FEATURES], flat);
    add('features.bias', [CLASSIFIER_FEATURES], 0);
    add('head.weight', [CLASSIFIER_FEATURES, classes], CLASSIFIER_FEATURES);
    add('head.bias', [classes], 0);
    this.#layers = layers;
    this.specs = layers;
    this.length = offset;
  }

  /** Fresh parameters: weights normal with variance 2 / inputs (He et al. 2015), the head's a tenth of that, norms one, biases zero. */
  initialParameters(seed: number): Map<string, Float32Array> {
    const random = randomStream(seed, WEIGHT_STREAM);
    return new Map(this.#layers.map(({ name, shape, inputs }) => {
      const values = new Float32Array(elements(shape));
      if (inputs === 0) return [name, values.fill(name.endsWith('norm.weight') ? 1 : 0)] as const;
      const deviation = Math.sqrt(2 / inputs) * (name.startsWith('head') ? 0.1 : 1);
      return [name, random.fillNormal(values).map((value) => value * deviation)] as const;
    }));
  }

  /** Appends the network to a graph. @param pictures [N, H, W, C] @param parameter gives the tensor of a parameter */
  build(graph: Graph, pictures: Tensor, parameter: (name: string) => Tensor): ClassifierOutputs {
    let x = pictures;
    this.#blocks.forEach(({ pooled }, i) => {
      const part = (name: string): Tensor => parameter(`blocks.${i}.${name}`);
      const mixed = graph.one(conv2d, [x, part('conv.weight'), part('conv.bias')], { stride: 1, padding: 'same' });
      x = at(graph.apply(groupNorm, [mixed, part('norm.weight'), part('norm.bias')], { groups: GROUPS, epsilon: EPSILON, silu: true }), 0);
      if (pooled) x = graph.one(averagePool2x2, [x], null);
    });
    const samples = at(pictures.shape, 0);
    const flat = graph.one(view, [x], { shape: [samples, elements(x.shape) / samples] });
    const features = graph.one(activation, [graph.one(linear, [flat, parameter('features.weight'), parameter('features.bias')], null)], { kind: 'silu' });
    return { features, logits: graph.one(linear, [features, parameter('head.weight'), parameter('head.bias')], null) };
  }
}
