import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCsvPoints } from './csvPoints.ts';

const rows = Array.from({ length: 10 }, (_, i): [number, number] => [i / 4 - 1, 1 - i ** 2 / 8]);
const table = (separator: string, header = '', end = '\n'): string => header + rows.map((row) => row.join(separator)).join(end) + end;
const read = (text: string) => readCsvPoints('points.csv', text);

describe('reads', () => {
  test.each([
    ['commas', ','], ['semicolons', ';'], ['tabs', '\t'], ['spaces', ' '], ['commas', ', '], ['spaces', '   '], ['semicolons', ' ; '],
  ])('%s (%j)', (name, separator) => {
    for (const end of ['\n', '\r\n', '\r', '\n\n']) {
      const { points, description } = read(table(separator, '', end));
      expect(points).toEqual(rows);
      expect(description).toContain(`Read 10 points from "points.csv", separated by ${name}, without a header row`);
    }
  });

  test('any finite numbers, as they are printed', () => {
    const value = fc.double({ min: -1e30, max: 1e30, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value), { minLength: 8, maxLength: 30 }), fc.constantFrom(',', ';', '\t', ' '), (points, separator) => {
        fc.pre(new Set(points.map((point) => point.join())).size > 1 && points.some(([x, y]) => Math.abs(x - (points[0]?.[0] ?? 0)) > 1e-100 || Math.abs(y - (points[0]?.[1] ?? 0)) > 1e-100));
        const text = points.map((point) => point.join(separator)).join('\n');
        expect(read(text).points).toEqual(points.map(([x, y]) => [x === 0 ? 0 : x, y === 0 ? 0 : y]));
      }),
    );
  });

  test('header, quotes, byte order mark', () => {
    const { points, description } = read(`\ufeff"width ""w""","height, cm"\r\n${rows.map(([x, y]) => `"${x}", "${y}" `).join('\r\n')}`);
    expect(points).toEqual(rows);
    expect(description).toContain('with a header row: columns "width "w"" and "height, cm"');
  });

  test('more than two columns: x and y by name, else the first two with numbers', () => {
    const wide = (header: string): string => `${header}\n${rows.map(([x, y], i) => `p${i},${y},7,${x}`).join('\n')}`;
    expect(read(wide('name,Y,n, X ')).points).toEqual(rows);
    expect(read(wide('name,Y,n, X ')).description).toContain('columns x and y of 4');
    const other = read(wide('name,a,b,c'));
    expect(other.points).toEqual(rows.map(([, y]) => [y, 7]));
    expect(other.description).toContain('the first two of 4 columns that hold numbers, "a" and "b"');
  });

  test('says how the points are standardised', () => {
    const text = Array.from({ length: 8 }, (_, i) => `${10 + (i % 2 ? 3 : -3)},${i < 4 ? -24 : -16}`).join('\n');
    // Variances 9 and 16.
    expect(read(text).description).toContain('subtracting the mean (10, -20) and dividing both columns by 3.536');
  });
});

describe('refuses, with a sentence', () => {
  test.each([
    ['', '"points.csv" is empty'],
    [' \n\n', '"points.csv" is empty'],
    ['1,2\n3,4\n', '"points.csv" has 2 rows of data; give from 8 to 200,000.'],
    ['x,y\n1,2\n', 'has 1 row of data'],
    [table(',').replaceAll(',', 'e-1\n'), 'has only one column'],
    [`${table(',')}3,abc\n`, 'Line 11, column 2 of "points.csv" is "abc", not a number'],
    [`x,y\n${table(',')}\n,5\n`, 'Line 13, column 1 ("x") of "points.csv" is empty'],
    [`${table(',')}5\n`, 'Line 11, column 2 of "points.csv" is empty'],
    [`${table(';')}5\n`, 'Line 11, column 2 of "points.csv" is empty'],
    [`${table(',')}NaN,5\n`, 'Line 11, column 1 of "points.csv" is NaN; only finite numbers'],
    [`${table(',')}5,-Infinity\n`, 'is -Infinity; only finite numbers'],
    [`${table(',')}5,1e999\n`, 'is 1e999, too large'],
    [table(';').replaceAll('.', ','), 'Line 2, column 1 of "points.csv" is "-0,75", not a number; write decimals with a point.'],
    ['1,2\n'.repeat(9), 'All points of "points.csv" are the same'],
    [`a,b,c\n${'1,u,v\n'.repeat(9)}`, 'fewer than two of them hold numbers in the first row of data (line 2)'],
    [`${table(',')}"5,6\n`, 'A quote opened on line 11 is never closed'],
    ['1,2\n'.repeat(200_001), 'has 200,001 rows'],
    ['1'.repeat(20_000_001), 'has 20,000,001 characters; the most is 20 million'],
  ].map(([text = '', message = '']) => ({ text, message })))('$message', ({ text, message }) => {
    expect(() => read(text)).toThrow(message);
  });

  test('never anything but a sentence, whatever the file holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('1', '-', '.', ',', ';', '\t', ' ', '\n', '\r', '"', 'x', 'e', '\u00e9'), maxLength: 200 }), (text) => {
        try {
          const { points } = read(text);
          expect(points.flat().every(Number.isFinite)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
          expect(error instanceof Error ? error.message : '').toMatch(/; |\. /);
        }
      }),
      { numRuns: 500 },
    );
  });
});
