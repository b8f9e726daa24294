import { describe, expect, it } from 'vitest';
import { FilmPoints, frameZoom, isZoomedOut } from './filmPoints.ts';

const film = {
  states: [Float32Array.of(100, -50), Float32Array.of(0.5, 0.25), Float32Array.of(1, 2)], predictions: [Float32Array.of(3, 4), Float32Array.of(5, 6)],
  alphaBars: [0.0004, 0.5, 1],
};
const exploding = { ...film, lengths: Float64Array.of(50, 0.7, 1) };
const lists = (frames: readonly Float32Array[]) => frames.map((frame) => [...frame]);

describe('where the points stand', () => {
  it('are the states, or the predictions with the samples at their end', () => {
    expect(new FilmPoints(film).of('noisy').points).toBe(film.states);
    expect(lists(new FilmPoints(film).of('predicted').points)).toEqual([[3, 4], [5, 6], [1, 2]]);
  });
  it('is zoomed out where x_t is wider than the data, and nowhere else', () => {
    expect(lists(new FilmPoints(exploding).of('noisy').points)).toEqual([[2, -1], [0.5, 0.25], [1, 2]]);
    expect(lists(new FilmPoints(exploding).of('predicted').points)).toEqual([[3, 4], [5, 6], [1, 2]]);
    expect([frameZoom(exploding, 0), frameZoom(exploding, 1), frameZoom(film, 0)]).toEqual([50, 1, 1]);
    expect([isZoomedOut(exploding), isZoomedOut(film), isZoomedOut({ ...film, lengths: Float64Array.of(1, 0.7, 1) })]).toEqual([true, false, false]);
  });
  it('is kept for each view', () => {
    const points = new FilmPoints(film);
    expect(points.of('noise')).toBe(points.of('noise'));
  });
});

describe('arrows on the points', () => {
  const { points, arrows } = new FilmPoints(exploding).of('score');
  it('stand where the noisy points are drawn', () => expect(lists(points)).toEqual(lists(new FilmPoints(exploding).of('noisy').points)));
  it('are drawn at one length, the share of which is told', () => {
    const [x = 0, y = 0] = arrows?.frames[1] ?? [];
    expect(Math.hypot(x, y)).toBeCloseTo(0.6, 5);
    // The score at x = (0.5, 0.25) with the prediction (5, 6): (alpha x0 - x) / sigma^2, alpha and sigma both 0.7 / sqrt 2.
    const [alpha, square] = [0.7 / Math.SQRT2, 0.245];
    expect(x / (arrows?.shares[1] ?? NaN)).toBeCloseTo((alpha * 5 - 0.5) / square, 3);
    expect(y / (arrows?.shares[1] ?? NaN)).toBeCloseTo((alpha * 6 - 0.25) / square, 3);
  });
  it('are gone at the end', () => expect([arrows?.shares[2], arrows?.frames[2]?.every((value) => value === 0)]).toEqual([0, true]));
});
