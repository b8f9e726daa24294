import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPoints, parsePoints } from './scheduleText.ts';

const message = (text: string, space: 'log-snr' | 'alpha-bar' = 'log-snr'): string => {
  const parsed = parsePoints(text, space);
  return 'message' in parsed ? parsed.message : 'no error';
};

describe('formatPoints', () => {
  it('writes a line a point without trailing zeros', () => {
    expect(formatPoints([{ u: 0, value: 9.21034 }, { u: 0.5, value: -0.00001 }, { u: 1, value: -10 }])).toBe('0, 9.2103\n0.5, 0\n1, -10');
  });
});

describe('parsePoints', () => {
  it('reads what formatPoints writes', () => {
    fc.assert(fc.property(
      fc.uniqueArray(fc.integer({ min: 1, max: 199 }), { maxLength: 20 }),
      fc.array(fc.integer({ min: -200000, max: 200000 }), { minLength: 22, maxLength: 22 }),
      (places, heights) => {
        const us = [0, ...places.sort((a, b) => a - b).map((place) => place / 200), 1];
        const points = us.map((u, i) => ({ u, value: (heights[i] ?? 0) / 1e4 }));
        expect(parsePoints(formatPoints(points), 'log-snr')).toEqual({ points });
      },
    ));
  });
  it('reads and writes slopes where there are some', () => {
    const points = [{ u: 0, value: 8 }, { u: 0.5, value: 0, slope: -12.5 }, { u: 1, value: -8, slope: 0 }];
    expect(formatPoints(points)).toBe('0, 8\n0.5, 0, -12.5\n1, -8, 0');
    expect(parsePoints(formatPoints(points), 'log-snr')).toEqual({ points });
  });
  it('takes semicolons, tabs, spaces, comments, empty lines and a typographic minus', () => {
    expect(parsePoints('# mine\n0; 8\n\n0.5\t0 # half\r\n1   \u22128\n', 'log-snr')).toEqual({
      points: [{ u: 0, value: 8 }, { u: 0.5, value: 0 }, { u: 1, value: -8 }],
    });
  });
  it('names the line of a mistake', () => {
    expect(message('0, 8\n0.5, abc\n1, -8')).toBe('Line 2: “abc” is not a number; use digits with a point, such as 0.25.');
    expect(message('0, 8\n0.5\n1, -8')).toContain('Line 2: “0.5” has one number');
    expect(message('0, 8\n0.5, 1, 2, 3\n1, -8')).toContain('4 parts');
    expect(message('0, 8\n0.5, 1, steep\n1, -8')).toContain('“steep” is not a number');
    expect(message('0, 8\n1.5, 0')).toContain('outside 0 to 1');
    expect(message('0, 8\n0.6, 1\n0.5, 0\n1, -8')).toContain('Line 3: positions must grow');
    expect(message('0, 8\n0.5, 1\n0.50005, 0\n1, -8')).toContain('at least 0.0001 apart');
  });
  it('checks the range of the space', () => {
    expect(message('0, 1\n0.5, 1.2\n1, 0', 'alpha-bar')).toContain('Line 2: ᾱ is a share');
    expect(message('0, 99\n1, 0')).toContain('between −20 and 20');
  });
  it('asks for both ends', () => {
    expect(message('0.1, 3\n1, -3')).toContain('first point must be at position 0');
    expect(message('0, 3\n0.9, -3')).toContain('last point must be at position 1');
    expect(message('0, 3')).toContain('at least two points');
    expect(message('')).toContain('at least two points');
    expect(message('0, Infinity\n1, 0')).toContain('not a number');
  });
});
