import { breaks } from '../data/images/breaks.ts';
import type { Decode, FileSource, FilesRead, ReadProgress } from '../data/images/fileSource.ts';
import { imagesFromFiles } from '../data/images/fromFiles.ts';
import { type ImageDataset, isMade, makeImageDataset, picturesToMake } from '../data/images/imageDataset.ts';
import type { ImageSet } from '../data/images/imageSet.ts';
import { writeLetters } from '../data/images/letters.ts';
import { madeImages, makeImagesSlowly } from '../data/images/madeImages.ts';
import type { OpenedFile, OpenedImages, Pictures } from '../protocol/messages.ts';
import { wordsOf } from '../recipe/imageFields.ts';
import type { ImageDataRecipe } from '../recipe/recipe.ts';
import { fingerprint, picturesRead, sourcesOf } from './openedFiles.ts';
import { viewOf } from './pictureView.ts';
import { Recent } from './recent.ts';
import { Turns } from './turns.ts';
import { Withdrawn } from './withdrawn.ts';

/** Memory for pictures that may be wanted again, as they were made or read and as they were prepared. */
const MOST_KEPT_BYTES = 2 ** 28;
/** Behind what is transparent, and beside pictures that do not fill the square. */
const BACKGROUND = [255, 255, 255] as const;

/** A recipe's pictures as a run takes them and as the page shows them. */
export interface Prepared { readonly dataset: ImageDataset; readonly pictures: Pictures }

interface Opened { readonly sources: readonly FileSource[]; readonly number: number; readonly classes: number }

type OwnImages = Extract<ImageDataRecipe, { kind: 'images' }>;

/** The pictures that are at hand: the files that a person opened, and sets made lately. Prepares one set at a time. */
export class PictureShelf {
  readonly #decode: Decode;
  readonly #turns = new Turns();
  readonly #opened = new Map<string, Opened>();
  readonly #sets = new Recent<ImageSet>(MOST_KEPT_BYTES, ({ pixels }) => pixels.length);
  readonly #prepared = new Recent<Prepared>(MOST_KEPT_BYTES, ({ dataset }) => dataset.train.pixels.length + dataset.heldOut.pixels.length);
  #openings = 0;
  #looking = new AbortController();
  #reading = new AbortController();

  constructor(decode: Decode) {
    this.#decode = decode;
  }

  /**
   * The pictures of a recipe, made, read or taken from the shelf.
   * @throws the signal's reason when it is aborted, and a sentence when the recipe gives no pictures here
   */
  prepare(data: ImageDataRecipe, signal?: AbortSignal): Promise<Prepared> {
    return this.#turns.take(async () => {
      signal?.throwIfAborted();
      const key = JSON.stringify([data, this.#openingOf(data)]);
      const known = this.#prepared.get(key);
      if (known) return known;
      const dataset = makeImageDataset(data, await this.#wholeSet(data, signal));
      const prepared = { dataset, pictures: viewOf(dataset, data) };
      this.#prepared.put(key, prepared);
      return prepared;
    });
  }

  /** As `prepare`, for a look only. @throws Withdrawn when there is a newer look */
  async look(data: ImageDataRecipe): Promise<Pictures> {
    this.#looking.abort(new Withdrawn('A newer look took the place of this one.'));
    this.#looking = new AbortController();
    return (await this.prepare(data, this.#looking.signal)).pictures;
  }

  /**
   * Puts files on the shelf and reads them once.
   * @param data how to prepare them; what it says of another set's classes does not count
   * @throws Withdrawn when it is cancelled or other files are opened, and a sentence when there is no picture in them
   */
  async open(name: string, files: readonly OpenedFile[], data: ImageDataRecipe, progress: (progress: ReadProgress) => void): Promise<OpenedImages> {
    this.cancelReading();
    const { signal } = this.#reading;
    const [source, sources] = [await fingerprint(files), sourcesOf(files)];
    const { kind, classes, count, seed, size, colour, range, mirror, shift, heldOut, conditional } = data;
    const known = data.kind === 'images' && data.source === source;
    const own: OwnImages = {
      kind: 'images', name, source, crop: kind === 'images' ? data.crop : 'centre',
      count, seed, size, colour, range, mirror, shift, heldOut, conditional, classes: known ? classes : null,
    };
    const read = await this.#read(sources, own, signal, progress);
    const set = picturesRead(read);
    signal.throwIfAborted();
    this.#opened.set(source, { sources, number: this.#openings += 1, classes: set.classNames.length });
    this.#sets.put(this.#setKey(own), set);
    const { pictures } = await this.prepare(own, signal);
    return { source, pictures, bad: read.bad.map(({ name: file, reason }) => ({ name: file, reason })) };
  }

  /** Ends the reading of files that are being opened. */
  cancelReading(): void {
    this.#reading.abort(new Withdrawn('The reading of the files was cancelled.'));
    this.#reading = new AbortController();
  }

  /** Classes that a model of these pictures is told, as far as that is known before they are made; 0 where it is told none. */
  classesOf(data: ImageDataRecipe): number {
    if (!data.conditional) return 0;
    if (data.classes) return data.classes.length;
    if (data.kind === 'images') return this.#opened.get(data.source)?.classes ?? 0;
    return data.kind === 'letters' ? wordsOf(data.words).length : madeImages[data.kind].classNames.length;
  }

  #openingOf(data: ImageDataRecipe): number {
    return data.kind === 'images' ? this.#opened.get(data.source)?.number ?? 0 : 0;
  }

  /** What the whole set depends on: other settings of the recipe choose from it. */
  #setKey(data: ImageDataRecipe): string {
    const { kind, size, colour, seed, count, classes } = data;
    if (isMade(data)) {
      const { options, count: all } = picturesToMake(data);
      return JSON.stringify([options, all, data.endless]);
    }
    if (kind === 'images') return JSON.stringify([kind, size, colour, data.crop, data.source, this.#openingOf(data)]);
    return JSON.stringify([kind, size, colour, seed, count, classes, data.words]);
  }

  async #wholeSet(data: ImageDataRecipe, signal?: AbortSignal): Promise<ImageSet> {
    const key = this.#setKey(data);
    const known = this.#sets.get(key);
    if (known) return known;
    const set = await this.#make(data, signal);
    this.#sets.put(key, set);
    return set;
  }

  async #make(data: ImageDataRecipe, signal?: AbortSignal): Promise<ImageSet> {
    const { seed, size, count, classes } = data;
    const channels = data.colour === 'grey' ? 1 : 3;
    if (data.kind === 'images') {
      const opened = this.#opened.get(data.source);
      if (!opened) throw new Error(`The pictures of "${data.name}" are not open here. Files stay on your machine and are not kept from one visit to the next: open or drop them again.`);
      return picturesRead(await this.#read(opened.sources, data, signal));
    }
    if (data.kind === 'letters') {
      const words = wordsOf(data.words);
      // Enough of them that the recipe's count is left when only some of the words are kept.
      const all = classes && classes.length > 0 ? Math.ceil((count * words.length) / classes.length) : count;
      return await writeLetters({ words, seed, size, channels }, all, breaks(signal));
    }
    const { options, count: all, numberOf } = picturesToMake(data);
    return await makeImagesSlowly(options, all, breaks(signal), numberOf);
  }

  #read(sources: readonly FileSource[], { size, colour, crop }: OwnImages, signal?: AbortSignal, progress?: (progress: ReadProgress) => void): Promise<FilesRead> {
    return imagesFromFiles(sources, {
      width: size, height: size, channels: colour === 'grey' ? 1 : 3, crop, background: BACKGROUND, decode: this.#decode,
      ...(signal ? { signal } : {}), ...(progress ? { progress } : {}),
    });
  }
}
