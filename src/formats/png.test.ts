import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../random/randomStream.ts';
import { decodePng } from './png.ts';

const MOST = 10_000;

function chunk(name: string, data: Uint8Array): Uint8Array {
  const out = new Uint8Array(12 + data.length);
  new DataView(out.buffer).setUint32(0, data.length);
  out.set(new TextEncoder().encode(name), 4);
  out.set(data, 8);
  return out;
}

/** A file of filtered lines; pixels are packed into two chunks, as writers do with large pictures. */
function png(width: number, height: number, depth: number, type: number, lines: Uint8Array, more: Record<string, Uint8Array> = {}, interlaced = 0): Uint8Array {
  const header = new Uint8Array(13);
  new DataView(header.buffer).setUint32(0, width);
  new DataView(header.buffer).setUint32(4, height);
  header.set([depth, type, 0, 0, interlaced], 8);
  const packed = deflateSync(lines);
  const parts = [
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), chunk('IHDR', header),
    ...Object.entries(more).map(([name, data]) => chunk(name, data)),
    chunk('IDAT', packed.subarray(0, 5)), chunk('IDAT', packed.subarray(5)), chunk('IEND', new Uint8Array(0)),
  ];
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

/** Filters lines as section 9.2 says: the filter of line i is i modulo 5. */
function filtered(bytes: Uint8Array, lineBytes: number, back: number): Uint8Array {
  const rows = bytes.length / lineBytes;
  const out = new Uint8Array(rows * (lineBytes + 1));
  for (let row = 0; row < rows; row += 1) {
    out[row * (lineBytes + 1)] = row % 5;
    for (let i = 0; i < lineBytes; i += 1) {
      const at = (r: number, c: number): number => (r < 0 || c < 0 ? 0 : bytes[r * lineBytes + c] ?? 0);
      const [a, b, c] = [at(row, i - back), at(row - 1, i), row === 0 ? 0 : at(row - 1, i - back)];
      const p = a + b - c;
      const nearest = [a, b, c].toSorted((x, y) => Math.abs(p - x) - Math.abs(p - y))[0] ?? 0;
      out[row * (lineBytes + 1) + 1 + i] = at(row, i) - ([0, a, b, Math.floor((a + b) / 2), nearest][row % 5] ?? 0);
    }
  }
  return out;
}

const random = randomStream(5, 0);
const bytesOf = (count: number): Uint8Array => Uint8Array.from({ length: count }, () => random.integer(256));

describe('decodePng', () => {
  it('undoes every filter', async () => {
    const rgba = bytesOf(4 * 7 * 11);
    expect(await decodePng(png(7, 11, 8, 6, filtered(rgba, 28, 4)), MOST)).toEqual({ width: 7, height: 11, pixels: rgba });
    const rgb = bytesOf(3 * 7 * 11);
    const { pixels } = await decodePng(png(7, 11, 8, 2, filtered(rgb, 21, 3)), MOST);
    expect(pixels.filter((_, i) => i % 4 !== 3)).toEqual(rgb);
    expect(pixels.filter((_, i) => i % 4 === 3).every((alpha) => alpha === 255)).toBe(true);
  });
  it.each<[number, number[], number[]]>([
    // Bits from the left; a line is filled up to whole bytes.
    [1, [0b1010_0000], [255, 0, 255]],
    [2, [0b00_01_11_00], [0, 85, 255]],
    [4, [0x0f, 0x80], [0, 255, 136]],
    [8, [0, 7, 255], [0, 7, 255]],
    [16, [0, 0, 0x80, 0, 0xff, 0xff], [0, 128, 255]],
  ])('reads grey of %i bits', async (depth, line, grey) => {
    const { pixels } = await decodePng(png(3, 1, depth, 0, Uint8Array.of(0, ...line)), MOST);
    expect([...pixels]).toEqual(grey.flatMap((value) => [value, value, value, 255]));
  });
  it('reads palettes and what in them is transparent', async () => {
    const file = png(2, 1, 4, 3, Uint8Array.of(0, 0x10), { PLTE: Uint8Array.of(1, 2, 3, 4, 5, 6), tRNS: Uint8Array.of(9) });
    expect([...(await decodePng(file, MOST)).pixels]).toEqual([4, 5, 6, 255, 1, 2, 3, 9]);
  });
  it('reads grey with alpha and a transparent colour', async () => {
    expect([...(await decodePng(png(1, 1, 8, 4, Uint8Array.of(0, 50, 60)), MOST)).pixels]).toEqual([50, 50, 50, 60]);
    const file = png(2, 1, 8, 2, Uint8Array.of(0, 1, 2, 3, 1, 2, 4), { tRNS: Uint8Array.of(0, 1, 0, 2, 0, 3) });
    expect([...(await decodePng(file, MOST)).pixels]).toEqual([1, 2, 3, 0, 1, 2, 4, 255]);
  });
  it.each<[string, Uint8Array, string]>([
    ['another kind', Uint8Array.of(1, 2, 3), 'does not begin as PNG files do'],
    ['a file cut off', png(9, 9, 8, 0, new Uint8Array(90)).subarray(0, 50), 'it is cut off'],
    ['pixels that end too early', png(9, 9, 8, 0, new Uint8Array(80)), 'end too early'],
    ['more pixels than announced', png(9, 9, 8, 0, new Uint8Array(100)), 'cannot be unpacked'],
    ['an enormous picture', png(100_000, 100_000, 8, 0, new Uint8Array(9)), 'and at most 10,000 are taken'],
    ['an interlaced one', png(1, 1, 8, 0, new Uint8Array(2), {}, 1), 'it is interlaced'],
    ['a depth that there is not', png(1, 1, 3, 0, new Uint8Array(2)), 'colour type 0 with 3 bits'],
    ['no palette', png(1, 1, 8, 3, new Uint8Array(2)), 'no palette'],
    ['a filter that there is not', png(1, 1, 8, 0, Uint8Array.of(5, 0)), 'the filter 5'],
  ])('refuses %s', async (_, file, why) => { await expect(decodePng(file, MOST)).rejects.toThrow(why); });
});
