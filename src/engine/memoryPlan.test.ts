import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Lifetime, planMemory } from './memoryPlan.ts';

const lifetimes = fc.array(
  fc.record({ bytes: fc.integer({ min: 0, max: 5000 }), first: fc.integer({ min: 0, max: 30 }), length: fc.integer({ min: 0, max: 10 }) }),
  { maxLength: 40 },
).map((list) => list.map(({ bytes, first, length }, key): Lifetime => ({ key, bytes, first, last: first + length })));

describe('planMemory', () => {
  it('gives every tensor a slot of its size, shared only by tensors that are never alive together', () => {
    fc.assert(fc.property(lifetimes, (lives) => {
      const plan = planMemory(lives);
      for (const life of lives) {
        const slot = plan.slotOf.get(life.key);
        expect(slot).toBeDefined();
        expect(plan.slots[slot ?? -1]).toBeGreaterThanOrEqual(life.bytes);
        for (const other of lives) {
          if (other.key === life.key || plan.slotOf.get(other.key) !== slot) continue;
          expect(other.last < life.first || life.last < other.first).toBe(true);
        }
      }
    }));
  });

  it('takes no less than the most that is alive at one time, and no more than everything', () => {
    fc.assert(fc.property(lifetimes, (lives) => {
      const plan = planMemory(lives);
      const alive = Array.from({ length: 41 }, (_, time) => lives.reduce((sum, life) => (life.first <= time && time <= life.last ? sum + life.bytes : sum), 0));
      expect(plan.lowerBound).toBe(Math.max(...alive));
      expect(plan.bytes).toBeGreaterThanOrEqual(plan.lowerBound);
      expect(plan.bytes).toBeLessThanOrEqual(lives.reduce((sum, life) => sum + life.bytes, 0));
      expect(plan.bytes).toBe(plan.slots.reduce((sum, bytes) => sum + bytes, 0));
    }));
  });

  it('does not depend on the order in which tensors are given', () => {
    fc.assert(fc.property(lifetimes, (lives) => {
      expect([...planMemory([...lives].reverse()).slotOf].sort(([a], [b]) => a - b)).toEqual([...planMemory(lives).slotOf].sort(([a], [b]) => a - b));
    }));
  });

  it('runs a chain of equal layers in two slots', () => {
    const chain = Array.from({ length: 10 }, (_, key) => ({ key, bytes: 64, first: key, last: key + 1 }));
    expect(planMemory(chain)).toMatchObject({ slots: [64, 64], bytes: 128, lowerBound: 128 });
  });

  it('of nothing is nothing', () => {
    expect(planMemory([])).toMatchObject({ slots: [], bytes: 0, lowerBound: 0 });
  });
});
