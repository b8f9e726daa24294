import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstJsonMistake, placeAt } from './jsonPlace.ts';

describe('where a text stops being JSON', () => {
  test('all JSON is JSON', () => {
    fc.assert(fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, indent) => {
      expect(firstJsonMistake(JSON.stringify(value, null, indent))).toBeNull();
    }));
  });

  test('it agrees with the browser on texts with one character taken out or put in', () => {
    const json = JSON.stringify({ a: [1, -2.5e3, { b: null }], c: 'x"y', d: true });
    fc.assert(fc.property(fc.nat(json.length - 1), fc.constantFrom('', '{', '}', '[', ']', ',', ':', '"', '1', '-', 'x'), (at, put) => {
      const text = json.slice(0, at) + put + json.slice(at + 1);
      let isJson = true;
      try {
        JSON.parse(text);
      } catch {
        isJson = false;
      }
      expect(firstJsonMistake(text) === null, text).toBe(isJson);
    }), { numRuns: 500 });
  });

  test.each([
    ['{"a": 1,\n "b" 2}', { line: 2, column: 6 }],
    ['{"a": 1,}', { line: 1, column: 9 }],
    ['{\r\n"a": [1, 2', { line: 2, column: 11 }],
    ["{'a': 1}", { line: 1, column: 2 }],
    ['{"a": 01}', { line: 1, column: 8 }],
    ['', { line: 1, column: 1 }],
    ['{} x', { line: 1, column: 4 }],
    [']', { line: 1, column: 1 }],
  ])('%j', (text, place) => {
    const at = firstJsonMistake(text);
    expect(at).not.toBeNull();
    expect(placeAt(text, at ?? -1)).toEqual(place);
  });

  test('a million brackets are no trouble', () => {
    expect(firstJsonMistake('['.repeat(1_000_000))).toBe(1_000_000);
  });
});
