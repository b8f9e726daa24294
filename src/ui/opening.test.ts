import { describe, expect, it } from 'vitest';
import { firstPreset, preset } from '../recipe/presets.ts';
import { recipeText } from '../recipe/recipeText.ts';
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
  it('takes a whole recipe from the address, and says where it cannot', () => {
    const recipe = { ...preset('rings'), schedule: { ...preset('rings').schedule, timesteps: 77 } };
    expect(readOpening(`?recipe=${recipeText(recipe)}`, false)).toMatchObject({ recipe, notice: null });
    const broken = readOpening('?preset=rings&recipe=abc', false);
    expect(broken.recipe.name).toBe('rings');
    expect(broken.notice).toBe('The recipe in this address could not be read, so this is "rings". It is cut off or was changed on its way.');
  });
  it('leaves panels away, and names those that it does not know', () => {
    const opening = readOpening('?hide=network,menu&embed=0', false);
    expect([...opening.panels.hidden]).toEqual(['network']);
    expect(opening.panels.embedded).toBe(false);
    expect(opening.notice).toMatch(/^There is no panel "menu". The panels are data, network, .*, compare\.$/);
    expect(readOpening('?embed=1', false).panels.embedded).toBe(true);
  });
  it('goes on with the settings before a reload, but for a lesson', () => {
    const kept = { ...preset('rings'), schedule: { ...preset('rings').schedule, timesteps: 77 } };
    expect(readOpening('?preset=spiral', false, kept)).toMatchObject({ recipe: kept, instead: { name: 'spiral' } });
    expect(readOpening('?preset=rings', false, preset('rings')).instead, 'nothing was changed').toBeNull();
    expect(readOpening('?lesson=guidance', false, kept)).toMatchObject({ recipe: { name: 'tiny' }, instead: null });
  });
  it('answers an unknown lesson with a sentence', () => {
    expect(readOpening('?lesson=cooking', false)).toMatchObject({ lesson: null, recipe: { name: firstPreset } });
    expect(readOpening('?lesson=cooking', false).notice).toMatch(/no lesson "cooking".*few-steps/);
  });
});
