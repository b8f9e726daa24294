import type { Graph } from '../../engine/graph.ts';
import { activation } from '../../ops/activation.ts';
import { addRows } from '../../ops/addRows.ts';
import { attention as attentionOperation } from '../../ops/attention.ts';
import { conv2d } from '../../ops/conv2d.ts';
import { withDropout } from '../../ops/dropout.ts';
import { groupNorm } from '../../ops/groupNorm.ts';
import { linear } from '../../ops/linear.ts';
import { at, elements, type Shape, type Tensor } from '../../ops/operation.ts';
import { scaledAdd } from '../../ops/scaledAdd.ts';
import { view } from '../../ops/view.ts';
import type { UNet2DConfig } from './config.ts';
import type { ParameterKind } from './parameterNames.ts';

/** What a layer needs to put itself into a graph. */
export interface Site {
  readonly graph: Graph;
  readonly config: UNet2DConfig;
  /** Whether dropout is on. */
  readonly training: boolean;
  /** The tensor of a parameter; `shape` is PyTorch's. */
  parameter(name: string, kind: ParameterKind, shape: Shape): Tensor;
  /** A number of its own for each dropout layer, so that their masks differ. */
  nextDropout(): number;
}

/** The last axis: everything here is NHWC. */
export function channelsOf(x: Tensor): number {
  return at(x.shape, x.shape.length - 1);
}

function biasOf(site: Site, name: string, channels: number): Tensor {
  return site.parameter(`${name}.bias`, 'plain', [channels]);
}

export function convolution(site: Site, name: string, x: Tensor, out: number, options: { kernel?: 1 | 3; stride?: 1 | 2; padding?: 'same' | 'symmetric' | 'asymmetric' } = {}): Tensor {
  const { kernel = 3, stride = 1, padding = 'same' } = options;
  const weight = site.parameter(`${name}.weight`, 'convolution', [out, channelsOf(x), kernel, kernel]);
  return site.graph.one(conv2d, [x, weight, biasOf(site, name, out)], { stride, padding });
}

/** Over the last axis, whatever the others are. */
export function dense(site: Site, name: string, x: Tensor, out: number): Tensor {
  const inputs = channelsOf(x);
  const weight = site.parameter(`${name}.weight`, 'linear', [out, inputs]);
  const rows = elements(x.shape) / inputs;
  const made = site.graph.one(linear, [reshaped(site, x, [rows, inputs]), weight, biasOf(site, name, out)], null);
  return reshaped(site, made, [...x.shape.slice(0, -1), out]);
}

export function normalisation(site: Site, name: string, x: Tensor, silu: boolean): Tensor {
  const channels = channelsOf(x);
  const scale = site.parameter(`${name}.weight`, 'plain', [channels]);
  const { norm_num_groups: groups, norm_eps: epsilon } = site.config;
  return at(site.graph.apply(groupNorm, [x, scale, biasOf(site, name, channels)], { groups, epsilon, silu }), 0);
}

export function silu(site: Site, x: Tensor): Tensor {
  return site.graph.one(activation, [x], { kind: 'silu' });
}

export function reshaped(site: Site, x: Tensor, shape: Shape): Tensor {
  return x.shape.join() === shape.join() ? x : site.graph.one(view, [x], { shape });
}

/**
 * ResnetBlock2D: x + conv2(dropout(silu(norm2(conv1(silu(norm1(x))) + time)))), with a 1x1 convolution on the straight
 * path where the channels change.
 * @param time SiLU of the time embedding, [N, E]
 */
export function resnet(site: Site, name: string, x: Tensor, time: Tensor, out: number, outputScale = 1): Tensor {
  const first = convolution(site, `${name}.conv1`, normalisation(site, `${name}.norm1`, x, true), out);
  const timed = site.graph.one(addRows, [first, dense(site, `${name}.time_emb_proj`, time, out)], null);
  const second = convolution(site, `${name}.conv2`, dropped(site, normalisation(site, `${name}.norm2`, timed, true)), out);
  const straight = channelsOf(x) === out ? x : convolution(site, `${name}.conv_shortcut`, x, out, { kernel: 1 });
  return site.graph.one(scaledAdd, [straight, second], { scale: 1 / outputScale });
}

function dropped(site: Site, x: Tensor): Tensor {
  return withDropout(site.graph, x, { probability: site.training ? site.config.dropout : 0, layer: site.nextDropout() });
}

/** Self-attention over the pixels, with the straight path added: diffusers' Attention as the U-Net's blocks use it. */
export function attention(site: Site, name: string, x: Tensor, outputScale = 1): Tensor {
  const [batch = 1, height = 1, width = 1, channels = 1] = x.shape;
  const headWidth = site.config.attention_head_dim ?? channels;
  if (channels % headWidth !== 0) throw new Error(`attention_head_dim is ${headWidth}, which does not divide the ${channels} channels of ${name}.`);
  const tokens = reshaped(site, normalisation(site, `${name}.group_norm`, x, false), [batch, height * width, channels]);
  const [query, key, value] = ['to_q', 'to_k', 'to_v'].map((part) => dense(site, `${name}.${part}`, tokens, channels));
  if (!query || !key || !value) throw new Error('Attention takes a query, a key and a value.');
  const mixed = at(site.graph.apply(attentionOperation, [query, key, value], { heads: channels / headWidth }), 0);
  const out = reshaped(site, dense(site, `${name}.to_out.0`, mixed, channels), x.shape);
  return site.graph.one(scaledAdd, [out, x], { scale: 1 / outputScale });
}
