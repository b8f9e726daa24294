import { describe, expect, it } from 'vitest';
import { type Piece, StepCutter } from './stepCutter.ts';

/** Cuts the list once; each piece takes as long as its dispatches really do, and is measured two submits later. */
function cut(cutter: StepCutter, costs: readonly number[]): { pieces: Piece[]; times: number[] } {
  const pieces: Piece[] = [];
  const flying: Piece[] = [];
  const time = ({ from, to }: Piece): number => costs.slice(from, to).reduce((sum, cost) => sum + cost, 0);
  for (let from = 0; from < costs.length;) {
    const piece = cutter.next(from);
    pieces.push(piece);
    flying.push(piece);
    from = piece.to;
    const done = flying.length >= 2 ? flying.shift() : undefined;
    if (done) cutter.done(done, time(done));
  }
  for (const piece of flying) cutter.done(piece, time(piece));
  return { pieces, times: pieces.map(time) };
}

/** Mostly light dispatches, some a hundred times heavier. */
const uneven = Array.from({ length: 500 }, (_, index) => (index % 17 === 3 ? 8 : 0.08));

describe('StepCutter', () => {
  it('covers every dispatch once and in order', () => {
    const cutter = new StepCutter(uneven.length);
    for (let step = 0; step < 5; step += 1) {
      const { pieces } = cut(cutter, uneven);
      expect(pieces[0]?.from).toBe(0);
      expect(pieces.at(-1)?.to).toBe(uneven.length);
      pieces.slice(1).forEach((piece, index) => expect(piece.from).toBe(pieces[index]?.to));
      expect(pieces.every(({ from, to }) => to > from)).toBe(true);
    }
  });

  it('begins with single dispatches and keeps the first step in bounds', () => {
    const cutter = new StepCutter(uneven.length);
    const { pieces, times } = cut(cutter, uneven);
    expect(pieces[0]).toEqual({ from: 0, to: 1 });
    expect(pieces[1]).toEqual({ from: 1, to: 2 });
    // A piece of unknown dispatches doubles at most: it holds at most 64 of these, four of them heavy.
    expect(Math.max(...times)).toBeLessThan(4 * 8 + 64 * 0.08);
    expect(pieces.length).toBeLessThan(uneven.length);
  });

  it('fills the budget and stays within it once it knows the dispatches', () => {
    const cutter = new StepCutter(uneven.length);
    for (let step = 0; step < 20; step += 1) cut(cutter, uneven);
    const { pieces, times } = cut(cutter, uneven);
    expect(Math.max(...times)).toBeLessThan(1.5 * cutter.budget);
    // Whole step: 30 heavy ones of 8 and 470 of 0.08, 278 ms. At best each heavy one goes with the light ones round it.
    expect(pieces.length).toBeLessThan(40);
    expect(cutter.milliseconds).toBeCloseTo(uneven.reduce((sum, cost) => sum + cost, 0), 0);
  });

  it('follows a device that becomes slower or faster', () => {
    const cutter = new StepCutter(100);
    const even = (cost: number): number[] => new Array<number>(100).fill(cost);
    for (let step = 0; step < 10; step += 1) cut(cutter, even(1));
    expect(cut(cutter, even(1)).pieces.length).toBe(9);
    for (let step = 0; step < 10; step += 1) cut(cutter, even(4));
    expect(cut(cutter, even(4)).pieces.length).toBe(34);
    for (let step = 0; step < 20; step += 1) cut(cutter, even(0.01));
    expect(cut(cutter, even(0.01)).pieces.length).toBe(1);
  });

  it('forgets at once that a first time was a hundred times slower', () => {
    const cutter = new StepCutter(100);
    cut(cutter, new Array<number>(100).fill(50));
    cut(cutter, new Array<number>(100).fill(0.5));
    expect(cut(cutter, new Array<number>(100).fill(0.5)).pieces.length).toBeLessThanOrEqual(6);
  });

  it('a dispatch that is over the budget by itself goes alone', () => {
    const cutter = new StepCutter(3);
    for (let step = 0; step < 10; step += 1) cut(cutter, [1, 100, 1]);
    expect(cut(cutter, [1, 100, 1]).pieces).toEqual([{ from: 0, to: 1 }, { from: 1, to: 2 }, { from: 2, to: 3 }]);
  });

  it('what takes no time that can be measured becomes one piece', () => {
    const cutter = new StepCutter(300);
    expect(cutter.milliseconds).toBeNull();
    cut(cutter, new Array<number>(300).fill(0));
    expect(cutter.milliseconds).toBe(0);
    expect(cutter.next(0)).toEqual({ from: 0, to: 300 });
  });
});
