import { describe, expect, it } from 'vitest';
import { sectorsOf } from '../../plot/scatterPoints.ts';
import { seededStart } from '../../random/seededStart.ts';
import { LiveMotion } from './liveMotion.ts';

const picture = (step: number, x: number, y = 0, seed = 1) => ({ step, points: Float32Array.of(x, y), seed });

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

  it('colours each sample by where its noise began, wherever the model puts it', () => {
    const motion = new LiveMotion();
    motion.show({ step: 0, points: new Float32Array(200), seed: 3 }, 0, true);
    const first = motion.sectors;
    expect(first).toEqual(sectorsOf(seededStart(3, 200)));
    motion.show({ step: 10, points: new Float32Array(200).fill(1), seed: 3 }, 100, true);
    expect(motion.sectors).toBe(first);
    motion.show({ step: 0, points: new Float32Array(200), seed: 3 }, 200, true);
    expect(motion.sectors, 'a new run begins with the same noise').toBe(first);
    expect(motion.moving(201)).toBe(false);
    motion.show({ step: 10, points: new Float32Array(200), seed: 4 }, 300, true);
    expect(motion.sectors, 'another seed').toEqual(sectorsOf(seededStart(4, 200)));
    expect(motion.moving(301), 'they are other samples').toBe(false);
  });

  it('jumps where motion is not wanted', () => {
    const motion = new LiveMotion();
    motion.show(picture(0, 0), 0, false);
    motion.show(picture(10, 4), 100, false);
    expect(motion.at(100)).toEqual(Float32Array.of(4, 0));
  });
});
