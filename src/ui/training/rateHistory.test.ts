import { describe, expect, it } from 'vitest';
import { preset } from '../../recipe/presets.ts';
import type { RunChange } from '../../store/runChanges.ts';
import { rateHistory, rateOfStep } from './rateHistory.ts';

const moons = preset('two-moons');
const rated = (learningRate: number) => ({ ...moons, optimizer: { ...moons.optimizer, learningRate, warmupSteps: 10, decay: 'constant' as const } });
const changes: RunChange[] = [
  { step: 100, before: rated(1e-3), after: rated(5e-4), at: 0 },
  { step: 200, before: rated(5e-4), after: rated(2e-4), at: 1 },
];

describe('learning rates so far', () => {
  it('are those of the settings that each step had', () => {
    expect([1, 5, 100, 101, 200, 201].map((step) => rateOfStep(step, changes, rated(2e-4)))).toEqual([1e-4, 5e-4, 1e-3, 5e-4, 5e-4, 2e-4].map((rate) => expect.closeTo(rate, 9) as number));
  });

  it('are drawn from the first to the last step with an edge at each change', () => {
    const { x, y } = rateHistory({ first: 0, last: 5000 }, changes, rated(2e-4));
    expect([x[0], x.at(-1)]).toEqual([1, 5000]);
    expect(x.every((step, i) => i === 0 || step > (x[i - 1] ?? 0))).toBe(true);
    expect([100, 101, 200, 201].map((step) => y[x.indexOf(step)])).toEqual([1e-3, 5e-4, 5e-4, 2e-4]);
  });
});
