import { describe, expect, it } from 'vitest';
import { advanceFilm, filmSeconds, frameAt, samePart } from './filmClock.ts';

describe('advanceFilm', () => {
  const pace = { last: 50, speed: 1, loop: false };
  it('plays all frames in its time and stops at the end', () => {
    expect(advanceFilm(0, filmSeconds / 2, pace)).toEqual({ position: 25, playing: true });
    expect(advanceFilm(49.9, 1, pace)).toEqual({ position: 50, playing: false });
    expect(advanceFilm(0, filmSeconds / 4, { ...pace, speed: 2 }).position).toBe(25);
  });
  it('rests at the end of a loop, then starts over', () => {
    const resting = advanceFilm(49.9, 0.1, { ...pace, loop: true });
    expect(resting.playing).toBe(true);
    expect(frameAt(resting.position, 50)).toBe(50);
    expect(advanceFilm(resting.position, 5, { ...pace, loop: true }).position).toBe(0);
  });
});

describe('samePart', () => {
  it('stays at the end, also of a film that rests there, and at the same share of the way', () => {
    expect(samePart(20, 20, 50)).toBe(50);
    expect(samePart(23.4, 20, 50)).toBe(50);
    expect(samePart(10, 20, 50)).toBe(25);
    expect(samePart(25, 50, 20)).toBe(10);
  });
  it('begins at the noise where there was no film', () => {
    expect(samePart(0, 0, 50)).toBe(0);
    expect(samePart(50, 50, 0)).toBe(0);
  });
});
