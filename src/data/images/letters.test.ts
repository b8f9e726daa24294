import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../random/randomStream.ts';
import { fontFamilies } from './fontFamilies.ts';
import { placement } from './letters.ts';

describe('placement', () => {
  it('keeps the ink inside the picture and makes it large, unless the sign is small in its font', () => {
    const side = 64;
    const extent = fc.integer({ min: 0, max: 400 });
    fc.assert(fc.property(extent, extent, extent, extent, fc.integer({ min: 0, max: 1000 }), (left, right, ascent, descent, seed) => {
      fc.pre(left + right > 0 && ascent + descent > 0);
      const { a, c, e, f } = placement({ actualBoundingBoxLeft: left, actualBoundingBoxRight: right, actualBoundingBoxAscent: ascent, actualBoundingBoxDescent: descent }, side, randomStream(seed, 1));
      const corners = [-left, right].flatMap((x) => [-ascent, descent].map((y): [number, number] => [a * x + c * y + e, a * y + f]));
      const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
      for (const value of [...xs, ...ys]) {
        // Sums of a few float64 numbers below 1000.
        expect(value).toBeGreaterThan(-1e-9);
        expect(value).toBeLessThan(side + 1e-9);
      }
      const largest = Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
      if (a < 1.15) expect(largest).toBeGreaterThan(0.59 * side);
    }));
  });
});

describe('font families', () => {
  it('are the generic ones and those whose width is not that of what stands in for them', () => {
    const widths: Readonly<Record<string, number>> = { serif: 100, monospace: 120, '"Georgia"': 104, '"Courier New"': 120 };
    const measure = {
      font: '',
      measureText: () => {
        const [first = '', second = ''] = measure.font.replace(/^\d+px /, '').split(', ');
        return { width: widths[first] ?? widths[second] ?? 0 };
      },
    };
    // Courier New is what monospace is here, and wider than serif: it cannot be told from it, and is there under that name.
    expect(fontFamilies(measure)).toEqual(['serif', 'sans-serif', 'monospace', 'cursive', 'fantasy', 'system-ui', '"Georgia"']);
  });
});
