import { describe, expect, it } from 'vitest';
import { germanParts } from './german.ts';

const entries = Object.entries(germanParts).flatMap(([file, part]) => Object.values(part).flatMap((words) => Object.entries(words).map(([english, german]) => ({ file, english, german }))));
const holesOf = (text: string) => [...new Set(text.match(/\{\d+\}/g))].toSorted();

describe('the German words', () => {
  it('have the holes of the English', () => {
    expect(entries.filter(({ english, german }) => holesOf(english).join() !== holesOf(german).join())).toEqual([]);
  });
  it('are there', () => { expect(entries.filter(({ english, german }) => english.trim() === '' || german.trim() === '')).toEqual([]); });
  it('are the same wherever a text stands in several files', () => {
    const first = new Map<string, (typeof entries)[number]>();
    const differing = entries.filter((entry) => {
      const other = first.get(entry.english) ?? entry;
      first.set(entry.english, other);
      return other.german !== entry.german;
    });
    expect(differing).toEqual([]);
  });
});
