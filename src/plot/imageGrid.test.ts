import { describe, expect, it } from 'vitest';
import { layOutGrid, pictureAfterKey, pictureAt, pictureCorner, type GridRequest } from './imageGrid.ts';

const request = (changes: Partial<GridRequest> = {}): GridRequest => ({
  width: 600, height: 500, count: 64, imageWidth: 16, imageHeight: 16, gap: 4, names: null, ...changes,
});

describe('layOutGrid', () => {
  it('makes pictures as large as whole pixels allow, without empty places, and centres them', () => {
    const grid = layOutGrid(request());
    expect(grid).toMatchObject({ columns: 8, rows: 8, scale: 3, width: 48, stepX: 52, names: 'none' });
    expect(grid.left).toBe(Math.floor((600 - (8 * 52 - 4)) / 2));
    expect(grid.top).toBe(Math.floor((500 - (8 * 52 - 4)) / 2));
  });
  it('stays inside its room for any count, size and pixel ratio', () => {
    for (const count of [1, 2, 3, 5, 7, 40, 64, 97, 100, 400]) {
      for (const imageWidth of [8, 16, 28, 64]) {
        for (const [width, height] of [[328, 328], [570, 524], [984, 300], [1710, 1572]] as const) {
          const grid = layOutGrid(request({ width, height, count, imageWidth, imageHeight: imageWidth }));
          expect(grid.columns * grid.rows).toBeGreaterThanOrEqual(count);
          const last = pictureCorner(grid, count - 1);
          const right = pictureCorner(grid, Math.min(count, grid.columns) - 1);
          expect(right.x + grid.width).toBeLessThanOrEqual(width + 1e-9);
          expect(last.y + grid.height).toBeLessThanOrEqual(height + 1e-9);
          if (grid.scale >= 1) expect(Number.isInteger(grid.scale)).toBe(true);
        }
      }
    }
  });
  it('shows one picture as large as it goes', () => expect(layOutGrid(request({ count: 1 }))).toMatchObject({ scale: 31, columns: 1 }));
  it('goes below one pixel each only where there is no room', () => {
    expect(layOutGrid(request({ count: 400, imageWidth: 64, imageHeight: 64, gap: 0 })).scale).toBeLessThan(1);
  });
  it('gives each name of a round its column, with one line of names above', () => {
    const wide = { width: 894, height: 420, count: 40, names: { line: 16, widest: 20, period: 10 } };
    const grid = layOutGrid(request(wide));
    expect(grid).toMatchObject({ columns: 10, rows: 4, scale: 5, names: 'columns' });
    expect(grid.top).toBeGreaterThanOrEqual(16);
    expect(layOutGrid(request({ ...wide, width: 555, height: 520 })), 'for a quarter of the size').toMatchObject({ columns: 10, scale: 3, names: 'columns' });
    expect(layOutGrid(request({ ...wide, width: 460, height: 700 })), 'unless the pictures would be much smaller').toMatchObject({ columns: 5, scale: 4, names: 'pictures' });
    expect(layOutGrid(request({ count: 64, names: { line: 16, widest: 20, period: 4 } })).columns % 4).toBe(0);
  });
  it('writes names under the pictures where they follow no order, and none where they do not fit', () => {
    const under = layOutGrid(request({ names: { line: 16, widest: 30, period: 0 } }));
    expect(under).toMatchObject({ names: 'pictures', stepY: under.height + 16 + 4 });
    expect(layOutGrid(request({ names: { line: 16, widest: 90, period: 0 } })).names).toBe('none');
    expect(layOutGrid(request({ names: { line: 16, widest: 90, period: 8 } })).names).toBe('none');
  });
  it('keeps one kind to a column where its name does not fit', () => {
    const narrow = request({ width: 644, height: 560, count: 40, gap: 8, names: { line: 32, widest: 96, period: 8 } });
    expect(layOutGrid(narrow)).toMatchObject({ columns: 8, rows: 5, scale: 4, names: 'none' });
  });
  it('survives an empty grid', () => expect(layOutGrid(request({ count: 0 })).count).toBe(0));
});

describe('pictureAt', () => {
  const grid = layOutGrid(request({ count: 61 }));
  it('finds every picture at its corners and nothing in the gaps', () => {
    for (let index = 0; index < 61; index += 1) {
      const { x, y } = pictureCorner(grid, index);
      expect(pictureAt(grid, x, y)).toBe(index);
      expect(pictureAt(grid, x + grid.width - 1, y + grid.height - 1)).toBe(index);
      expect(pictureAt(grid, x + grid.width, y)).not.toBe(index);
      expect(pictureAt(grid, x - 1, y)).not.toBe(index);
    }
  });
  it('finds nothing beside the grid and in places left empty', () => {
    expect(pictureAt(grid, 0, 0)).toBeNull();
    const empty = pictureCorner(grid, grid.columns * grid.rows - 1);
    expect(pictureAt(grid, empty.x, empty.y)).toBe(grid.columns * grid.rows === 61 ? 60 : null);
    expect(pictureAt(grid, 599, 499)).toBeNull();
  });
});

describe('pictureAfterKey', () => {
  it('moves in rows and columns and stays inside', () => {
    expect(pictureAfterKey('ArrowRight', 7, 8, 20)).toBe(8);
    expect(pictureAfterKey('ArrowDown', 7, 8, 20)).toBe(15);
    expect(pictureAfterKey('ArrowDown', 13, 8, 20)).toBe(13);
    expect(pictureAfterKey('ArrowUp', 7, 8, 20)).toBe(7);
    expect(pictureAfterKey('ArrowLeft', 0, 8, 20)).toBe(0);
    expect(pictureAfterKey('End', 0, 8, 20)).toBe(19);
    expect(pictureAfterKey('Home', 5, 8, 20)).toBe(0);
    expect(pictureAfterKey('a', 5, 8, 20)).toBeNull();
  });
});
