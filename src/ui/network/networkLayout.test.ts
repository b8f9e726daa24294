import { describe, expect, it } from 'vitest';
import { networkStructure } from '../../recipe/network/networkStructure.ts';
import { preset } from '../../recipe/presets.ts';
import { parseRecipe } from '../../recipe/validate.ts';
import { BLOCK_HEIGHT, networkLayout } from './networkLayout.ts';

const widths = [300, 336, 420, 900] as const;
const recipes = [
  ['tiny', preset('tiny'), 10],
  ['large without classes', parseRecipe({ ...preset('large'), data: { ...preset('large').data, conditional: false } }), 0],
  ['one resolution', parseRecipe({ data: { kind: 'digits', size: 16 }, model: { kind: 'unet2d', blockChannels: [16] } }), 10],
  ['points', preset('two-moons'), 0],
  ['points, self-conditioned', parseRecipe({ data: { kind: 'spiral' }, objective: { selfConditioning: true } }), 0],
] as const;

describe.each(recipes)('the drawing of %s', (_, recipe, classes) => {
  const structure = networkStructure(recipe, classes);
  if (!structure) throw new Error('Data and network go together here.');

  it.each(widths)('%i wide: all blocks stand inside, and none on another', (width) => {
    const { blocks, height } = networkLayout(structure, width);
    expect(blocks.map(({ block }) => block.name)).toEqual(expect.arrayContaining(structure.blocks.map(({ name }) => name)));
    for (const { left, top, width: own } of blocks) {
      expect(left).toBeGreaterThanOrEqual(0);
      expect(left + own).toBeLessThanOrEqual(width);
      expect(top + BLOCK_HEIGHT).toBeLessThanOrEqual(height);
      // "Waves of the estimate" has three neighbours at most.
      expect(own).toBeGreaterThanOrEqual(90);
    }
    const overlaps = blocks.flatMap((a, i) => blocks.slice(i + 1).filter((b) => Math.abs(a.top - b.top) < BLOCK_HEIGHT && a.left < b.left + b.width && b.left < a.left + a.width).map((b) => `${a.block.name} ${b.block.name}`));
    expect(overlaps).toEqual([]);
  });

  it('has a line for every straight connection, and no number is lost in it', () => {
    const { lines } = networkLayout(structure, 336);
    const flows = structure.links.filter(({ kind }) => kind === 'flow');
    expect(lines.filter(({ kind }) => kind === 'flow')).toHaveLength(flows.length);
    expect(lines.filter(({ path }) => !/^M[-\d.,MLHV]+$/.test(path))).toEqual([]);
  });
});

it('counts the skips of each level of a U-Net', () => {
  const structure = networkStructure(preset('tiny'), 10);
  if (!structure) throw new Error('Data and network go together here.');
  const labels = networkLayout(structure, 336).lines.filter(({ kind }) => kind === 'skip').map(({ label }) => label?.text);
  expect(labels).toEqual(preset('tiny').model.kind === 'unet2d' ? ['2 ×', '2 ×', '2 ×'] : []);
});
