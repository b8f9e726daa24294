import { describe, expect, it } from 'vitest';
import { columnsIn, nearestScale, pictureSheet, placeAt } from './pictureSheet.ts';

/** Three grey pictures of 2 x 1 pixels. */
const grey = { width: 2, height: 1, channels: 1, pixels: Uint8Array.of(10, 20, 30, 40, 50, 60) } as const;

const reds = ({ data }: { data: Uint8ClampedArray }) => Array.from({ length: data.length / 4 }, (_, i) => (data[4 * i + 3] === 0 ? null : data[4 * i]));

describe('pictureSheet', () => {
  it('puts pictures in rows with transparent gaps', () => {
    const sheet = pictureSheet(grey, [2, 0, 1], { columns: 2, scale: 1, gap: 1 });
    expect([sheet.width, sheet.height]).toEqual([5, 3]);
    expect(reds(sheet)).toEqual([50, 60, null, 10, 20, null, null, null, null, null, 30, 40, null, null, null]);
  });
  it('repeats pixels to scale', () => {
    const sheet = pictureSheet(grey, [1], { columns: 4, scale: 2, gap: 3 });
    expect([sheet.width, sheet.height]).toEqual([4, 2]);
    expect(reds(sheet)).toEqual([30, 30, 40, 40, 30, 30, 40, 40]);
  });
  it('keeps the channels of colour and spreads grey over all three', () => {
    const colour = pictureSheet({ width: 1, height: 1, channels: 3, pixels: Uint8Array.of(1, 2, 3) }, [0], { columns: 1, scale: 1, gap: 0 });
    expect([...colour.data]).toEqual([1, 2, 3, 255]);
    expect([...pictureSheet(grey, [0], { columns: 1, scale: 1, gap: 0 }).data]).toEqual([10, 10, 10, 255, 20, 20, 20, 255]);
  });
  it('leaves the place of a picture that is not there empty', () => {
    expect(reds(pictureSheet(grey, [0, 7], { columns: 2, scale: 1, gap: 0 }))).toEqual([10, 20, null, null]);
  });
});

describe('the layout', () => {
  it('finds the picture under a point', () => {
    const layout = { columns: 3, scale: 2, gap: 2 };
    expect(placeAt(0, 0, 8, 5, layout)).toBe(0);
    expect(placeAt(15, 15, 8, 5, layout)).toBe(0);
    expect(placeAt(16, 0, 8, 5, layout), 'a gap').toBeNull();
    expect(placeAt(18, 18, 8, 5, layout)).toBe(4);
    expect(placeAt(36, 18, 8, 5, layout), 'after the last').toBeNull();
    expect(placeAt(54, 0, 8, 5, layout), 'right of the last column').toBeNull();
    expect(placeAt(-1, 0, 8, 5, layout)).toBeNull();
  });
  it('scales to about the wanted size and fills the room', () => {
    expect([8, 16, 28, 32, 64].map((side) => nearestScale(side, 32))).toEqual([4, 2, 1, 1, 1]);
    expect(columnsIn(100, 16, 2, 2)).toBe(3);
    expect(columnsIn(10, 64, 1, 2)).toBe(1);
  });
});
