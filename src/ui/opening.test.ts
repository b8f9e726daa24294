import { describe, expect, it } from 'vitest';
import { firstPreset, preset } from '../recipe/presets.ts';
import { recipeText } from '../recipe/recipeText.ts';
import { speak } from '../words/language.ts';
import { sayText } from '../words/sayText.ts';
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
    expect(opening.notice).toMatch(/^There is no preset "moon", so this is "Swiss roll"\. The presets are .*two-moons/);
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
    expect(broken.notice).toBe('The recipe in this address could not be read, so this is "Rings". It is cut off or was changed on its way.');
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
  it('answers colours, a language and a way to begin that there are not, and begins as usual', async () => {
    const opening = readOpening('?theme=pink&lang=fr&autostart=maybe', false);
    expect(opening.autostart).toBe(true);
    expect(opening.notice).toBe('There is no theme "pink". The themes are system, light, dark.\nThere is no language "fr". The languages are en, de.\nThere is no autostart "maybe". It is 0, to wait for Start, or 1.');
    await speak('de');
    expect(sayText(opening.notice ?? '')).toBe('Es gibt kein Farbschema „pink“. Die Farbschemata sind system, light, dark.\nEs gibt keine Sprache „fr“. Die Sprachen sind en, de.\nEs gibt kein autostart „maybe“. Es ist 0, um auf „Start“ zu warten, oder 1.');
    await speak('en');
    for (const known of ['?theme=dark&lang=de&autostart=0', '?lang=de-AT&autostart=1', '?autostart']) expect(readOpening(known, false).notice, known).toBeNull();
  });
  it('answers an unknown lesson with a sentence', () => {
    expect(readOpening('?lesson=cooking', false)).toMatchObject({ lesson: null, recipe: { name: firstPreset } });
    expect(readOpening('?lesson=cooking', false).notice).toMatch(/no lesson "cooking".*few-steps/);
  });
});
