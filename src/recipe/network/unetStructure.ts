import type { UNetRecipe } from '../recipe.ts';
import type { Extras } from './mlpStructure.ts';
import { type NetworkBlock, type NetworkLayer, type NetworkLink, type NetworkStructure, weighted } from './structure.ts';

export interface UNetSurroundings extends Extras {
  /** Pixels on each side of the pictures, and their channels. */
  readonly size: number;
  readonly channels: number;
  /** Classes that it is told, 0 for none. */
  readonly classes: number;
}

/** The embedding of the time is so many times as wide as the first block has channels. */
const TIME_WIDTH = 4;

/** Hugging Face's UNet2DModel, block for block and name for name, as src/nn/unet2d builds it. */
export function unetStructure(model: UNetRecipe, { size, channels, classes, estimate, variance }: UNetSurroundings): NetworkStructure {
  const { blockChannels, attention, layersPerBlock } = model;
  const [first = 0] = blockChannels;
  const depth = blockChannels.length;
  const [inputs, outputs] = [estimate ? 2 * channels : channels, variance ? 2 * channels : channels];
  const site: Site = { time: TIME_WIDTH * first, groups: model.normGroups, headChannels: model.headChannels };
  const sideOf = (level: number): number => size / 2 ** level;
  const channelsAt = (level: number): number => blockChannels[level] ?? 0;

  /** Channels of everything set aside for the way up, in order. */
  const skips = [first];
  let present = first;
  const down = blockChannels.map((out, level): NetworkBlock => {
    const name = `down_blocks.${level}`;
    const side = sideOf(level);
    const layers = Array.from({ length: layersPerBlock }, (_, layer) => {
      const made = [...resnet(site, `${name}.resnets.${layer}`, side, present, out), ...(attention[level] === true ? attends(site, `${name}.attentions.${layer}`, side, out) : [])];
      present = out;
      skips.push(out);
      return made;
    }).flat();
    if (level < depth - 1) {
      layers.push(convolution(`${name}.downsamplers.0.conv`, sideOf(level + 1), out, out, { stride: 2 }));
      skips.push(out);
    }
    return { name, kind: 'down', index: level, shape: [side, side, out], layers };
  });

  const bottom = sideOf(depth - 1);
  const middle: NetworkBlock = {
    name: 'mid_block', kind: 'middle', index: 0, shape: [bottom, bottom, present],
    layers: [
      ...resnet(site, 'mid_block.resnets.0', bottom, present, present),
      ...(attention[depth - 1] === true ? attends(site, 'mid_block.attentions.0', bottom, present) : []),
      ...resnet(site, 'mid_block.resnets.1', bottom, present, present),
    ],
  };

  const up = blockChannels.map((_, index): NetworkBlock => {
    const name = `up_blocks.${index}`;
    const level = depth - 1 - index;
    const [out, side] = [channelsAt(level), sideOf(level)];
    const layers = Array.from({ length: layersPerBlock + 1 }, (__, layer) => {
      const joined = present + (skips.pop() ?? 0);
      present = out;
      return [
        { name: `${name}.resnets.${layer}.join`, kind: 'join', from: joined, out: [side, side, joined], parameters: [] } satisfies NetworkLayer,
        ...resnet(site, `${name}.resnets.${layer}`, side, joined, out),
        ...(attention[level] === true ? attends(site, `${name}.attentions.${layer}`, side, out) : []),
      ];
    }).flat();
    if (level > 0) {
      layers.push(
        { name: `${name}.upsamplers.0`, kind: 'upsample', from: out, out: [2 * side, 2 * side, out], parameters: [] },
        convolution(`${name}.upsamplers.0.conv`, 2 * side, out, out),
      );
    }
    return { name, kind: 'up', index, shape: [side, side, out], layers };
  });

  const blocks: NetworkBlock[] = [
    {
      name: 'time_embedding', kind: 'time', index: 0, shape: [site.time],
      layers: [
        { name: 'time_proj', kind: 'sinusoids', from: 1, out: [first], parameters: [] },
        { name: 'time_embedding.linear_1', kind: 'linear', from: first, out: [site.time], silu: true, parameters: weighted('time_embedding.linear_1', [first, site.time]) },
        { name: 'time_embedding.linear_2', kind: 'linear', from: site.time, out: [site.time], parameters: weighted('time_embedding.linear_2', [site.time, site.time]) },
      ],
    },
    ...(classes === 0 ? [] : [{
      name: 'class_embedding', kind: 'class', index: 0, shape: [site.time],
      // One row more than there are classes means "none", which guidance needs.
      layers: [{ name: 'class_embedding', kind: 'class-table', from: classes + 1, out: [site.time], parameters: [{ name: 'class_embedding.weight', shape: [classes + 1, site.time] }] }],
    } satisfies NetworkBlock]),
    { name: 'conv_in', kind: 'in', index: 0, shape: [size, size, first], layers: [convolution('conv_in', size, inputs, first)] },
    ...down, middle, ...up,
    {
      name: 'conv_out', kind: 'out', index: 0, shape: [size, size, outputs],
      layers: [norm('conv_norm_out', size, present, site.groups, true), convolution('conv_out', size, present, outputs)],
    },
  ];
  return { kind: 'unet2d', input: [size, size, channels], output: [size, size, outputs], blocks, links: linksOf(blocks, depth, layersPerBlock) };
}

/** What every layer of a network takes. */
interface Site {
  /** Features of the embedding of the time. */
  readonly time: number;
  readonly groups: number;
  readonly headChannels: number;
}

function convolution(name: string, side: number, from: number, to: number, { kernel = 3, stride = 1 }: { kernel?: 1 | 3; stride?: 1 | 2 } = {}): NetworkLayer {
  return { name, kind: 'convolution', from, out: [side, side, to], kernel, stride, parameters: weighted(name, [kernel, kernel, from, to]) };
}

function norm(name: string, side: number, channels: number, groups: number, silu: boolean): NetworkLayer {
  return { name, kind: 'norm', from: channels, out: [side, side, channels], groups, silu, parameters: weighted(name, [channels]) };
}

function resnet({ time, groups }: Site, name: string, side: number, from: number, to: number): NetworkLayer[] {
  return [
    norm(`${name}.norm1`, side, from, groups, true),
    convolution(`${name}.conv1`, side, from, to),
    { name: `${name}.time_emb_proj`, kind: 'linear', from: time, out: [to], parameters: weighted(`${name}.time_emb_proj`, [time, to]) },
    norm(`${name}.norm2`, side, to, groups, true),
    convolution(`${name}.conv2`, side, to, to),
    ...(from === to ? [] : [convolution(`${name}.conv_shortcut`, side, from, to, { kernel: 1 })]),
    { name: `${name}.add`, kind: 'sum', from: to, out: [side, side, to], parameters: [] },
  ];
}

function attends({ groups, headChannels }: Site, name: string, side: number, channels: number): NetworkLayer[] {
  const dense = (part: string): NetworkLayer => ({ name: `${name}.${part}`, kind: 'linear', from: channels, out: [side, side, channels], parameters: weighted(`${name}.${part}`, [channels, channels]) });
  return [
    norm(`${name}.group_norm`, side, channels, groups, false),
    dense('to_q'), dense('to_k'), dense('to_v'),
    { name: `${name}.attention`, kind: 'attention', from: channels, out: [side, side, channels], groups: channels / headChannels, parameters: [] },
    dense('to_out.0'),
    { name: `${name}.add`, kind: 'sum', from: channels, out: [side, side, channels], parameters: [] },
  ];
}

function linksOf(blocks: readonly NetworkBlock[], depth: number, layersPerBlock: number): NetworkLink[] {
  const main = blocks.filter(({ kind }) => kind !== 'time' && kind !== 'class');
  const conditions = blocks.filter(({ kind }) => kind === 'time' || kind === 'class');
  const timed = main.filter(({ kind }) => kind === 'down' || kind === 'middle' || kind === 'up');
  return [
    ...main.slice(1).map(({ name }, i): NetworkLink => ({ from: main[i]?.name ?? '', to: name, kind: 'flow', count: 1 })),
    ...Array.from({ length: depth }, (_, level): NetworkLink[] => {
      const to = `up_blocks.${depth - 1 - level}`;
      // What is set aside last is taken first: a level gives what its layers made, the level above what it made half as large.
      return [
        { from: `down_blocks.${level}`, to, kind: 'skip', count: layersPerBlock },
        { from: level === 0 ? 'conv_in' : `down_blocks.${level - 1}`, to, kind: 'skip', count: 1 },
      ];
    }).flat(),
    ...conditions.flatMap((condition) => timed.map(({ name }): NetworkLink => ({ from: condition.name, to: name, kind: 'condition', count: 1 }))),
  ];
}
