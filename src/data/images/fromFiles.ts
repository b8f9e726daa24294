/** The user's own files as a set of pictures: what can be read is, and each file that cannot is named with its reason. */
import { readBytes, sizeText, streamOf } from '../../formats/byteStream.ts';
import { CIFAR10_CLASSES, isCifar10, readCifar10 } from '../../formats/cifar10.ts';
import { gunzip, isGzip } from '../../formats/gzip.ts';
import { isIdx, readIdx } from '../../formats/idx.ts';
import { imageLayout, readImageArrays, readLabelArray } from '../../formats/imageArrays.ts';
import type { ImageArray } from '../../formats/imageArrays.ts';
import { isNpy, readNpyHeader } from '../../formats/npy.ts';
import { readNpz } from '../../formats/npz.ts';
import { pictureFormat, readPictureHeader } from '../../formats/pictureHeader.ts';
import { isZip, zipEntries } from '../../formats/zip.ts';
import { pairArrays } from './arrayPairs.ts';
import type { LabelArray } from './arrayPairs.ts';
import { DecodeQueue } from './decodeQueue.ts';
import { compareNames, folderOf, isClutter } from './filePaths.ts';
import { FILE_LIMITS } from './fileSource.ts';
import type { BadFile, FileSource, FilesRead, ReadOptions } from './fileSource.ts';
import { ImageCollector } from './imageCollector.ts';
import { preparePicture } from './preparePicture.ts';

/** How often the page hears of the progress and can cancel while arrays are worked through. */
const BREATH_MILLISECONDS = 50;
const HEAD_BYTES = 16;

interface HeldArray extends ImageArray {
  readonly path: string;
  /** What of the progress is still to come when its pictures are prepared, in bytes. */
  readonly work: number;
  readonly classNames: readonly string[] | null;
}

/**
 * Reads pictures (PNG, JPEG, WebP), zip archives of them, MNIST's IDX files and CIFAR-10's binary batches (packed by gzip or
 * not), npy and npz arrays. The class of a picture is the folder it lies in, when there is more than one such folder;
 * arrays have the labels of the array that belongs to them by name. Files are taken in the order of their paths.
 * When the set reaches 512 MiB the rest is left out, and the description says so.
 * @throws the signal's reason when it is aborted, and a sentence for more files than `FILE_LIMITS.sources` or sizes below 1
 */
export async function imagesFromFiles(sources: readonly FileSource[], options: ReadOptions): Promise<FilesRead> {
  if (sources.length > FILE_LIMITS.sources) throw new Error(`There are ${sources.length.toLocaleString('en')} files; add at most ${FILE_LIMITS.sources.toLocaleString('en')} at once.`);
  for (const side of [options.width, options.height]) {
    if (!Number.isInteger(side) || side < 1 || side > 1024) throw new Error(`The pictures' size is ${side}; give a whole number of pixels from 1 to 1024.`);
  }
  const reader = new FilesReader(sources, options);
  for (const source of sources.toSorted((a, b) => compareNames(a.path, b.path))) await reader.readSource(source);
  return await reader.finish();
}

class FilesReader {
  private readonly options: ReadOptions;
  private readonly collector: ImageCollector;
  private readonly queue: DecodeQueue;
  private readonly bad: BadFile[] = [];
  private readonly arrays: HeldArray[] = [];
  private readonly labels: LabelArray[] = [];
  private readonly said = new Set<string>();
  private readonly total: number;
  private done = 0;
  private held = 0;
  private leftOut = false;
  private breath = performance.now();

  constructor(sources: readonly FileSource[], options: ReadOptions) {
    this.options = options;
    this.total = Math.max(1, sources.reduce((sum, { size }) => sum + size, 0));
    this.collector = new ImageCollector(options);
    this.queue = new DecodeQueue(options, options.decode, ({ path, result }) => {
      if (typeof result === 'string') this.bad.push({ name: path, reason: result });
      else if (!this.collector.add(result, folderOf(path), false)) this.leftOut = true;
    });
  }

  async readSource(source: FileSource): Promise<void> {
    if (isClutter(source.path)) return;
    const [before, waiting] = [this.done, this.arrays.length];
    await this.named(source.path, async () => {
      const head = await this.head(source);
      if (isZip(head) && /\.npz$/i.test(source.path)) await this.readNpz(source.path, source.stream(), source.size);
      else if (isZip(head)) await this.readZip(source, before);
      else if (isGzip(head)) await this.read(unpackedName(source.path), await this.unpacked(source.stream()), source.size);
      else await this.readWhole(source, pictureFormat(head) === null ? FILE_LIMITS.arrayBytes : FILE_LIMITS.pictureBytes);
    });
    const toCome = this.arrays.slice(waiting).reduce((sum, { work }) => sum + work, 0);
    this.done = before + Math.max(0, source.size - toCome);
    await this.breathe();
  }

  async finish(): Promise<FilesRead> {
    await this.queue.drain();
    const { pairs, bad } = pairArrays(this.arrays, this.labels);
    this.bad.push(...bad);
    for (const { array, labels } of pairs) {
      await this.named(array.path, async () => this.addArray(array, labels));
    }
    this.report(1);
    const { count } = this.collector;
    const rest = this.leftOut ? ' The set is full at 512 MiB; the rest was left out.' : '';
    const { width, height, channels } = this.options;
    const description = `${count.toLocaleString('en')} ${count === 1 ? 'picture' : 'pictures'} from your files, ${width} x ${height}, ${channels === 1 ? 'grey' : 'colour'}.${[...this.said].map((text) => ` ${text}`).join('')}${rest}`;
    return { set: this.collector.finish(description), bad: this.bad };
  }

  /** Runs the reading of one thing; what goes wrong is put down under its name, and the reading goes on. */
  private async named(name: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.options.signal?.throwIfAborted();
      this.bad.push({ name, reason: error instanceof Error ? error.message : String(error) });
    }
  }

  private async head(source: FileSource): Promise<Uint8Array> {
    const parts: number[] = [];
    const reader = source.stream().getReader();
    try {
      while (parts.length < HEAD_BYTES) {
        const { done, value } = await reader.read();
        if (done) break;
        parts.push(...value.subarray(0, HEAD_BYTES));
      }
    } finally {
      await reader.cancel().catch(() => undefined);
    }
    return Uint8Array.from(parts.slice(0, HEAD_BYTES));
  }

  private async unpacked(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
    return await gunzip(stream, FILE_LIMITS.arrayBytes, this.options.signal);
  }

  private async readWhole(source: FileSource, most: number): Promise<void> {
    const { path, size } = source;
    if (size > most) throw new Error(`The file has ${sizeText(size)}; the most is ${sizeText(most)}. Split it or make it smaller.`);
    await this.read(path, await readBytes(source.stream(), most, 'The file', this.options.signal), size);
  }

  private async readZip(source: FileSource, before: number): Promise<void> {
    const stem = source.path.replace(/\.zip$/i, '');
    for await (const { name, content, read } of zipEntries(source.stream(), FILE_LIMITS.zip, (entry) => !isClutter(entry), this.options.signal)) {
      const path = `${stem}/${name.replaceAll('\\', '/')}`;
      await this.named(path, async () => {
        if (typeof content === 'string') throw new Error(`The file cannot be read: ${content}.`);
        if (isZip(content) && /\.npz$/i.test(path)) await this.readNpz(path, streamOf(content), 0);
        else if (isZip(content)) throw new Error('An archive within an archive is not opened; unpack it first.');
        else if (isGzip(content)) await this.read(unpackedName(path), await this.unpacked(streamOf(content)), 0);
        else await this.read(path, content, 0);
      });
      this.done = Math.max(this.done, before + read);
      await this.breathe();
      if (this.collector.full) {
        this.leftOut = true;
        return;
      }
    }
  }

  private async readNpz(path: string, stream: ReadableStream<Uint8Array>, size: number): Promise<void> {
    const arrays = await readNpz(stream, FILE_LIMITS.npz, this.options.signal);
    for (const [name, bytes] of arrays) {
      await this.named(`${path}/${name}`, async () => this.read(`${path}/${name}`, bytes, size / arrays.size));
    }
  }

  /** @param size its share of the progress, in bytes */
  private async read(path: string, bytes: Uint8Array, size: number): Promise<void> {
    const header = readPictureHeader(bytes);
    if (header !== null) {
      if (this.collector.full) this.leftOut = true;
      else await this.queue.add(path, bytes, header);
    } else if (isNpy(bytes)) {
      const labels = imageLayout(readNpyHeader(bytes).shape) === null ? readLabelArray(bytes) : null;
      if (labels !== null) this.labels.push({ path, labels });
      else this.hold({ ...readImageArrays(bytes), path, work: size / 2, classNames: null });
    } else if (isIdx(bytes)) {
      const { shape, data } = readIdx(bytes);
      const layout = imageLayout(shape);
      if (shape.length === 1) this.labels.push({ path, labels: data });
      else if (layout === null || layout.planes) throw new Error(`An IDX file of shape ${shape.join(' x ')} is not one of pictures; give number x height x width.`);
      else this.hold({ ...layout, said: '', pixels: data, path, work: size / 2, classNames: null });
    } else if (/\.bin$/i.test(path) && isCifar10(bytes)) {
      const { count, pixels, labels } = readCifar10(bytes);
      this.hold({ count, width: 32, height: 32, channels: 3, pixels, said: '', path, work: size / 2, classNames: [...labels].map((label) => CIFAR10_CLASSES[label] ?? '') });
    } else {
      throw new Error(bytes.length === 0 ? 'The file is empty.' : 'The file is of no kind that can be read; give PNG, JPEG or WebP pictures, a zip archive of them, IDX files, CIFAR-10 batches (.bin), or npy and npz arrays.');
    }
  }

  /** Keeps an array until all labels are there. */
  private hold(array: HeldArray): void {
    this.held += array.pixels.length;
    if (this.held > FILE_LIMITS.arrayBytes) {
      this.held -= array.pixels.length;
      throw new Error(`With this array all arrays take more than ${sizeText(FILE_LIMITS.arrayBytes)}; add fewer at once.`);
    }
    this.arrays.push(array);
  }

  private async addArray(array: HeldArray, labels: LabelArray['labels'] | null): Promise<void> {
    const { count, width, height, channels, pixels, classNames, work } = array;
    const bytes = width * height * channels;
    // What an npz holds lies in the npz's own folder.
    const folder = folderOf(array.path.replace(/\.npz\/.*$/i, '.npz'));
    if (array.said !== '') this.said.add(array.said);
    for (let i = 0; i < count; i += 1) {
      const label = labels?.[i];
      const name = classNames?.[i] ?? (label === undefined ? folder : String(label));
      const data = pixels.subarray(i * bytes, (i + 1) * bytes);
      if (!this.collector.add(preparePicture({ width, height, channels, data }, this.options), name, classNames !== null || labels !== null)) {
        this.leftOut = true;
        return;
      }
      this.done += work / count;
      await this.breathe();
    }
  }

  private report(share: number): void {
    this.options.progress?.({ share: Math.min(1, share), images: this.collector.count, bad: this.bad.length });
  }

  /** Lets the page's messages through now and then. @throws the signal's reason */
  private async breathe(): Promise<void> {
    this.options.signal?.throwIfAborted();
    if (performance.now() - this.breath < BREATH_MILLISECONDS) return;
    this.report(this.done / this.total);
    await new Promise((resolve) => { setTimeout(resolve, 0); });
    this.options.signal?.throwIfAborted();
    this.breath = performance.now();
  }
}

function unpackedName(path: string): string {
  return path.replace(/\.gz$/i, '');
}
