import { describe, expect, it } from 'vitest';
import { needsRestart } from '../../recipe/differences.ts';
import { options } from '../../recipe/options.ts';
import { withOption } from '../../recipe/optionValues.ts';
import { preset, presetNames } from '../../recipe/presets.ts';
import type { Recipe } from '../../recipe/recipe.ts';
import { parseRecipe } from '../../recipe/validate.ts';
import { restartName } from './restartNames.ts';

const moons = preset('two-moons');
const digits = parseRecipe({ data: { kind: 'digits' }, model: { kind: 'unet2d', blockChannels: [16, 16], attention: [false, true] } });
const others: readonly Recipe[] = [
  ...presetNames.map(preset), digits,
  parseRecipe({ data: { kind: 'word', text: 'hi' } }),
  parseRecipe({ data: { kind: 'drawing', strokes: [[[0.1, 0.1], [0.9, 0.9]]] } }),
  parseRecipe({ data: { kind: 'points', name: 'mine', points: [[0, 0], [1, 1]] } }),
  parseRecipe({ data: { kind: 'letters', words: 'A B' }, model: { kind: 'unet2d' } }),
  parseRecipe({ data: { kind: 'images', name: 'mine', source: 'abc', classes: [0, 2] }, model: { kind: 'unet2d' } }),
  { ...digits, model: { ...digits.model, ...(digits.model.kind === 'unet2d' ? { blockChannels: [32, 64], attention: [true, true] } : {}) } },
  { ...moons, training: { ...moons.training, furtherEmas: [0.9, 0.999] } },
];

describe('changes that wait for a restart', () => {
  it('have a name each, whatever recipe is wanted in place of whatever runs', () => {
    for (const running of others) {
      for (const wanted of others) {
        for (const path of needsRestart(running, wanted)) expect(restartName(path), path).toMatch(/^[A-Zβbe][\w\s-]+$/);
      }
    }
    expect(needsRestart(moons, { ...moons, training: { ...moons.training, furtherEmas: [0.9] } }).map(restartName)).toEqual(['Further averages']);
  });

  it('of all options are told apart by their names', () => {
    const changed = options.filter(({ restart, path }) => restart && !path.startsWith('data.')).map(({ path }) => path);
    expect(new Set(changed.map(restartName)).size).toBe(changed.length);
  });

  it('are found for every option that can be set by its path', () => {
    for (const option of options) {
      if (!/^(objective|optimizer|training)\./.test(option.path) || option.kind === 'text') continue;
      const value = option.kind === 'number' ? option.max : option.kind === 'switch' ? !option.default : option.choices.find((one) => one.value !== option.default)?.value ?? option.default;
      const pending = needsRestart(digits, withOption(digits, option.path, value));
      expect(pending.includes(option.path), option.path).toBe(option.restart);
    }
  });
});
