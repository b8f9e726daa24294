import { describe, expect, it } from 'vitest';
import { advanceFilm, filmSeconds, frameAt } from './filmClock.ts';

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
