/**
 * Endless sets of made pictures: a window of as many pictures as the recipe says lies on the sequence that a seed gives and
 * moves along it as training goes on. Which pictures a step is drawn from follows from the step and the recipe alone, never
 * from how fast pictures are drawn, so that a run that goes on from a checkpoint sees what it would have seen.
 */
import { emptyLabels, type ImageSet, type Labels } from './imageSet.ts';
import { drawMadeImage, type MadeImageOptions } from './madeImages.ts';

/** The window moves before each step that is a multiple of this. */
export const REFRESH_STEPS = 16;
/**
 * Pictures that the window moves on, four a step: a picture is in it for `count / 4` steps and is seen in `batch / 4` of them
 * on average, about 8 times in batches of 32, whatever the count. The batch has no say in it, for it may be changed while a
 * run trains, and what was seen before must follow from the recipe; nor has the speed. Drawing four
 * takes a CPU core 1 or 2 ms for pictures of 16 x 16 and up to 18 ms at 64 x 64, while the GPU works on the step.
 */
const MOST_RENEWED = 64;
/** Where the pictures begin that are held out: training would get here after 2^50 steps. */
export const HELD_OUT_FROM = 2 ** 52;

/** How many of `count` pictures are replaced before each step that is a multiple of `REFRESH_STEPS`. */
export function renewedPictures(count: number): number {
  return Math.min(count, MOST_RENEWED);
}

/** Number of the first of the `count` pictures that a step is drawn from; picture n lies in row n % count. */
export function firstPicture(step: number, count: number): number {
  return Math.floor(step / REFRESH_STEPS) * renewedPictures(count);
}

/** Overwrites rows `row` to `row + labels.length - 1` with pixels [rows, H, W, C]; both are good until it returns. */
export type WriteRows = (row: number, pixels: Uint8Array<ArrayBuffer>, labels: Labels) => void;

/** The window as it moves. Somebody else holds the rows, which it writes; they begin as pictures 0 to count - 1. */
export class EndlessWindow {
  readonly #options: MadeImageOptions;
  readonly #beginning: ImageSet;
  readonly #write: WriteRows;
  readonly #bytes: number;
  readonly #renewed: number;
  /** Number of the picture in each row. */
  readonly #numbers: Float64Array;
  /** First picture of the window; null where it was left between two windows. */
  #first: number | null = 0;
  /** Pictures drawn for the next move, of which there are `#drawn`. */
  readonly #nextPixels: Uint8Array<ArrayBuffer>;
  readonly #nextLabels: Labels;
  #drawn = 0;

  /** @param beginning pictures 0 to count - 1 of these options */
  constructor(options: MadeImageOptions, beginning: ImageSet, write: WriteRows) {
    const { count, width, height, channels, classNames } = beginning;
    this.#options = options;
    this.#beginning = beginning;
    this.#write = write;
    this.#bytes = width * height * channels;
    this.#renewed = renewedPictures(count);
    this.#numbers = Float64Array.from({ length: count }, (_, row) => row);
    this.#nextPixels = new Uint8Array(this.#renewed * this.#bytes);
    this.#nextLabels = emptyLabels(this.#renewed, classNames.length);
  }

  /**
   * Moves the window to where a step wants it, from anywhere: what is missing is drawn now.
   * @param pause called after each picture; waits now and then, and throws to end the drawing, which another call takes up
   */
  async reach(step: number, pause: () => Promise<void> | undefined): Promise<void> {
    const { count } = this.#beginning;
    const first = firstPicture(step, count);
    if (this.#first === first) return;
    this.#first = null;
    this.#drawn = 0;
    for (let number = first; number < first + count; number += 1) {
      const row = number % count;
      if (this.#numbers[row] === number) continue;
      this.#writeOne(row, number);
      const wait = pause();
      if (wait) await wait;
    }
    this.#first = first;
  }

  /** Draws the share of `steps` steps of what the next move needs. */
  drawAhead(steps: number): void {
    if (this.#first === null) return;
    const end = Math.min(this.#renewed, this.#drawn + Math.ceil(this.#renewed * steps / REFRESH_STEPS));
    for (const next = this.#first + this.#beginning.count; this.#drawn < end; this.#drawn += 1) {
      this.#nextLabels[this.#drawn] = drawMadeImage(this.#options, next + this.#drawn, this.#nextPixels, this.#drawn * this.#bytes);
    }
  }

  /** Moves the window on where a step wants the next one. @throws when it wants neither this one nor the next */
  advance(step: number): void {
    const { count } = this.#beginning;
    const first = firstPicture(step, count);
    if (this.#first === first) return;
    if (this.#first === null || first !== this.#first + this.#renewed) throw new Error(`The window of pictures cannot go to step ${step} in one move.`);
    this.drawAhead(REFRESH_STEPS);
    const next = this.#first + count;
    for (let from = 0; from < this.#renewed;) {
      const row = (next + from) % count;
      // Rows are one after the other up to the last one.
      const to = Math.min(this.#renewed, from + count - row);
      this.#write(row, this.#nextPixels.subarray(from * this.#bytes, to * this.#bytes), this.#nextLabels.subarray(from, to));
      for (; from < to; from += 1) this.#numbers[(next + from) % count] = next + from;
    }
    this.#first = first;
    this.#drawn = 0;
  }

  #writeOne(row: number, number: number): void {
    const { count, pixels, labels } = this.#beginning;
    if (number < count) {
      this.#write(row, pixels.slice(row * this.#bytes, (row + 1) * this.#bytes), Uint16Array.of(labels?.[row] ?? 0));
    } else {
      const label = drawMadeImage(this.#options, number, this.#nextPixels, 0);
      this.#write(row, this.#nextPixels.subarray(0, this.#bytes), Uint16Array.of(label));
    }
    this.#numbers[row] = number;
  }
}
