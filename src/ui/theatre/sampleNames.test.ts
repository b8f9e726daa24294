import { describe, expect, it } from 'vitest';
import { describeSample, sampleNames } from './sampleNames.ts';

const classes = ['cat', 'dog', 'owl'];

describe('sampleNames', () => {
  it('finds the round of classes', () => {
    expect(sampleNames([0, 1, 2, 0], classes)).toEqual({ names: ['cat', 'dog', 'owl', 'cat'], period: 3 });
    expect(sampleNames([2, 2, 0], classes)).toEqual({ names: ['owl', 'owl', 'cat'], period: 0 });
    expect(sampleNames([0, 3], classes)).toEqual({ names: ['cat', 'no class'], period: 0 });
  });
  it('says nothing where there is nothing to tell apart', () => {
    expect(sampleNames(null, classes)).toBeNull();
    expect(sampleNames([1, 1], classes)).toBeNull();
    expect(sampleNames([3, 3], classes)).toBeNull();
    expect(sampleNames([0, 1], [])).toBeNull();
  });
});

describe('describeSample', () => {
  it('names place and class', () => {
    expect(describeSample(0, 4, [2, 3], classes)).toBe('1 of 4, class owl');
    expect(describeSample(1, 4, [2, 3], classes)).toBe('2 of 4, no class');
    expect(describeSample(3, 4, null, classes)).toBe('4 of 4');
    expect(describeSample(3, 4, [0, 0, 0, 0], [])).toBe('4 of 4');
  });
});
