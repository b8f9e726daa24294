import { describe, expect, it } from 'vitest';
import type { LayerStatistics, NumberStatistics } from '../../protocol/messages.ts';
import { networkStructure } from '../../recipe/network/networkStructure.ts';
import { parseRecipe } from '../../recipe/validate.ts';
import { blockFigures, figureHistory, figureOf, layerFigures, lookWith } from './blockFigures.ts';

const numbers = (rms: number, count = 10): NumberStatistics => ({ count, mean: 0, deviation: rms, rms, smallest: -rms, largest: rms, zeros: 0, nearZeros: 0, notFinite: 0 });
const layer = (name: string, gradient: number, changes: Partial<LayerStatistics> = {}): LayerStatistics => ({ name, weight: numbers(0.5), gradient: numbers(gradient), update: null, output: { ...numbers(2), nearZeros: 3 }, ...changes });
const structure = networkStructure(parseRecipe({ data: { kind: 'two-moons' }, model: { width: 16, depth: 1 } }), 0);

describe('figures of blocks', () => {
  it('take layers as one', () => {
    expect(figureOf([layer('a', 3), layer('b', 4)], 'gradient')).toBeCloseTo(Math.sqrt(12.5));
    expect(figureOf([layer('a', 3, { weight: numbers(1, 30) }), layer('b', 4, { weight: numbers(0, 10) })], 'weight')).toBeCloseTo(Math.sqrt(0.75));
    expect(figureOf([layer('a', 3), layer('b', 4, { update: numbers(1) })], 'update')).toBeNull();
    expect(figureOf([layer('b', 4, { update: numbers(0.005) })], 'update')).toBeCloseTo(0.01);
    expect(figureOf([], 'weight')).toBeNull();
    expect(figureOf([layer('a', 1)], 'off')).toBeNull();
  });

  it('lie between the least and the most by their logarithms', () => {
    const look = { step: 5, layers: [layer('in', 1e-4), layer('hidden.0', 1e-3), layer('out', 1e-2), layer('elsewhere', 7)] };
    const figures = blockFigures(structure?.blocks ?? [], look, 'gradient');
    expect([...figures].map(([name, { place }]) => [name, Number(place.toFixed(6))])).toEqual([['in', 0], ['hidden.0', 0.5], ['out', 1]]);
    expect(blockFigures(structure?.blocks ?? [], undefined, 'gradient').size).toBe(0);
    expect(blockFigures(structure?.blocks ?? [], { step: 1, layers: [layer('in', 0), layer('out', 2)] }, 'gradient').get('in')).toEqual({ value: 0, place: 0 });
  });

  it('of updates are from the last look that has them', () => {
    const looks = [{ step: 1, layers: [layer('in', 1, { update: numbers(1) })] }, { step: 2, layers: [layer('in', 1)] }];
    expect(lookWith(looks, 'update')?.step).toBe(1);
    expect(lookWith(looks, 'gradient')?.step).toBe(2);
    expect(lookWith(looks.slice(1), 'update')?.step).toBe(2);
    expect(lookWith([], 'update')).toBeUndefined();
  });

  it('are remembered', () => {
    const block = structure?.blocks.find(({ name }) => name === 'out') ?? { layers: [] };
    expect(figureHistory(block, [{ step: 1, layers: [layer('out', 2)] }, { step: 9, layers: [] }], 'gradient')).toEqual({ x: [1, 9], y: [2, NaN] });
  });
});

it('says all that is known of a layer', () => {
  expect(layerFigures(layer('a', 0.25, { update: numbers(0.0005) }))).toBe('weights 0.5 · gradient 0.25 · step 0.1 % · outputs 0 ± 2, −2 to 2 · 30 % nearly zero');
});
