import type { Graph } from '../engine/graph.ts';
import { at, type Tensor } from '../ops/operation.ts';
import { residualMlp } from '../ops/residualMlp.ts';
import { type MlpLayout, mlpLayout, type MlpSizes, POINT_DIMENSIONS } from '../ops/residualMlpLayout.ts';
import { timestepRows, timestepTable } from '../ops/timestepTable.ts';
import { randomStream } from '../random/randomStream.ts';
import type { ParameterSpec } from './parameterArena.ts';

/** Streams of the run's seed that this model draws from. */
const FREQUENCY_STREAM = 0xf0;
const WEIGHT_STREAM = 0xf1;

export interface MlpOptions extends MlpSizes {
  /** Standard deviation of the frequencies, cycles per unit. */
  readonly frequencyScale: number;
  readonly seed: number;
}

/** Fixed inputs of the network beside the points and timesteps. */
export interface MlpTables {
  /** [F, 2] */
  readonly frequencies: Tensor;
  /** [T, E] */
  readonly table: Tensor;
}

/**
 * The residual MLP on points in the plane: random Fourier features of (x, y) (Tancik et al. 2020) beside a sinusoidal
 * embedding of the timestep (Vaswani et al. 2017), an input layer, `depth` residual layers with SiLU, and an output layer.
 */
export class MlpModel {
  readonly sizes: MlpSizes;
  readonly layout: MlpLayout;
  readonly specs: readonly ParameterSpec[];
  /** Frequencies in cycles per unit, [F, 2] flattened; fixed, drawn from the seed. */
  readonly frequencies: Float32Array;
  readonly #seed: number;

  /** @throws a sentence when the sizes are outside what the kernels take. */
  constructor(options: MlpOptions) {
    this.sizes = { frequencies: options.frequencies, embedding: options.embedding, width: options.width, depth: options.depth };
    this.layout = mlpLayout(this.sizes);
    this.#seed = options.seed;
    const random = randomStream(options.seed, FREQUENCY_STREAM);
    this.frequencies = random.fillNormal(new Float32Array(options.frequencies * POINT_DIMENSIONS)).map((value) => value * options.frequencyScale);
    const { width, depth } = this.sizes;
    const layout = this.layout;
    const hidden = Array.from({ length: depth }, (_, index) => {
      const weight = layout.hiddenWeight + index * layout.hiddenStride;
      return [
        { name: `hidden.${index}.weight`, shape: [width, width], offset: weight },
        { name: `hidden.${index}.bias`, shape: [width], offset: weight + layout.hiddenBias },
      ];
    });
    this.specs = [
      { name: 'in.weight', shape: [layout.inputs, width], offset: layout.inWeight },
      { name: 'in.bias', shape: [width], offset: layout.inBias },
      ...hidden.flat(),
      { name: 'out.weight', shape: [width, POINT_DIMENSIONS], offset: layout.outWeight },
      { name: 'out.bias', shape: [POINT_DIMENSIONS], offset: layout.outBias },
    ];
  }

  /**
   * Fresh weights and biases, uniform in +-1/sqrt(inputs of the layer), as PyTorch's Linear. The output layer starts at
   * zero, so that the first prediction is zero and not noise.
   */
  initialParameters(): Map<string, Float32Array> {
    const random = randomStream(this.#seed, WEIGHT_STREAM);
    return new Map(this.specs.map(({ name, shape }) => {
      const units = name.startsWith('in.') ? this.layout.inputs : this.sizes.width;
      const bound = name.startsWith('out.') ? 0 : 1 / Math.sqrt(units);
      const values = new Float32Array(shape.reduce((product, size) => product * size, 1));
      return [name, values.map(() => bound * (2 * random.uniform() - 1))] as const;
    }));
  }

  /** The timestep embedding of a schedule with `timesteps` levels: [timesteps, E] flattened. */
  timestepTable(timesteps: number): Float32Array {
    return timestepTable(timesteps, this.sizes.embedding);
  }

  /** The rows of these timesteps, which need not be whole: [places, E] flattened. */
  timestepRows(places: readonly number[], timesteps: number): Float32Array {
    return timestepRows(places, timesteps, this.sizes.embedding);
  }

  /** Appends the network to a graph. x_t [B, 2], timesteps [B] (u32), the arena as one tensor; returns the prediction [B, 2]. */
  build(graph: Graph, x: Tensor, timesteps: Tensor, { frequencies, table }: MlpTables, arena: Tensor): Tensor {
    return at(graph.apply(residualMlp, [x, timesteps, frequencies, table, arena], this.sizes), 0);
  }
}
