/** Zip archives read as they come in, entry by entry, with limits on what really comes out of them. */
import { Inflate, Unzip } from 'fflate';
import type { AsyncFlateStreamHandler, UnzipFile } from 'fflate';
import { joined, pieces, sizeText } from './byteStream.ts';

export interface ZipLimits {
  /** Most bytes of one entry, unpacked; larger ones are passed over. */
  readonly entryBytes: number;
  /** Most bytes of all entries together, unpacked; the archive is read no further. */
  readonly totalBytes: number;
  readonly entries: number;
}

export interface ZipEntry {
  /** Path within the archive, with forward slashes. */
  readonly name: string;
  /** The entry's bytes, or why they could not be read. */
  readonly content: Uint8Array | string;
  /** Bytes of the archive read so far. */
  readonly read: number;
}

/** Small enough that what inflates from one piece (at most 1032 times as much) does not matter. */
const PIECE_BYTES = 16_384;

/** Begins as a zip archive does: with an entry, or with the end of an empty one. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && ((bytes[2] === 3 && bytes[3] === 4) || (bytes[2] === 5 && bytes[3] === 6));
}

/**
 * The files of an archive in their order; folders and entries that `wanted` turns down are left out. Sizes written in the
 * archive serve only to pass over an entry early: what counts is what comes out.
 * @throws a sentence when the archive is none, is cut off, or goes beyond `totalBytes` or `entries`; entries before that
 * have been yielded. The signal's reason when it is aborted.
 */
export async function* zipEntries(stream: ReadableStream<Uint8Array>, limits: ZipLimits, wanted: (name: string) => boolean, signal?: AbortSignal): AsyncGenerator<ZipEntry> {
  const reader = new ZipReader(limits, wanted);
  let read = 0;
  let head = new Uint8Array(0);
  for await (const piece of pieces(stream, PIECE_BYTES, signal)) {
    if (head.length < 4) {
      head = new Uint8Array([...head, ...piece.subarray(0, 4 - head.length)]);
      if (head.length === 4 && !isZip(head)) throw new Error('This is not a zip archive; pack the files again.');
    }
    read += piece.length;
    const broken = reader.push(piece, false);
    for (const [name, content] of reader.take()) yield { name, content, read };
    if (broken !== null) throw broken;
  }
  if (head.length < 4) throw new Error('This is not a zip archive: it has fewer than four bytes.');
  const broken = reader.push(new Uint8Array(0), true);
  for (const [name, content] of reader.take()) yield { name, content, read };
  if (broken !== null) throw broken;
}

class ZipReader {
  private readonly unzip: Unzip;
  private readonly limits: ZipLimits;
  private finished: [string, Uint8Array | string][] = [];
  private open: string | null = null;
  private entries = 0;
  private total = 0;
  private refusal: Error | null = null;

  constructor(limits: ZipLimits, wanted: (name: string) => boolean) {
    this.limits = limits;
    this.unzip = new Unzip((file) => this.begin(file, wanted(file.name) && !file.name.endsWith('/')));
    this.unzip.register(CappedInflate);
  }

  /** Reads on; gives the reason when the archive can be read no further. */
  push(piece: Uint8Array, last: boolean): Error | null {
    if (this.refusal !== null) return this.refusal;
    try {
      this.unzip.push(piece, last);
    } catch (error) {
      this.refusal ??= new Error('This zip archive is damaged or cut off; fetch it or pack it again.', { cause: error });
    }
    if (last && this.open !== null) this.refusal ??= new Error(`This zip archive ends in the middle of ${this.open}; fetch it again.`);
    return this.refusal;
  }

  take(): [string, Uint8Array | string][] {
    const taken = this.finished;
    this.finished = [];
    return taken;
  }

  private begin(file: UnzipFile, wanted: boolean): void {
    this.entries += 1;
    if (this.entries > this.limits.entries) {
      this.refusal ??= new Error(`This zip archive has more than ${this.limits.entries.toLocaleString('en')} entries; split it.`);
    }
    if (this.refusal !== null) return;
    if (file.compression !== 0 && file.compression !== 8) {
      if (wanted) this.finished.push([file.name, `it is packed by method ${file.compression}; pack it with the usual method (deflate), without a password`]);
      return;
    }
    this.open = file.name;
    const parts: Uint8Array[] = [];
    let length = 0;
    const tooLarge = `it is larger than ${sizeText(this.limits.entryBytes)}`;
    let content: string | null = (file.originalSize ?? 0) > this.limits.entryBytes ? tooLarge : null;
    file.ondata = (error, chunk, last) => {
      if (error !== null) content ??= 'it is damaged in the archive, or locked with a password';
      length += chunk?.length ?? 0;
      this.total += chunk?.length ?? 0;
      if (length > this.limits.entryBytes) content ??= tooLarge;
      if (this.total > this.limits.totalBytes) this.refusal ??= new Error(`This zip archive unpacks to more than ${sizeText(this.limits.totalBytes)}; split it.`);
      if (content === null && wanted && chunk !== null) parts.push(chunk);
      else parts.length = 0;
      if (!last) return;
      this.open = null;
      if (wanted && this.refusal === null) this.finished.push([file.name, content ?? joined(parts, length)]);
    };
    file.start();
  }
}

/** Inflates an entry and goes on past damage: fflate's own would end the reading of the whole archive. */
class CappedInflate {
  static readonly compression = 8;
  ondata: AsyncFlateStreamHandler = () => undefined;
  private readonly inflate = new Inflate((chunk, last) => this.ondata(null, chunk, last));
  private damaged = false;

  push(chunk: Uint8Array, last: boolean): void {
    if (!this.damaged) {
      try {
        this.inflate.push(chunk, last);
        return;
      } catch {
        this.damaged = true;
      }
    }
    this.ondata(Object.assign(new Error('damaged'), { code: 0 }), new Uint8Array(0), last);
  }
}
