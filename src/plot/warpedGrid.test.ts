import { describe, expect, it } from 'vitest';
import { gridNodes, gridPieces, gridReach } from './warpedGrid.ts';

const lines = 11;
const nodes = 41;

describe('the grid of the noise plane', () => {
  it('has eleven lines each way, from end to end', () => {
    const grid = gridNodes();
    expect(grid).toHaveLength(2 * 2 * lines * nodes);
    expect([...grid.subarray(0, 4)]).toEqual([-gridReach, -gridReach, -gridReach, -2.375]);
    expect([...grid.subarray(-2)]).toEqual([gridReach, gridReach]);
    expect([...new Set(grid)].every((value) => Math.abs(value) <= gridReach)).toBe(true);
  });

  it('is drawn piece by piece, with the lines through the origin apart', () => {
    const { upright, level } = gridPieces(gridNodes());
    for (const { middle, plain, faint } of [upright, level]) expect([middle.length, plain.length, faint.length]).toEqual([4 * (nodes - 1), 4 * (nodes - 1) * (lines - 1), 0]);
    expect([...new Set(upright.middle.filter((_, k) => k % 2 === 0))]).toEqual([0]);
    expect([...new Set(level.middle.filter((_, k) => k % 2 === 1))]).toEqual([0]);
  });

  it('is faint where it is torn, and nowhere where it is no number', () => {
    const torn = gridNodes().map((value, k) => (k % 2 === 0 && value > 0.05 ? value + 3 : value));
    const { upright, level } = gridPieces(torn);
    expect([upright.faint.length, level.faint.length]).toEqual([0, 4 * lines]);
    const broken = gridNodes();
    broken[2] = NaN;
    expect(gridPieces(broken).upright.plain).toHaveLength(4 * (nodes - 1) * (lines - 1) - 8);
  });
});
