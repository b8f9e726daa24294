import { describe, expect, it } from 'vitest';
import { isPresetName, preset, presetNames } from '../../recipe/presets.ts';
import { isPreset, presetCards, presetLine } from './presetCards.ts';

describe('preset cards', () => {
  it('show every preset once, with a title and a sentence', () => {
    expect(presetCards.map(({ name }) => name)).toEqual([...presetNames]);
    for (const card of presetCards) {
      expect(card.title).toMatch(/^[A-Z]/);
      expect(presetLine(card)).toMatch(/\.$/);
    }
  });
  it('tell networks of one kind of pictures apart', () => {
    const digits = presetCards.filter(({ kind }) => kind === 'digits').map(presetLine);
    expect(digits.length).toBeGreaterThan(1);
    expect(new Set(digits).size).toBe(digits.length);
  });
  it('know points from pictures', () => {
    expect(presetCards.filter(({ pictures }) => !pictures).every(({ name }) => isPresetName(name))).toBe(true);
    const tiny = presetCards.find(({ name }) => name === 'tiny');
    expect(tiny?.pictures).toBe(true);
    expect(tiny && presetLine(tiny)).toMatch(/^16 × 16 in grey, tiny network/);
    expect(presetCards.find(({ name }) => name === 'word')).toMatchObject({ pictures: false, title: 'A word' });
  });
  it('are the page\'s as long as its data are', () => {
    const rings = preset('rings');
    expect(isPreset('rings', { ...rings, model: preset('word').model })).toBe(true);
    expect(isPreset('rings', { ...rings, data: { ...rings.data, seed: 9 } })).toBe(false);
    expect(isPreset('spiral', rings)).toBe(false);
  });
});
