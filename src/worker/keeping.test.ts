import { describe, expect, it } from 'vitest';
import { tinyRecipe } from '../train/fixtures/tinyRecipe.ts';
import { intervalFor } from './keeper.ts';
import { Recent } from './recent.ts';
import { Recoveries } from './recoveries.ts';
import { isSound, isRunaway } from './soundCopies.ts';

describe('copies of the run', () => {
  it('are made every ten seconds, or so seldom that they take a twentieth of the time', () => {
    expect([0, 100, 500, 2000].map(intervalFor)).toEqual([10_000, 10_000, 10_000, 40_000]);
  });
});

describe('a copy worth going back to', () => {
  const tensors = (...values: number[]) => new Map([['a', { shape: [values.length], data: Float32Array.from(values) }]]);

  it('has finite numbers only', () => {
    expect(isSound({ model: tensors(1, -2), state: new Map() })).toBe(true);
    expect(isSound({ model: tensors(1, NaN), state: new Map() })).toBe(false);
    expect(isSound({ model: tensors(1), state: tensors(0, Infinity) })).toBe(false);
  });

  it('is not of a run whose loss runs away, while the loss is measured alike', () => {
    const recipe = tinyRecipe();
    expect([0.5, 4, 11, Infinity].map((loss) => isRunaway(recipe, 1, { ...recipe, optimizer: { ...recipe.optimizer, learningRate: 0.1 } }, loss))).toEqual([false, false, true, true]);
    expect(isRunaway(recipe, 1, { ...recipe, objective: { ...recipe.objective, weighting: 'min-snr' } }, 50)).toBe(false);
  });
});

describe('recoveries', () => {
  it('wait twice as long each time and are given up after three, until there was calm', () => {
    const recoveries = new Recoveries();
    const start = 1_000_000;
    expect([0, 1, 2, 3].map((second) => recoveries.next(start + 1000 * second))).toEqual([250, 500, 1000, null]);
    expect(recoveries.next(start + 3000 + 300_001)).toBe(250);
    recoveries.forget();
    expect(recoveries.next(start + 3000 + 300_002)).toBe(250);
  });
});

describe('recent values', () => {
  it('stay while the memory lasts, and those used last stay longest; the newest stays in any case', () => {
    const recent = new Recent<number>(10, (bytes) => bytes);
    recent.put('a', 4);
    recent.put('b', 4);
    expect(recent.get('a')).toBe(4);
    recent.put('c', 4);
    expect(['a', 'b', 'c'].map((key) => recent.get(key))).toEqual([4, undefined, 4]);
    recent.put('large', 100);
    expect(['a', 'c', 'large'].map((key) => recent.get(key))).toEqual([undefined, undefined, 100]);
  });
});
