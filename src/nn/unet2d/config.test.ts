import { describe, expect, it } from 'vitest';
import tiny from './fixtures/config.json';
import { readUNet2DConfig, sideMultiple, timeChannels } from './config.ts';

describe('readUNet2DConfig', () => {
  it('reads what diffusers writes', () => {
    const config = readUNet2DConfig({ ...tiny, _class_name: 'UNet2DModel', _diffusers_version: '0.35.0' });
    expect(config).toMatchObject({ block_out_channels: [8, 16], attention_head_dim: 8, norm_num_groups: 4, layers_per_block: 1, num_class_embeds: null });
    expect(timeChannels(config)).toBe(32);
    expect(sideMultiple(config)).toBe(2);
  });

  it('fills in the defaults of diffusers', () => {
    expect(readUNet2DConfig({})).toMatchObject({ in_channels: 3, block_out_channels: [224, 448, 672, 896], layers_per_block: 2, downsample_padding: 1, norm_num_groups: 32 });
  });

  it.each([
    [null, 'must hold one JSON object'],
    [[], 'must hold one JSON object'],
    [{ in_chanels: 3 }, '"in_chanels" is not an option'],
    [{ in_channels: 0 }, 'in_channels is 0; this model takes >=1'],
    [{ in_channels: '3' }, 'in_channels is "3"; this model takes number'],
    [{ resnet_time_scale_shift: 'scale_shift' }, 'resnet_time_scale_shift is "scale_shift"; this model takes "default"'],
    [{ down_block_types: ['ResnetDownsampleBlock2D', 'DownBlock2D'] }, 'down_block_types.0 is "ResnetDownsampleBlock2D"'],
    [{ ...tiny, block_out_channels: [8, 16, 16] }, 'there are 3 block_out_channels, but 2 down_block_types'],
    [{ ...tiny, norm_num_groups: 3 }, 'norm_num_groups is 3, which does not divide 8 channels'],
    [{ ...tiny, block_out_channels: [4, 8], norm_num_groups: 1, dropout: 1 }, 'dropout is 1'],
    [{ ...tiny, block_out_channels: [5, 10], norm_num_groups: 5 }, 'must be even'],
  ])('refuses %j with a sentence', (value, sentence) => {
    expect(() => readUNet2DConfig(value)).toThrow(sentence);
  });
});
