/** What reading the user's own files needs from outside and what it gives back; and how large things may be. */
import { streamOf } from '../../formats/byteStream.ts';
import type { ImageSet } from './imageSet.ts';
import type { PictureShape } from './preparePicture.ts';

/** A file of the user: a `File` of the page, or bytes with a name. */
export interface FileSource {
  /** Name, with its folders where a folder was dropped: `pets/cats/1.png`. */
  readonly path: string;
  readonly size: number;
  /** The bytes from the beginning; may be called more than once. */
  stream(): ReadableStream<Uint8Array>;
}

export interface DecodedPicture {
  readonly width: number;
  readonly height: number;
  /** RGBA, alpha not premultiplied, [height, width, 4]. */
  readonly pixels: Uint8Array;
}

/** Decodes a PNG, JPEG or WebP file; the browser's work. Rejects when it cannot. */
export type Decode = (bytes: Uint8Array, name: string) => Promise<DecodedPicture>;

export interface BadFile {
  readonly name: string;
  /** A sentence: what is wrong and what to do. */
  readonly reason: string;
}

export interface ReadProgress {
  /** 0 to 1, never falling. */
  readonly share: number;
  readonly images: number;
  readonly bad: number;
}

export interface ReadOptions extends PictureShape {
  readonly decode: Decode;
  readonly signal?: AbortSignal;
  /** Called up to 20 times a second, and at the end. */
  readonly progress?: (progress: ReadProgress) => void;
}

export interface FilesRead {
  /** Null when no picture could be read. */
  readonly set: ImageSet | null;
  readonly bad: readonly BadFile[];
}

const MIB = 2 ** 20;

export const FILE_LIMITS = {
  /** Files at once. */
  sources: 200_000,
  /** One picture file, and the pixels it may hold, known from its header before it is decoded. */
  pictureBytes: 64 * MIB,
  picturePixels: 2 ** 26,
  pictureSide: 32_767,
  /** One file of arrays (IDX, CIFAR-10, npy, npz), unpacked; and all of them together. */
  arrayBytes: 1024 * MIB,
  /** Zip archives: one entry, all entries, and how many. */
  zip: { entryBytes: 256 * MIB, totalBytes: 4096 * MIB, entries: 200_000 },
  npz: { entryBytes: 1024 * MIB, totalBytes: 1024 * MIB, entries: 1000 },
} as const;

/** A `FileSource` of bytes that are already in memory. */
export function bytesSource(path: string, bytes: Uint8Array): FileSource {
  return { path, size: bytes.length, stream: () => streamOf(bytes) };
}
