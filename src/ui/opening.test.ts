import { describe, expect, it } from 'vitest';
import { firstPreset } from '../recipe/presets.ts';
import { readOpening } from './opening.ts';

describe('readOpening', () => {
  it('opens on its preset and starts', () => {
    expect(readOpening('', false)).toMatchObject({ recipe: { name: firstPreset }, autostart: true, notice: null });
  });
  it('takes preset and autostart from the address', () => {
    expect(readOpening('?preset=rings&autostart=0', false)).toMatchObject({ recipe: { name: 'rings' }, autostart: false, notice: null });
  });
  it('waits for people who prefer reduced motion', () => expect(readOpening('', true).autostart).toBe(false));
  it('answers an unknown preset with a sentence and the default', () => {
    const opening = readOpening('?preset=moon', false);
    expect(opening.recipe.name).toBe(firstPreset);
    expect(opening.notice).toMatch(/no preset "moon".*two-moons/);
  });
  it('opens a lesson with its run, and waits', () => {
    expect(readOpening('?lesson=guidance', false)).toMatchObject({ lesson: 'guidance', recipe: { name: 'tiny' }, autostart: false, notice: null });
    expect(readOpening('', false).lesson).toBeNull();
  });
  it('answers an unknown lesson with a sentence', () => {
    expect(readOpening('?lesson=cooking', false)).toMatchObject({ lesson: null, recipe: { name: firstPreset } });
    expect(readOpening('?lesson=cooking', false).notice).toMatch(/no lesson "cooking".*few-steps/);
  });
});
