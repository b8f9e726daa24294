import { describe, expect, it } from 'vitest';
import { LiveMotion } from './liveMotion.ts';

const picture = (step: number, x: number, y = 0) => ({ step, points: Float32Array.of(x, y) });

describe('LiveMotion', () => {
  it('glides to each new picture in the time since the last', () => {
    const motion = new LiveMotion();
    motion.show(picture(0, 0), 1000, true);
    expect(motion.moving(1000)).toBe(false);
    motion.show(picture(10, 4), 1200, true);
    expect(motion.at(1250)).toEqual(Float32Array.of(1, 0));
    expect(motion.moving(1399)).toBe(true);
    expect(motion.at(1400)).toEqual(Float32Array.of(4, 0));
    expect(motion.moving(1400)).toBe(false);
  });

  it('goes on from where the samples are when a picture comes early', () => {
    const motion = new LiveMotion();
    motion.show(picture(0, 0), 0, true);
    motion.show(picture(10, 4), 400, true);
    motion.show(picture(20, 2), 600, true);
    expect(motion.at(600)).toEqual(Float32Array.of(2, 0));
  });

  it('keeps the colours of the first picture until the run or the number of samples changes', () => {
    const motion = new LiveMotion();
    motion.show(picture(0, 1, 0.1), 0, true);
    const first = motion.sectors;
    motion.show(picture(10, -1, 0.1), 100, true);
    expect(motion.sectors).toBe(first);
    motion.show(picture(0, -1, 0.1), 200, true);
    expect(motion.sectors).not.toEqual(first);
    expect(motion.moving(201)).toBe(false);
  });

  it('jumps where motion is not wanted', () => {
    const motion = new LiveMotion();
    motion.show(picture(0, 0), 0, false);
    motion.show(picture(10, 4), 100, false);
    expect(motion.at(100)).toEqual(Float32Array.of(4, 0));
  });
});
