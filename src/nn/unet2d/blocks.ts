import { concat } from '../../ops/concat.ts';
import type { Tensor } from '../../ops/operation.ts';
import { upsampleNearest } from '../../ops/resample.ts';
import { attention, channelsOf, convolution, resnet, type Site } from './layers.ts';

/** What flows through the network, and what is set aside for the way up. */
export interface Flow {
  x: Tensor;
  readonly skips: Tensor[];
}

/** DownBlock2D and AttnDownBlock2D: residual blocks, each followed by attention if wanted; then half the size, except in the last block. */
export function downBlock(site: Site, index: number, flow: Flow, time: Tensor): void {
  const name = `down_blocks.${index}`;
  const { block_out_channels: channels, down_block_types: types, layers_per_block: layers, downsample_padding: padding } = site.config;
  const out = channels[index] ?? 0;
  for (let layer = 0; layer < layers; layer++) {
    flow.x = resnet(site, `${name}.resnets.${layer}`, flow.x, time, out);
    if (types[index] === 'AttnDownBlock2D') flow.x = attention(site, `${name}.attentions.${layer}`, flow.x);
    flow.skips.push(flow.x);
  }
  if (index === channels.length - 1) return;
  flow.x = convolution(site, `${name}.downsamplers.0.conv`, flow.x, out, { stride: 2, padding: padding === 0 ? 'asymmetric' : 'symmetric' });
  flow.skips.push(flow.x);
}

/** UNetMidBlock2D: residual, attention if wanted, residual. */
export function midBlock(site: Site, flow: Flow, time: Tensor): void {
  const { mid_block_scale_factor: scale, add_attention: attends } = site.config;
  const channels = channelsOf(flow.x);
  flow.x = resnet(site, 'mid_block.resnets.0', flow.x, time, channels, scale);
  if (attends) flow.x = attention(site, 'mid_block.attentions.0', flow.x, scale);
  flow.x = resnet(site, 'mid_block.resnets.1', flow.x, time, channels, scale);
}

/** UpBlock2D and AttnUpBlock2D: one residual block more than on the way down, each with a skip beside its input; then twice the size, except in the last block. */
export function upBlock(site: Site, index: number, flow: Flow, time: Tensor): void {
  const name = `up_blocks.${index}`;
  const { block_out_channels: channels, up_block_types: types, layers_per_block: layers } = site.config;
  const out = channels[channels.length - 1 - index] ?? 0;
  for (let layer = 0; layer <= layers; layer++) {
    const skip = flow.skips.pop();
    if (!skip) throw new Error(`${name} finds no skip connection left.`);
    flow.x = resnet(site, `${name}.resnets.${layer}`, site.graph.one(concat, [flow.x, skip], null), time, out);
    if (types[index] === 'AttnUpBlock2D') flow.x = attention(site, `${name}.attentions.${layer}`, flow.x);
  }
  if (index === channels.length - 1) return;
  const [, height = 1, width = 1] = flow.x.shape;
  const larger = site.graph.one(upsampleNearest, [flow.x], { height: 2 * height, width: 2 * width });
  flow.x = convolution(site, `${name}.upsamplers.0.conv`, larger, out);
}
