/** What a network is made of, block by block and layer by layer, known from its recipe alone: for drawings, before anything is compiled. */

export type LayerKind =
  /** Of what comes in. */
  | 'waves' | 'sinusoids' | 'class-table'
  /** With weights. */
  | 'convolution' | 'linear' | 'norm'
  /** Without. */
  | 'attention' | 'upsample' | 'join' | 'sum';

export interface LayerParameter {
  /** As the model knows it: arenas, checkpoints and statistics use the same name. */
  readonly name: string;
  readonly shape: readonly number[];
}

export interface NetworkLayer {
  /** Where it has parameters they are `name.weight` and perhaps `name.bias`. */
  readonly name: string;
  readonly kind: LayerKind;
  /** Of one sample: [features], or [height, width, channels]. */
  readonly out: readonly number[];
  /** Channels or features that come in. */
  readonly from: number;
  /** For convolutions: the side of the kernel, and 2 where only every second place is looked at. */
  readonly kernel?: 1 | 3;
  readonly stride?: 1 | 2;
  /** Groups of a norm, heads of attention. */
  readonly groups?: number;
  /** Whether SiLU follows. */
  readonly silu?: boolean;
  readonly parameters: readonly LayerParameter[];
}

export type BlockKind = 'time' | 'class' | 'waves' | 'estimate' | 'in' | 'down' | 'middle' | 'up' | 'hidden' | 'out';

export interface NetworkBlock {
  /** What the names of its layers begin with, where they have that in common. */
  readonly name: string;
  readonly kind: BlockKind;
  /** For down, up and hidden: which one, from 0. */
  readonly index: number;
  /** Of what it works on, for one sample: [features], or [height, width, channels]. */
  readonly shape: readonly number[];
  readonly layers: readonly NetworkLayer[];
}

export interface NetworkLink {
  readonly from: string;
  readonly to: string;
  readonly kind: 'flow' | 'skip' | 'condition';
  /** Tensors that go this way: several skips may connect two blocks. */
  readonly count: number;
}

export interface NetworkStructure {
  readonly kind: 'mlp' | 'unet2d';
  /** What one sample is that goes in, and what comes out for it. */
  readonly input: readonly number[];
  readonly output: readonly number[];
  readonly blocks: readonly NetworkBlock[];
  readonly links: readonly NetworkLink[];
}

export function elementCount(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** Trained numbers of some layers. */
export function parameterCount(layers: readonly Pick<NetworkLayer, 'parameters'>[]): number {
  return layers.reduce((sum, { parameters }) => sum + parameters.reduce((own, { shape }) => own + elementCount(shape), 0), 0);
}

/** A layer with a bias for each of its outputs. @param weight the shape of its weight here, outputs last */
export function weighted(name: string, weight: readonly number[]): LayerParameter[] {
  return [{ name: `${name}.weight`, shape: weight }, { name: `${name}.bias`, shape: weight.slice(-1) }];
}
