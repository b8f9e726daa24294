import { describe, expect, it } from 'vitest';
import { askedPlace, placeSearch } from './places.ts';

describe('the address', () => {
  it('names the place', () => {
    expect([askedPlace(''), askedPlace('?preset=tiny&place=compare'), askedPlace('?place=nowhere')]).toEqual(['playground', 'compare', null]);
  });
  it('keeps what else it asks for', () => {
    expect(placeSearch('?preset=tiny', 'compare')).toBe('?preset=tiny&place=compare');
    expect(placeSearch('?preset=tiny&place=compare', 'playground')).toBe('?preset=tiny');
    expect(placeSearch('?place=compare', 'playground')).toBe('');
  });
});
