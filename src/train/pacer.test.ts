import { describe, expect, it } from 'vitest';
import { Pacer } from './pacer.ts';

describe('Pacer', () => {
  it('begins with one step and fills the budget once it has measured', () => {
    const pacer = new Pacer(256);
    expect(pacer.steps).toBe(1);
    pacer.begin(1000);
    pacer.done(1, 1002);
    expect(pacer.steps).toBe(6);
    expect(pacer.stepsPerSecond).toBeCloseTo(500);
  });

  it('stays within one step and the most allowed', () => {
    const slow = new Pacer(256);
    slow.begin(0);
    slow.done(1, 400);
    expect(slow.steps).toBe(1);
    const fast = new Pacer(256);
    fast.begin(0);
    fast.done(256, 1);
    expect(fast.steps).toBe(256);
  });

  it('does not take two submits reported at once for a burst', () => {
    const pacer = new Pacer(256);
    pacer.begin(0);
    let now = 0;
    for (let pair = 0; pair < 40; pair++) {
      now += 20;
      pacer.done(5, now);
      pacer.done(5, now);
    }
    // 10 steps in 20 ms; the average still leans a little towards the last of each pair.
    expect(pacer.stepsPerSecond).toBeGreaterThan(450);
    expect(pacer.stepsPerSecond).toBeLessThan(560);
  });

  it('does not count a pause', () => {
    const pacer = new Pacer(256);
    pacer.begin(0);
    pacer.done(2, 4);
    pacer.begin(10_000);
    pacer.done(2, 10_004);
    expect(pacer.stepsPerSecond).toBeCloseTo(500);
  });
});
