import { describe, expect, it } from 'vitest';
import { speak } from '../../words/language.ts';
import { sayText } from '../../words/sayText.ts';
import { foundTerms } from './foundTerms.ts';
import { glossary, glossaryTerm } from './terms.ts';
import { textParts } from './termText.ts';

describe('the glossary', () => {
  it('has each term once, in alphabetical order, with sentences', () => {
    const terms = glossary.map(({ term }) => term);
    expect(new Set(terms).size).toBe(terms.length);
    expect(terms).toEqual([...terms].sort((a, b) => a.localeCompare(b, 'en')));
    for (const { term, text, where } of glossary) {
      expect(text, term).toMatch(/^[\p{Lu}].*\.$/u);
      expect(text.match(/[.!?](?= \p{Lu}|$)/gu)?.length, term).toBeLessThanOrEqual(2);
      expect(where, term).toMatch(/\.$/);
    }
  });
  it('links only to itself', () => {
    for (const { text } of glossary) for (const part of textParts(text)) if (typeof part !== 'string') expect(glossaryTerm(part.term), part.term).toBeDefined();
  });
  it('is searched by name, other names and meaning, names first', () => {
    expect(foundTerms('')).toBe(glossary);
    expect(foundTerms(' Alphas_cum').map(({ term }) => term)).toEqual(['alpha bar']);
    const found = foundTerms('noise').map(({ term }) => term);
    expect(found.indexOf('noise schedule')).toBeLessThan(found.indexOf('DDPM'));
    expect(found.indexOf('noise schedule')).toBeGreaterThanOrEqual(0);
    expect(foundTerms('qqq')).toEqual([]);
  });
  it('is sorted and searched in the language of the page', async () => {
    await speak('de');
    const names = foundTerms('').map(({ term }) => sayText(term));
    expect(names).toHaveLength(glossary.length);
    expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'de')));
    expect(foundTerms('Rauschplan').map(({ term }) => term).slice(0, 2)).toEqual(['hand-drawn schedule', 'cosine schedule']);
    await speak('en');
  });
});

it('text is cut at its terms', () => {
  expect(textParts('The [[loss]] of [[xt|x_t]].')).toEqual(['The ', { term: 'loss', shown: 'loss' }, ' of ', { term: 'xt', shown: 'x_t' }, '.']);
  expect(textParts('plain')).toEqual(['plain']);
});
