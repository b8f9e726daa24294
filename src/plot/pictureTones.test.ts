import { describe, expect, it } from 'vitest';
import { viewFrame, type FilmView } from './filmViews.ts';
import { signedReach, viewTones } from './pictureTones.ts';

const film = {
  states: [Float32Array.of(1, -2), Float32Array.of(0.9, -1.6), Float32Array.of(0.5, -1)],
  predictions: [Float32Array.of(0.5, 0), Float32Array.of(0.5, -1)],
  alphaBars: [0.19, 0.75, 1],
};
const units = { scale: 2 / 255, offset: -1 };
const reachOf = (view: FilmView, frame: number) => signedReach(film, view, { frame, values: viewFrame(film, view, frame) });

describe('what is black and white', () => {
  it('is fixed for noise and velocity, and goes with 1 / sigma for the score', () => {
    expect([0, 1, 2].flatMap((frame) => [reachOf('noise', frame), reachOf('velocity', frame)])).toEqual([2, 2, 2, 2, 2, 2]);
    expect(reachOf('score', 0)).toBeCloseTo(2 / 0.9, 12);
    expect(reachOf('score', 1)).toBeCloseTo(4, 12);
    expect(reachOf('score', 2)).toBe(2);
  });
  it('is a round number above twice the root mean square of a change', () => {
    // Changes of -0.1 and 0.4 have a root mean square of 0.29, and those of -0.4 and 0.6 one of 0.51.
    expect([0, 1, 2].map((frame) => reachOf('change', frame))).toEqual([1, 1, 2]);
    expect(signedReach(film, 'change', { frame: 1, values: Float32Array.of(0.0009, -0.0009) })).toBe(0.002);
  });
  it('lies around middle grey for signed numbers, and is that of pictures for pictures', () => {
    expect(viewTones(film, 'score', 1, 4, units)).toEqual({ black: -4, white: 4 });
    expect(viewTones(film, 'predicted', 1, null, units)).toEqual({ black: -1, white: 1 });
    const { black, white } = viewTones(film, 'noisy', 1, null, units);
    expect([black, white]).toEqual([-white, white]);
    expect(white).toBeCloseTo(Math.sqrt(0.75) + 2 * 0.5, 12);
  });
});
