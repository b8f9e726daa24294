import { describe, expect, it } from 'vitest';
import type { PictureFacts } from '../../../protocol/messages.ts';
import { countOf, factsOf, picturesByClass, shownCount } from './pictureFacts.ts';

const facts: PictureFacts = {
  width: 2, height: 2, channels: 1, count: 5400, heldOut: 600, allClassNames: ['cat', 'dog', 'owl'], classNames: ['cat', 'owl'], classCounts: [2700, 2700],
  mean: [51], deviation: [25.5], min: [0], max: [255], duplicates: 0, scale: 2 / 255, offset: -1, description: '',
};
const valueOf = (all: PictureFacts, term: string) => factsOf(all, false).find((fact) => fact.term === term)?.value;

describe('facts', () => {
  it('are told in the units of the model', () => {
    expect(valueOf(facts, 'Pictures')).toBe('5,400 to train on, 600 held out');
    expect(valueOf(facts, 'Values')).toBe('−1.00 to 1.00');
    expect(valueOf(facts, 'Mean'), '51 / 127.5 - 1 and 25.5 / 127.5').toBe('−0.60 ± 0.20');
    expect(valueOf(facts, 'Duplicates')).toBe('none');
    expect(valueOf(facts, 'Classes')).toBe('2 of 3');
  });
  it('name all channels', () => {
    const colour: PictureFacts = { ...facts, channels: 3, mean: [0, 51, 255], deviation: [0, 25.5, 51], min: [0, 9, 10], max: [4, 5, 255] };
    expect(valueOf(colour, 'Mean')).toBe('−1.00, −0.60, 1.00 ± 0.00, 0.20, 0.40');
    expect(valueOf(colour, 'Size')).toBe('2 × 2, red, green and blue');
  });
  it('say that a set has no end', () => {
    expect(factsOf(facts, true)[0]?.value).toBe('5,400 at a time, without end; 600 held out');
  });
  it('leave out classes where there are none', () => {
    expect(factsOf({ ...facts, allClassNames: [], classNames: [], classCounts: [] }, false).map(({ term }) => term)).not.toContain('Classes');
  });
});

describe('pictures', () => {
  const pictures = { facts, pixels: new Uint8Array(20), labels: Uint16Array.of(1, 0, 1, 1, 0) };
  it('are sorted by class', () => {
    expect(picturesByClass(pictures, facts.allClassNames)).toEqual([[1, 4], [], [0, 2, 3]]);
    expect(picturesByClass({ ...pictures, labels: null }, ['cat'])).toEqual([[]]);
  });
  it('are counted', () => {
    expect(shownCount(pictures)).toBe(5);
    expect(facts.allClassNames.map((name) => countOf(facts, name))).toEqual([2700, null, 2700]);
  });
});
