import { describe, expect, it } from 'vitest';
import { MlpModel } from '../../nn/mlp.ts';
import { UNet2D } from '../../nn/unet2d/unet2d.ts';
import { unetConfig } from '../../train/imageLearner.ts';
import { preset } from '../presets.ts';
import { parseRecipe } from '../validate.ts';
import { networkStructure } from './networkStructure.ts';
import { elementCount, parameterCount, type NetworkStructure } from './structure.ts';

function structure(recipe: object, classes = 0): NetworkStructure {
  const made = networkStructure(parseRecipe(recipe), classes);
  if (!made) throw new Error('Data and network go together here.');
  return made;
}

const parametersOf = ({ blocks }: NetworkStructure) => blocks.flatMap(({ layers }) => layers.flatMap(({ parameters }) => parameters));
const named = (parameters: readonly { name: string; shape: readonly number[] }[]) => parameters.map(({ name, shape }) => `${name} [${shape.join(', ')}]`);

const pictures = (model: object, rest: object = {}, data: object = {}) => ({ data: { kind: 'digits', size: 16, ...data }, model: { kind: 'unet2d', ...model }, ...rest });

describe('the structure of a U-Net', () => {
  const deep = { blockChannels: [16, 32, 32], attention: [false, true, true], layersPerBlock: 2, normGroups: 8, headChannels: 8 };
  it.each([
    ['the smallest', pictures({}), 10],
    ['attention at two sizes, two layers', pictures(deep), 10],
    ['one resolution without attention', pictures({ blockChannels: [8], attention: [false], normGroups: 4 }), 10],
    ['no classes', pictures(deep, {}, { conditional: false }), 0],
    ['colour, learned variance', pictures(deep, { objective: { variance: 'learned' } }, { colour: 'colour' }), 10],
    ['self-conditioning', pictures(deep, { objective: { selfConditioning: true } }), 3],
    ['five resolutions', pictures({ blockChannels: [8, 8, 16, 16, 32], attention: [false, false, true, false, false] }, {}, { size: 32 }), 10],
  ])('%s: the parameters of the model, by name, shape and order', (_, parts, classes) => {
    const recipe = parseRecipe(parts);
    if (recipe.model.kind !== 'unet2d' || !('colour' in recipe.data)) throw new Error('These are pictures.');
    const channels = recipe.data.colour === 'grey' ? 1 : 3;
    const model = new UNet2D(unetConfig(recipe.model, channels, recipe.data.conditional ? classes : null, recipe.data.size, recipe.objective));
    const made = structure(parts, classes);
    expect(named(parametersOf(made))).toEqual(named(model.parameters));
    expect(parameterCount(made.blocks.flatMap(({ layers }) => layers))).toBe(model.parameters.reduce((sum, { shape }) => sum + elementCount(shape), 0));
  });

  it('is that of every preset of pictures', () => {
    for (const name of ['tiny', 'small', 'medium', 'large']) {
      const recipe = preset(name);
      if (recipe.model.kind !== 'unet2d' || !('colour' in recipe.data)) throw new Error('These are pictures.');
      const model = new UNet2D(unetConfig(recipe.model, recipe.data.colour === 'grey' ? 1 : 3, recipe.data.conditional ? 10 : null, recipe.data.size, recipe.objective));
      expect(named(parametersOf(structure(recipe, 10)))).toEqual(named(model.parameters));
    }
  });

  it('halves and doubles the sides, and ends as it began', () => {
    const made = structure(pictures(deep), 10);
    expect(made.blocks.map(({ name, shape }) => `${name} ${shape.join('x')}`)).toEqual([
      'time_embedding 64', 'class_embedding 64', 'conv_in 16x16x16', 'down_blocks.0 16x16x16', 'down_blocks.1 8x8x32', 'down_blocks.2 4x4x32', 'mid_block 4x4x32',
      'up_blocks.0 4x4x32', 'up_blocks.1 8x8x32', 'up_blocks.2 16x16x16', 'conv_out 16x16x1',
    ]);
    expect(made.blocks.find(({ name }) => name === 'down_blocks.0')?.layers.at(-1)).toMatchObject({ name: 'down_blocks.0.downsamplers.0.conv', out: [8, 8, 16], stride: 2 });
    expect(made.output).toEqual([16, 16, 1]);
  });

  it('has as many skips as layers on the way up, each between blocks of one size', () => {
    const made = structure(pictures(deep), 10);
    const skips = made.links.filter(({ kind }) => kind === 'skip');
    expect(skips.reduce((sum, { count }) => sum + count, 0)).toBe(3 * 3);
    expect(skips.filter(({ to }) => to === 'up_blocks.1')).toEqual([
      { from: 'down_blocks.1', to: 'up_blocks.1', kind: 'skip', count: 2 }, { from: 'down_blocks.0', to: 'up_blocks.1', kind: 'skip', count: 1 },
    ]);
    expect(made.links.filter(({ kind, from }) => kind === 'condition' && from === 'class_embedding')).toHaveLength(7);
  });

  it('does not need the pictures to fit, and tells when there are points in their place', () => {
    expect(structure(pictures(deep), 0).blocks.some(({ kind }) => kind === 'class')).toBe(false);
    expect(networkStructure({ ...preset('tiny'), data: preset('two-moons').data }, 0)).toBeNull();
    expect(networkStructure({ ...preset('two-moons'), data: preset('tiny').data }, 0)).toBeNull();
  });
});

describe('the structure of an MLP', () => {
  const model = { width: 32, depth: 2, fourierFeatures: 5, timeEmbedding: 8 };
  it.each([
    ['fused', {}], ['self-conditioned', { selfConditioning: true }], ['learned variance', { variance: 'learned' }],
  ])('%s: the parameters of the model, by name, shape and order', (_, objective) => {
    const parts = { data: { kind: 'two-moons' }, model, objective };
    const { objective: { selfConditioning: selfConditioned, variance } } = parseRecipe(parts);
    const built = new MlpModel({ width: 32, depth: 2, frequencies: 5, embedding: 8, frequencyScale: 1, seed: 1, selfConditioned, learnsVariance: variance === 'learned' });
    expect(named(parametersOf(structure(parts)))).toEqual(named(built.specs));
  });

  it('goes from both embeddings through every layer', () => {
    const made = structure({ data: { kind: 'two-moons' }, model });
    expect(made.links.filter(({ kind }) => kind !== 'skip').map(({ from, to }) => `${from} > ${to}`)).toEqual(['waves > in', 'time > in', 'in > hidden.0', 'hidden.0 > hidden.1', 'hidden.1 > out']);
    expect(made.blocks.map(({ shape }) => shape[0])).toEqual([12, 8, 32, 32, 32, 2]);
  });
});
