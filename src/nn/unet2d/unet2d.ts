import { Graph } from '../../engine/graph.ts';
import { add } from '../../ops/add.ts';
import { embedding } from '../../ops/embedding.ts';
import { alignParameter, elements, type Shape, type Tensor } from '../../ops/operation.ts';
import type { ParameterSpec } from '../parameterArena.ts';
import { downBlock, type Flow, midBlock, upBlock } from './blocks.ts';
import { sideMultiple, timeChannels, type UNet2DConfig } from './config.ts';
import { convolution, dense, normalisation, silu, type Site } from './layers.ts';
import { type ParameterKind, shapeHere } from './parameterNames.ts';

/** A parameter under diffusers' name, with what is needed to read and write its files. */
export interface UNetParameter extends ParameterSpec {
  readonly kind: ParameterKind;
  /** Shape in PyTorch. */
  readonly theirShape: Shape;
}

export interface UNetInputs {
  /** Images, [N, H, W, in_channels], in [-1, 1] plus noise. */
  readonly sample: Tensor;
  /** [N] (u32), rows of the table below. */
  readonly timesteps: Tensor;
  /** Sinusoids of every timestep, [T, block_out_channels[0]]. */
  readonly table: Tensor;
  /** [N] (u32), for models with classes. */
  readonly classLabels?: Tensor;
}

/**
 * Hugging Face's UNet2DModel, block for block and name for name: Ho et al., "Denoising diffusion probabilistic models"
 * (2020), appendix B, in the form of diffusers' src/diffusers/models/unets/unet_2d.py.
 */
export class UNet2D {
  readonly config: UNet2DConfig;
  readonly parameters: readonly UNetParameter[];
  /** Floats in an arena. */
  readonly length: number;

  constructor(config: UNet2DConfig) {
    this.config = config;
    const side = sideMultiple(config);
    const found: UNetParameter[] = [];
    let length = 0;
    const graph = new Graph();
    const inputs: UNetInputs = {
      sample: graph.input('sample', [1, side, side, config.in_channels]),
      timesteps: graph.input('timesteps', [1], 'u32'),
      table: graph.input('table', [1, config.block_out_channels[0] ?? 0]),
      ...(config.num_class_embeds === null ? {} : { classLabels: graph.input('class labels', [1], 'u32') }),
    };
    // A first pass over a graph that is thrown away tells which parameters there are.
    this.#assemble(graph, inputs, false, (name, kind, theirShape) => {
      const shape = shapeHere(kind, theirShape);
      found.push({ name, kind, theirShape, shape, offset: length });
      length += alignParameter(elements(shape));
      return graph.parameter(name, shape);
    });
    this.parameters = found;
    this.length = length;
  }

  /**
   * Appends the network to a graph; returns the prediction, [N, H, W, out_channels].
   * @param parameter gives the tensor of a parameter, shaped as here.
   * @param training whether dropout is on.
   * @throws a sentence when the image's sides do not fit the number of blocks.
   */
  build(graph: Graph, inputs: UNetInputs, parameter: (name: string) => Tensor, training: boolean): Tensor {
    const multiple = sideMultiple(this.config);
    const [, height = 0, width = 0] = inputs.sample.shape;
    if (height % multiple !== 0 || width % multiple !== 0) throw new Error(`The images are ${width} by ${height}; with ${this.config.block_out_channels.length} blocks both sides must be multiples of ${multiple}.`);
    return this.#assemble(graph, inputs, training, parameter);
  }

  /** Sinusoids of the timesteps 0 .. count - 1, as `timestepRows` makes them. */
  timestepTable(count: number): Float32Array {
    return this.timestepRows(Array.from({ length: count }, (_, t) => t));
  }

  /**
   * Sinusoids of these timesteps, which need not be whole, as diffusers' Timesteps makes them: [places, block_out_channels[0]]
   * flattened. Computed in float64 on the CPU.
   */
  timestepRows(places: readonly number[]): Float32Array {
    const { freq_shift: shift, flip_sin_to_cos: cosineFirst, block_out_channels: [channels = 0] } = this.config;
    const half = channels / 2;
    return Float32Array.from({ length: places.length * channels }, (_, index) => {
      const column = index % channels;
      const angle = (places[Math.floor(index / channels)] ?? 0) * Math.exp(-Math.log(10000) * (column % half) / (half - shift));
      return (column < half) === cosineFirst ? Math.cos(angle) : Math.sin(angle);
    });
  }

  #assemble(graph: Graph, inputs: UNetInputs, training: boolean, parameter: (name: string, kind: ParameterKind, shape: Shape) => Tensor): Tensor {
    const { config } = this;
    let dropouts = 0;
    const site: Site = { graph, config, training, parameter, nextDropout: () => dropouts++ };
    const time = silu(site, this.#conditioning(site, inputs));
    const flow: Flow = { x: convolution(site, 'conv_in', inputs.sample, config.block_out_channels[0] ?? 0), skips: [] };
    flow.skips.push(flow.x);
    config.down_block_types.forEach((_, index) => downBlock(site, index, flow, time));
    midBlock(site, flow, time);
    config.up_block_types.forEach((_, index) => upBlock(site, index, flow, time));
    return convolution(site, 'conv_out', normalisation(site, 'conv_norm_out', flow.x, true), config.out_channels);
  }

  /** The time embedding, and the class's on top of it: [N, E]. */
  #conditioning(site: Site, { timesteps, table, classLabels }: UNetInputs): Tensor {
    const width = timeChannels(this.config);
    const { num_class_embeds: classes } = this.config;
    const waves = site.graph.one(embedding, [table, timesteps], null);
    const time = dense(site, 'time_embedding.linear_2', silu(site, dense(site, 'time_embedding.linear_1', waves, width)), width);
    if (classes === null) return time;
    if (!classLabels) throw new Error('This model knows classes: give a class label for every image.');
    const rows = site.parameter('class_embedding.weight', 'plain', [classes, width]);
    return site.graph.one(add, [time, site.graph.one(embedding, [rows, classLabels], null)], null);
  }
}
