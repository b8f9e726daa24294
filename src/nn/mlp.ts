import type { Graph } from '../engine/graph.ts';
import { activation } from '../ops/activation.ts';
import { add } from '../ops/add.ts';
import { concat } from '../ops/concat.ts';
import { embedding } from '../ops/embedding.ts';
import { fourier } from '../ops/fourier.ts';
import { linear } from '../ops/linear.ts';
import { at, type Tensor } from '../ops/operation.ts';
import { residualMlp } from '../ops/residualMlp.ts';
import { type MlpExtras, type MlpLayout, mlpLayout, type MlpSizes, POINT_DIMENSIONS } from '../ops/residualMlpLayout.ts';
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
  /** Whether it is shown its own estimate of the clean points (Chen et al. 2022). */
  readonly selfConditioned?: boolean;
  /** Whether it says in two more numbers where the variance of each coordinate lies (Nichol and Dhariwal 2021). */
  readonly learnsVariance?: boolean;
  /** False: made of single operations, as networks that are shown or say more always are. */
  readonly fused?: boolean;
}

/** What the network is asked: points x_t [B, 2] at timesteps [B] (u32), with an estimate [B, 2] of the clean ones where it is shown one. */
export interface MlpQuestion {
  readonly x: Tensor;
  readonly timesteps: Tensor;
  readonly estimate?: Tensor;
}

/** The name of the whole arena as one tensor, which the fused network takes. */
const WHOLE = 'arena';

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
  /** The tensors of the arena that `build` asks for. */
  readonly arenaParts: readonly ParameterSpec[];
  readonly #fused: boolean;
  readonly #extras: MlpExtras;
  readonly #seed: number;

  /** @throws a sentence when the sizes are outside what the kernels take. */
  constructor(options: MlpOptions) {
    this.sizes = { frequencies: options.frequencies, embedding: options.embedding, width: options.width, depth: options.depth };
    const { selfConditioned = false, learnsVariance = false, fused = true } = options;
    this.#extras = { estimate: selfConditioned, outputs: learnsVariance ? 2 * POINT_DIMENSIONS : POINT_DIMENSIONS };
    this.#fused = fused && !selfConditioned && !learnsVariance;
    this.layout = mlpLayout(this.sizes, this.#extras);
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
      { name: 'out.weight', shape: [width, this.#extras.outputs], offset: layout.outWeight },
      { name: 'out.bias', shape: [this.#extras.outputs], offset: layout.outBias },
    ];
    this.arenaParts = this.#fused ? [{ name: WHOLE, shape: [layout.total], offset: 0 }] : this.specs;
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

  /**
   * Appends the network to a graph; returns the prediction [B, 2], beside which it says its variance in [B, 4] where it learns it.
   * @param part gives the tensor of one of `arenaParts`
   */
  build(graph: Graph, { x, timesteps, estimate }: MlpQuestion, { frequencies, table }: MlpTables, part: (name: string) => Tensor): Tensor {
    if (this.#fused) return at(graph.apply(residualMlp, [x, timesteps, frequencies, table, part(WHOLE)], this.sizes), 0);
    if (this.#extras.estimate !== (estimate !== undefined)) throw new Error('A network that is shown its own estimate takes one, and no other does.');
    const seen = [x, ...(estimate ? [estimate] : [])].map((points) => graph.one(fourier, [points, frequencies], null));
    const layer = (name: string, h: Tensor): Tensor => graph.one(linear, [h, part(`${name}.weight`), part(`${name}.bias`)], null);
    const active = (name: string, h: Tensor): Tensor => graph.one(activation, [layer(name, h)], { kind: 'silu' });
    let h = active('in', graph.one(concat, [...seen, graph.one(embedding, [table, timesteps], null)], null));
    for (let index = 0; index < this.sizes.depth; index += 1) h = graph.one(add, [h, active(`hidden.${index}`, h)], null);
    return layer('out', h);
  }
}
