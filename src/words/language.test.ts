import { afterEach, describe, expect, it } from 'vitest';
import { firstLanguage, onLanguage, presentLanguage, presentWords, speak } from './language.ts';

afterEach(() => speak('en'));

describe('the first language', () => {
  it('is what the address asks for, else what was chosen, else the first of the reader that there is', () => {
    expect(firstLanguage('?preset=tiny&lang=de', 'en', ['en-GB'])).toBe('de');
    expect(firstLanguage('?lang=en', 'de', ['de'])).toBe('en');
    expect(firstLanguage('?preset=tiny', 'de', ['en'])).toBe('de');
    expect(firstLanguage('', null, ['fr-FR', 'de-AT', 'en'])).toBe('de');
  });
  it('is English where nothing that is asked for is there', () => {
    expect(firstLanguage('?lang=xx', 'nonsense', ['fr', ''])).toBe('en');
    expect(firstLanguage('', null, [])).toBe('en');
  });
});

it('changes with its words, and tells', async () => {
  const told: string[] = [];
  const end = onLanguage(() => told.push(presentLanguage()));
  await speak('de');
  expect(Object.keys(presentWords()).length).toBeGreaterThan(0);
  await speak('en');
  expect(presentWords()).toEqual({});
  end();
  await speak('de');
  expect(told).toEqual(['de', 'en']);
});
