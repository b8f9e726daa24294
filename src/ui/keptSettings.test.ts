import { describe, expect, it } from 'vitest';
import { preset } from '../recipe/presets.ts';
import { parseRecipe } from '../recipe/validate.ts';
import { keptText, readKept } from './keptSettings.ts';

describe('kept settings', () => {
  const recipe = { ...preset('rings'), schedule: { ...preset('rings').schedule, timesteps: 77 } };

  it('come back at the address where they were kept', () => {
    expect(readKept(keptText(recipe, '?preset=rings'), '?preset=rings')).toEqual(recipe);
  });
  it('stay away from other addresses', () => {
    expect(readKept(keptText(recipe, '?preset=rings'), '?preset=tiny')).toBeNull();
  });
  it.each([null, '', '{', '7', '[]', '{"search":""}', '{"search":"","recipe":{"data":{"kind":"fog"}}}'])('are nothing in %s', (stored) => {
    expect(readKept(stored, '')).toBeNull();
  });
  it('are not kept of own pictures, whose files cannot be read again', () => {
    const own = parseRecipe({ name: 'own', data: { kind: 'images', name: 'cats', source: 'abc', size: 16 }, model: { blockChannels: [16, 32] } });
    expect(keptText(own, '')).toBeNull();
  });
});
