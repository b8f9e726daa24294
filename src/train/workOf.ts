import type { Node } from '../engine/graph.ts';
import { at, elements, type Tensor } from '../ops/operation.ts';

/** What a graph asks of a device. */
export interface Work {
  /** Multiplications and additions of the products: convolutions, linear layers, attention. */
  readonly flops: number;
  /** Bytes read and written by all other operations, which are held up by memory alone. */
  readonly traffic: number;
}

/** Products of [T, T, width] that an operation of attention makes for each head. */
const ATTENTION_PRODUCTS: Readonly<Record<string, number>> = { attention: 2, attentionQueryGradient: 3, attentionKeyValueGradient: 4 };

export function workOf(nodes: readonly Node[]): Work {
  let [flops, traffic] = [0, 0];
  for (const node of nodes) {
    const own = flopsOf(node);
    flops += own;
    // Drawing a batch reads a few rows of the data, not all of it.
    const touched = node.operation.aliases || own > 0 ? [] : node.operation.name.endsWith('Batch') ? node.outputs : [...node.inputs, ...node.outputs];
    traffic += 4 * touched.reduce((sum, { shape }) => sum + elements(shape), 0);
  }
  return { flops, traffic };
}

function flopsOf({ operation: { name }, inputs, outputs }: Node): number {
  const size = (tensor: Tensor): number => elements(tensor.shape);
  switch (name) {
    case 'conv2d': {
      const [height = 1, width = 1, channels = 1] = at(inputs, 1).shape;
      return 2 * size(at(outputs, 0)) * height * width * channels;
    }
    case 'conv2dInputGradient': {
      const [height = 1, width = 1, channels = 1] = at(inputs, 1).shape;
      return 2 * size(at(inputs, 0)) * height * width * channels;
    }
    case 'conv2dWeightGradient': {
      const gradient = at(inputs, 1);
      return 2 * size(at(outputs, 0)) * size(gradient) / at(gradient.shape, gradient.shape.length - 1);
    }
    case 'linear':
    case 'matmul':
      // [M, K] by [K, N] gives [M, N], whatever lies transposed: MK KN MN = (MKN)^2.
      return 2 * Math.sqrt(size(at(inputs, 0)) * size(at(inputs, 1)) * size(at(outputs, 0)));
    case 'residualMlp':
      return 2 * at(at(outputs, 0).shape, 0) * size(at(inputs, 4));
    case 'residualMlpBackward':
      return 2 * at(at(inputs, 0).shape, 0) * size(at(inputs, 1));
    case 'residualMlpWeightGradient':
      return 2 * at(at(inputs, 0).shape, 1) * size(at(outputs, 0));
    default: {
      const products = ATTENTION_PRODUCTS[name];
      const [samples = 1, tokens = 1, width = 1] = inputs[0]?.shape ?? [];
      return products === undefined ? 0 : 2 * products * samples * tokens * tokens * width;
    }
  }
}
