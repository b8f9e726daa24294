import { describe, expect, it } from 'vitest';
import { preset, presetNames } from './presets.ts';
import { recipeOfText, recipeText, shortRecipe } from './recipeText.ts';
import { parseRecipe } from './validate.ts';

const drawn = parseRecipe({
  name: 'mine', data: { kind: 'drawing', strokes: [[[0.1, 0.2], [0.5, 0.9]]], penWidth: 0.06 },
  schedule: { kind: 'hand-drawn', timesteps: 150, space: 'log-snr', points: [{ u: 0, value: 8 }, { u: 0.3, value: 1.5 }, { u: 1, value: -9 }] },
  optimizer: { kind: 'lion', learningRate: 2e-4 },
  objective: { prediction: 'epsilon' },
});

describe('a recipe in an address', () => {
  it('comes back as it was', () => {
    for (const recipe of [drawn, ...presetNames.map(preset), parseRecipe({ name: 'wort', data: { kind: 'word', text: 'ähm?' } })]) {
      expect(recipeOfText(recipeText(recipe) ?? '')).toEqual(recipe);
    }
  });
  it('says only what does not follow', () => {
    expect(shortRecipe(preset('rings'))).toEqual({ name: 'rings', data: { kind: 'rings' } });
    expect(shortRecipe({ ...preset('rings'), optimizer: { ...preset('rings').optimizer, learningRate: 0.05 } })).toEqual({ name: 'rings', data: { kind: 'rings' }, optimizer: { learningRate: 0.05 } });
    expect(shortRecipe(drawn)['objective']).toEqual({ prediction: 'epsilon' });
  });
  it('needs no characters that an address changes', () => expect(recipeText(drawn)).toMatch(/^[\w-]+$/));
  it('cannot carry own pictures, nor very many own points', () => {
    const pictures = parseRecipe({ name: 'own', data: { kind: 'images', name: 'cats', source: 'abc', size: 16 }, model: { blockChannels: [16, 32] } });
    expect(recipeText(pictures)).toBeNull();
    const points = Array.from({ length: 5000 }, (_, i) => [i / 7, Math.sin(i)]);
    expect(recipeText(parseRecipe({ name: 'many', data: { kind: 'points', name: 'many.csv', points } }))).toBeNull();
    const few = parseRecipe({ name: 'few', data: { kind: 'points', name: 'few.csv', points: points.slice(0, 30) } });
    expect(recipeOfText(recipeText(few) ?? '')).toEqual(few);
  });
  it('says what is wrong with a text', () => {
    expect(() => recipeOfText('abc')).toThrow('cut off');
    expect(() => recipeOfText((recipeText(drawn) ?? '').slice(0, -9))).toThrow('cut off');
    expect(() => recipeOfText(btoa('{"name":"x","data":{"kind":"moon"}}'))).toThrow('data.kind');
  });
});
