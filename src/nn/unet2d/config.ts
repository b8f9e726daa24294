import * as v from 'valibot';

/** What of Hugging Face's UNet2DModel configuration (config.json of a diffusers pipeline) this model takes. */

const count = v.pipe(v.number(), v.integer(), v.minValue(1));
/** Options of UNet2DModel of which we have one setting only. */
const only = <const T extends string>(value: T) => v.optional(v.literal(value), value);

/** Keys that begin with "_" are diffusers' own notes; missing ones get the defaults of diffusers' constructor. */
const schema = v.object({
  sample_size: v.optional(v.nullable(v.union([count, v.tuple([count, count])])), null),
  in_channels: v.optional(count, 3),
  out_channels: v.optional(count, 3),

  center_input_sample: v.optional(v.literal(false), false),
  time_embedding_type: only('positional'),
  /** Width of the time embedding; null: four times the first block's channels. */
  time_embedding_dim: v.optional(v.nullable(count), null),
  freq_shift: v.optional(v.number(), 0),
  flip_sin_to_cos: v.optional(v.boolean(), true),
  down_block_types: v.optional(v.array(v.picklist(['DownBlock2D', 'AttnDownBlock2D'])), ['DownBlock2D', 'AttnDownBlock2D', 'AttnDownBlock2D', 'AttnDownBlock2D']),
  mid_block_type: only('UNetMidBlock2D'),
  up_block_types: v.optional(v.array(v.picklist(['UpBlock2D', 'AttnUpBlock2D'])), ['AttnUpBlock2D', 'AttnUpBlock2D', 'AttnUpBlock2D', 'UpBlock2D']),
  block_out_channels: v.optional(v.pipe(v.array(count), v.minLength(1)), [224, 448, 672, 896]),
  layers_per_block: v.optional(count, 2),
  mid_block_scale_factor: v.optional(v.number(), 1),
  /** 1: padding on all sides before the strided convolution; 0: diffusers' asymmetric padding at the bottom and right. */
  downsample_padding: v.optional(v.picklist([0, 1]), 1),
  downsample_type: only('conv'),
  upsample_type: only('conv'),
  dropout: v.optional(v.pipe(v.number(), v.minValue(0), v.ltValue(1)), 0),
  act_fn: v.optional(v.picklist(['silu', 'swish']), 'silu'),
  /** Channels of an attention head; null: one head. */
  attention_head_dim: v.optional(v.nullable(count), 8),
  norm_num_groups: v.optional(count, 32),
  attn_norm_num_groups: v.optional(v.null(), null),
  norm_eps: v.optional(v.pipe(v.number(), v.gtValue(0)), 1e-5),
  resnet_time_scale_shift: only('default'),
  add_attention: v.optional(v.boolean(), true),
  class_embed_type: v.optional(v.null(), null),
  /** Rows of the class embedding, or null where the model knows no classes. */
  num_class_embeds: v.optional(v.nullable(count), null),
  num_train_timesteps: v.optional(v.nullable(count), null),
});

export type UNet2DConfig = Readonly<v.InferOutput<typeof schema>>;

/**
 * Reads a parsed config.json.
 * @throws a sentence naming the key, what it got and what it takes.
 */
export function readUNet2DConfig(value: unknown): UNet2DConfig {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('The model\'s config.json must hold one JSON object.');
  const unknownKey = Object.keys(value).find((key) => !key.startsWith('_') && !(key in schema.entries));
  if (unknownKey !== undefined) throw new Error(`config.json: "${unknownKey}" is not an option of UNet2DModel that is known here.`);
  const read = v.safeParse(schema, value);
  if (!read.success) {
    const [issue] = read.issues;
    throw new Error(`config.json: ${v.getDotPath(issue) ?? 'the object'} is ${issue.received}; this model takes ${issue.expected ?? 'something else'}.`);
  }
  checkUNet2DConfig(read.output);
  return read.output;
}

/** @throws a sentence when the parts of a configuration do not fit together. */
export function checkUNet2DConfig(config: UNet2DConfig): void {
  const { block_out_channels: channels, down_block_types: down, up_block_types: up, norm_num_groups: groups } = config;
  const fail = (sentence: string): never => { throw new Error(`config.json: ${sentence}`); };
  if (down.length !== channels.length || up.length !== channels.length) fail(`there are ${channels.length} block_out_channels, but ${down.length} down_block_types and ${up.length} up_block_types; give as many of each.`);
  const uneven = channels.find((channel) => channel % groups !== 0);
  if (uneven !== undefined) fail(`norm_num_groups is ${groups}, which does not divide ${uneven} channels.`);
  if ((channels[0] ?? 0) % 2 !== 0) fail(`the first of block_out_channels is ${channels[0]}; it must be even, for sines and cosines of the time.`);
}

/** Channels of the time embedding. */
export function timeChannels(config: UNet2DConfig): number {
  return config.time_embedding_dim ?? 4 * (config.block_out_channels[0] ?? 0);
}

/** Sides of an image must be multiples of this: each block but the last halves them. */
export function sideMultiple(config: UNet2DConfig): number {
  return 2 ** (config.block_out_channels.length - 1);
}
