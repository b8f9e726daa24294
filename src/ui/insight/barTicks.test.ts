import { describe, expect, it } from 'vitest';
import { barTicks } from './barTicks.ts';

describe('barTicks', () => {
  it('are round numbers within the bar, rising', () => {
    for (const scale of [{ kind: 'log', top: 0.6 }, { kind: 'log', top: -1.4 }, { kind: 'linear', top: 0.6 }, { kind: 'linear', top: -2 }] as const) {
      const { ticks } = barTicks(scale);
      expect(ticks.length).toBeGreaterThan(2);
      ticks.forEach(({ at }, i) => {
        expect(at).toBeGreaterThan(ticks[i - 1]?.at ?? -1);
        expect(at).toBeLessThanOrEqual(1);
      });
    }
    expect(barTicks({ kind: 'log', top: 0.6 }).ticks.map(({ label }) => label)).toEqual(['−6', '−4', '−2', '0']);
    expect(barTicks({ kind: 'log', top: 0.6 }).name).toBe('ln p (nats)');
  });
});
