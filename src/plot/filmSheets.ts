/** A film of pictures, painted frame by frame as it is looked at and kept, so that going back and forth costs nothing. */
import { viewFrame, type FilmRecord, type FilmView } from './filmViews.ts';
import { imageShape, type ImageShape, type ModelUnits } from './imagePixels.ts';
import { makeSheet, type ImageSheet } from './imageSheet.ts';
import { signedReach, viewTones } from './pictureTones.ts';

export interface PictureFilm extends FilmRecord { shape: readonly number[] }

/** What painted frames may take; the oldest are painted anew when they are wanted again. */
const mostBytes = 128 * 2 ** 20;

interface Painted {
  sheet: ImageSheet;
  /** See `signedReach`. */
  reach: number | null;
}

export class FilmSheets {
  private readonly film: PictureFilm;
  private readonly shape: ImageShape;
  private readonly units: ModelUnits;
  private readonly painted = new Map<string, Painted>();
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
  at(view: FilmView, frame: number): ImageSheet {
    return this.kept(view, frame).sheet;
  }

  /** What white means at a frame of a view of signed numbers, black being its negative; null for views that are pictures themselves. */
  reach(view: FilmView, frame: number): number | null {
    return this.kept(view, frame).reach;
  }

  private kept(view: FilmView, frame: number): Painted {
    const key = `${view} ${frame}`;
    const known = this.painted.get(key);
    if (known) return known;
    const made = this.paint(view, frame);
    this.painted.set(key, made);
    this.bytes += made.sheet.image.data.byteLength;
    for (const [old, { sheet }] of this.painted) {
      if (this.bytes <= mostBytes || old === key) break;
      this.painted.delete(old);
      this.bytes -= sheet.image.data.byteLength;
    }
    return made;
  }

  private paint(view: FilmView, frame: number): Painted {
    const values = viewFrame(this.film, view, frame);
    const reach = signedReach(this.film, view, { frame, values });
    return { sheet: makeSheet(values, this.shape, viewTones(this.film, view, frame, reach, this.units)), reach };
  }
}
