/** A film of pictures, painted frame by frame as it is looked at and kept, so that going back and forth costs nothing. */
import { cleanTones, imageShape, impliedNoise, noiseTones, noisyTones, weightsOf, type ImageShape, type ModelUnits } from './imagePixels.ts';
import { makeSheet, type ImageSheet } from './imageSheet.ts';

/** x_t itself, the prediction of x_0, and the noise which that prediction means. */
export type PictureView = 'noisy' | 'predicted' | 'noise';

/** A record of sampling: steps + 1 states, steps predictions, alpha_bar of each state, and its length where that is not 1. */
export interface PictureFilm {
  shape: readonly number[];
  states: readonly Float32Array[];
  predictions: readonly Float32Array[];
  alphaBars: ArrayLike<number>;
  lengths?: ArrayLike<number>;
}

/** What painted frames may take; the oldest are painted anew when they are wanted again. */
const mostBytes = 128 * 2 ** 20;

export class FilmSheets {
  private readonly film: PictureFilm;
  private readonly shape: ImageShape;
  private readonly units: ModelUnits;
  private readonly painted = new Map<string, ImageSheet>();
  private bytes = 0;

  /** @throws when the film is not one of pictures */
  constructor(film: PictureFilm, units: ModelUnits) {
    const shape = imageShape(film.shape);
    if (!shape) throw new Error(`A film of pictures has the shape [count, height, width, channels]; this one has [${film.shape.join(', ')}].`);
    this.film = film;
    this.shape = shape;
    this.units = units;
  }

  /** The pictures at a frame: 0 is pure noise, `states.length - 1` the samples. */
  at(view: PictureView, frame: number): ImageSheet {
    const key = `${view} ${frame}`;
    const kept = this.painted.get(key);
    if (kept) return kept;
    const sheet = this.paint(view, frame);
    this.painted.set(key, sheet);
    this.bytes += sheet.image.data.byteLength;
    for (const [old, { image }] of this.painted) {
      if (this.bytes <= mostBytes || old === key) break;
      this.painted.delete(old);
      this.bytes -= image.data.byteLength;
    }
    return sheet;
  }

  /** After the last step there is nothing left to predict: the samples are their own prediction, and no noise is in them. */
  private paint(view: PictureView, frame: number): ImageSheet {
    const { states, predictions, alphaBars, lengths } = this.film;
    const noisy = states[frame] ?? new Float32Array(0);
    const predicted = predictions[frame] ?? noisy;
    const weights = weightsOf(alphaBars[frame] ?? 1, lengths?.[frame]);
    if (view === 'noisy') return makeSheet(noisy, this.shape, noisyTones(this.units, weights));
    if (view === 'predicted') return makeSheet(predicted, this.shape, cleanTones(this.units));
    return makeSheet(impliedNoise(noisy, predicted, weights), this.shape, noiseTones);
  }
}
