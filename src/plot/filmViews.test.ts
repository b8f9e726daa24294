import { describe, expect, it } from 'vitest';
import { toX0 } from '../diffusion/predictions.ts';
import { filmViews, viewFrame, type FilmRecord } from './filmViews.ts';

/** Three levels and the clean end, x_t = alpha x_0 + sigma epsilon with what was predicted right but for the first frame. */
function record(lengths?: readonly number[]): FilmRecord {
  const alphaBars = [0, 0.36, 0.9, 1];
  const clean = [0.5, -1.25];
  const noise = [[1, -0.5], [0.25, 2], [-1.5, 0.75]];
  const states = alphaBars.map((alphaBar, k) => {
    const length = lengths?.[k] ?? 1;
    return Float32Array.from(clean, (x0, i) => length * (Math.sqrt(alphaBar) * x0 + Math.sqrt(1 - alphaBar) * (noise[k]?.[i] ?? 0)));
  });
  return { states, predictions: noise.map(() => Float32Array.from(clean)), alphaBars, ...(lengths ? { lengths } : {}) };
}

const close = (values: Float32Array, wanted: readonly number[]) => values.forEach((value, i) => expect(value).toBeCloseTo(wanted[i] ?? NaN, 4));

describe.each([['variance-preserving', undefined], ['exploding', [80, 5 / 3, 1.054092553, 1]]] as const)('views of a %s film', (_, lengths) => {
  const film = record(lengths);
  const level = (frame: number) => {
    const length = lengths?.[frame] ?? 1;
    return { alpha: length * Math.sqrt(film.alphaBars[frame] ?? 0), sigma: length * Math.sqrt(1 - (film.alphaBars[frame] ?? 0)) };
  };

  it('find the noise that the states were made with', () => {
    close(viewFrame(film, 'noise', 0), [1, -0.5]);
    close(viewFrame(film, 'noise', 1), [0.25, 2]);
    close(viewFrame(film, 'noise', 2), [-1.5, 0.75]);
  });
  it('give velocity and score from which the formulas of the predictions bring x0 back', () => {
    for (const [view, prediction] of [['velocity', 'v'], ['score', 'score'], ['noise', 'epsilon']] as const) {
      for (const frame of [1, 2]) {
        const { alpha, sigma } = level(frame);
        const x0 = toX0(prediction, alpha, sigma);
        const output = viewFrame(film, view, frame);
        close(output.map((value, i) => x0.state * (film.states[frame]?.[i] ?? 0) + x0.output * value), [0.5, -1.25]);
      }
    }
  });
  it('have a velocity of minus x0 and a score of minus epsilon over sigma at pure noise', () => {
    close(viewFrame(film, 'velocity', 0), [-0.5, 1.25]);
    close(viewFrame(film, 'score', 0), [-1 / (lengths?.[0] ?? 1), 0.5 / (lengths?.[0] ?? 1)]);
  });
  it('show states and predictions as they are, and the samples at the end of both', () => {
    expect(viewFrame(film, 'noisy', 1)).toBe(film.states[1]);
    expect(viewFrame(film, 'predicted', 1)).toBe(film.predictions[1]);
    expect(viewFrame(film, 'predicted', 3)).toBe(film.states[3]);
  });
  it('have nothing left to predict at the end', () => {
    for (const view of ['noise', 'velocity', 'score'] as const) expect(viewFrame(film, view, 3).map(Math.abs)).toEqual(new Float32Array(2));
  });
  it('show what a step changed', () => {
    expect(viewFrame(film, 'change', 0)).toEqual(new Float32Array(2));
    const [before, after] = [film.states[1] ?? [], film.states[2] ?? []];
    close(viewFrame(film, 'change', 2), [0, 1].map((i) => (after[i] ?? 0) - (before[i] ?? 0)));
  });
  it('are numbers at every frame', () => {
    for (const view of filmViews) for (const frame of [0, 1, 2, 3]) expect(viewFrame(film, view, frame).every(Number.isFinite)).toBe(true);
  });
});
