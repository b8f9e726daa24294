import { breaks } from '../data/images/breaks.ts';
import { EndlessWindow, REFRESH_STEPS } from '../data/images/endlessWindow.ts';
import type { ImageSet, Labels } from '../data/images/imageSet.ts';
import type { MadeImageOptions } from '../data/images/madeImages.ts';

/** Overwrites a part of a run's memory, in the order of submits. @param offset in bytes */
export type WriteMemory = (memory: string, offset: number, contents: Uint8Array<ArrayBuffer> | Uint32Array<ArrayBuffer>) => void;

/** Data of a run that change as training goes on: which data a step is drawn from follows from the step alone. */
export interface Renewal {
  /** Brings the memory to what a step is drawn from, from anywhere; given up when the signal is aborted, and taken up by the next call. */
  reach(step: number, signal?: AbortSignal): Promise<void>;
  /** As `reach`, at once, where the memory is at this step's data or at those before. */
  advance(step: number): void;
  /** Steps from `step` on that are drawn from the same data. */
  stepsAlike(step: number): number;
  /** Makes the share of `steps` steps of what comes next; for when the GPU is busy. */
  drawAhead(steps: number): void;
}

/** Endless pictures in the memories 'pixels' and 'labels' of a run. */
export class PictureRenewal implements Renewal {
  readonly #window: EndlessWindow;
  readonly #labels: Uint32Array<ArrayBuffer>;
  readonly #write: WriteMemory;
  readonly #bytes: number;

  /** @param beginning the pictures that lie in the memory, the first of these options; a picture takes whole words */
  constructor(options: MadeImageOptions, beginning: ImageSet, write: WriteMemory) {
    this.#bytes = beginning.width * beginning.height * beginning.channels;
    this.#labels = packedLabels(beginning);
    this.#write = write;
    this.#window = new EndlessWindow(options, beginning, (row, pixels, labels) => this.#overwrite(row, pixels, labels));
  }

  async reach(step: number, signal?: AbortSignal): Promise<void> {
    try {
      await this.#window.reach(step, breaks(signal));
    } catch (error) {
      if (!signal?.aborted) throw error;
    }
  }

  advance(step: number): void {
    this.#window.advance(step);
  }

  stepsAlike(step: number): number {
    return REFRESH_STEPS - step % REFRESH_STEPS;
  }

  drawAhead(steps: number): void {
    this.#window.drawAhead(steps);
  }

  #overwrite(row: number, pixels: Uint8Array<ArrayBuffer>, labels: Labels): void {
    this.#write('pixels', row * this.#bytes, pixels);
    labels.forEach((label, i) => pack(this.#labels, row + i, label));
    // A word at an end may hold a label of a picture that stays.
    const [first, end] = [row >> 1, (row + labels.length + 1) >> 1];
    this.#write('labels', 4 * first, this.#labels.subarray(first, end));
  }
}

/** Labels as the kernel `imageBatch` takes them: 16 bits each, two a word, the lower half first. */
export function packedLabels({ labels, count }: ImageSet): Uint32Array<ArrayBuffer> {
  const packed = new Uint32Array(Math.max(1, Math.ceil(count / 2)));
  labels?.forEach((label, i) => pack(packed, i, label));
  return packed;
}

function pack(packed: Uint32Array, place: number, label: number): void {
  const shift = 16 * (place & 1);
  packed[place >> 1] = ((packed[place >> 1] ?? 0) & ~(0xffff << shift)) | label << shift;
}
