/** Pictures that come one by one, put together into a set. */
import { compareNames } from './filePaths.ts';
import { emptyLabels, LARGEST_SET_BYTES } from './imageSet.ts';
import type { ImageSet } from './imageSet.ts';
import type { PictureShape } from './preparePicture.ts';

/** The class of pictures without a folder among pictures with folders. */
export const UNSORTED = 'unsorted';

const FIRST_CAPACITY = 64;

export class ImageCollector {
  count = 0;
  private readonly bytes: number;
  private readonly most: number;
  private readonly shape: PictureShape;
  private pixels: Uint8Array;
  private classes = new Uint32Array(FIRST_CAPACITY);
  private readonly ids = new Map<string, number>();
  private labelled = false;

  /** @param most bytes of pixels that the set may take */
  constructor(shape: PictureShape, most = LARGEST_SET_BYTES) {
    this.shape = shape;
    this.bytes = shape.width * shape.height * shape.channels;
    this.most = Math.floor(most / this.bytes);
    this.pixels = new Uint8Array(Math.min(FIRST_CAPACITY, this.most) * this.bytes);
  }

  get full(): boolean {
    return this.count >= this.most;
  }

  /**
   * @param pixels [height, width, channels] of the shape; copied
   * @param className null when nothing says which
   * @param certain the class was written beside the picture, not taken from its folder: kept even when there is but one
   * @returns false when the set is full
   */
  add(pixels: Uint8Array, className: string | null, certain: boolean): boolean {
    if (this.full) return false;
    if (this.count * this.bytes >= this.pixels.length) this.grow();
    this.pixels.set(pixels, this.count * this.bytes);
    const name = className ?? UNSORTED;
    const id = this.ids.get(name) ?? this.ids.size;
    this.ids.set(name, id);
    this.classes[this.count] = id;
    this.labelled ||= certain && className !== null;
    this.count += 1;
    return true;
  }

  /** The set; classes in the order of their names. Null without pictures. @throws a sentence when there are too many classes */
  finish(description: string): ImageSet | null {
    if (this.count === 0) return null;
    const { width, height, channels } = this.shape;
    const set = { width, height, channels, count: this.count, pixels: this.pixels.slice(0, this.count * this.bytes), description };
    if (this.ids.size < 2 && !this.labelled) return { ...set, labels: null, classNames: [] };
    const names = [...this.ids.keys()].toSorted(compareNames);
    const places = new Map(names.map((name, place) => [this.ids.get(name) ?? 0, place]));
    const labels = emptyLabels(this.count, names.length);
    for (let i = 0; i < this.count; i += 1) labels[i] = places.get(this.classes[i] ?? 0) ?? 0;
    return { ...set, labels, classNames: names };
  }

  private grow(): void {
    const capacity = Math.min(this.most, 2 * Math.max(FIRST_CAPACITY, this.count));
    const [pixels, classes] = [new Uint8Array(capacity * this.bytes), new Uint32Array(capacity)];
    pixels.set(this.pixels);
    classes.set(this.classes.subarray(0, this.count));
    this.pixels = pixels;
    this.classes = classes;
  }
}
