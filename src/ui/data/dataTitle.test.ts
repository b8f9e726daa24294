import { expect, it } from 'vitest';
import { parseRecipe } from '../../recipe/validate.ts';
import { dataTitle } from './dataTitle.ts';

const titleOf = (data: object) => dataTitle(parseRecipe({ data }).data);

it('names data by what is in them', () => {
  expect(titleOf({ kind: 'two-moons' })).toBe('Two moons');
  expect(titleOf({ kind: 'digits' })).toBe('Digits');
  expect(titleOf({ kind: 'word', text: 'hi' })).toBe('hi');
  expect(titleOf({ kind: 'letters', words: 'A B' })).toBe('A B');
  expect(titleOf({ kind: 'points', name: 'a.csv', points: [[0, 1], [1, 0]] })).toBe('a.csv');
  expect(titleOf({ kind: 'images', name: 'pets', source: 'f00' })).toBe('pets');
});
