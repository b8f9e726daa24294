import { describe, expect, it } from 'vitest';
import { askedPlace, lessonSearch, placeSearch } from './places.ts';

describe('the address', () => {
  it('names the place', () => {
    expect([askedPlace(''), askedPlace('?preset=tiny&place=compare'), askedPlace('?place=nowhere')]).toEqual(['playground', 'compare', null]);
  });
  it('keeps what else it asks for', () => {
    expect(placeSearch('?preset=tiny', 'compare')).toBe('?preset=tiny&place=compare');
    expect(placeSearch('?preset=tiny&place=compare', 'playground')).toBe('?preset=tiny');
    expect(placeSearch('?place=compare', 'playground')).toBe('');
  });
  it('names the open lesson beside the run that one comes back to without it', () => {
    expect(lessonSearch('?preset=rings', 'noise')).toBe('?preset=rings&lesson=noise');
    expect(lessonSearch('?preset=rings&lesson=noise', 'score')).toBe('?preset=rings&lesson=score');
    expect(lessonSearch('?lesson=noise', null)).toBe('');
  });
});
