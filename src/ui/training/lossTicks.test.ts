import { expect, it } from 'vitest';
import { lossTicks } from './lossTicks.ts';

it('the colour bar of losses has a few round numbers within it', () => {
  for (const range of [[0.01, 1], [0.5, 0.75], [1e-4, 3]] as const) {
    const ticks = lossTicks(range);
    expect(ticks.length).toBeGreaterThan(1);
    expect(ticks.length).toBeLessThanOrEqual(5);
    for (const { at, label } of ticks) {
      expect(at >= 0 && at <= 1).toBe(true);
      expect(Number(label.replace('−', '-'))).toBeGreaterThanOrEqual(range[0] * 0.999);
    }
  }
  expect(lossTicks([0.01, 1]).find(({ at }) => at === 0)?.align).toBe('start');
});
