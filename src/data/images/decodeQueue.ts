/** Pictures being decoded: several at once, but no more pixels in flight than the largest picture may have; results in order. */
import type { PictureHeader } from '../../formats/pictureHeader.ts';
import { sizeText } from '../../formats/byteStream.ts';
import { FILE_LIMITS } from './fileSource.ts';
import type { Decode, DecodedPicture } from './fileSource.ts';
import { preparePicture } from './preparePicture.ts';
import type { PictureShape } from './preparePicture.ts';

const MOST_AT_ONCE = 8;

/** A prepared picture or the sentence why there is none. */
export interface DecodeResult { readonly path: string; readonly result: Uint8Array | string }

interface InFlight { readonly pixels: number; readonly result: Promise<DecodeResult> }

export class DecodeQueue {
  private readonly shape: PictureShape;
  private readonly decode: Decode;
  private readonly settled: (result: DecodeResult) => void;
  private flying: InFlight[] = [];

  /** @param settled is called for each picture, in the order in which they were added */
  constructor(shape: PictureShape, decode: Decode, settled: (result: DecodeResult) => void) {
    this.shape = shape;
    this.decode = decode;
    this.settled = settled;
  }

  /** Begins a picture as soon as there is room for it. @throws a sentence when it is too large to begin at all */
  async add(path: string, bytes: Uint8Array, header: PictureHeader): Promise<void> {
    const pixels = checkedPixels(bytes, header);
    while (this.flying.length >= MOST_AT_ONCE || this.flying.reduce((sum, one) => sum + one.pixels, pixels) > FILE_LIMITS.picturePixels) {
      await this.settleFirst();
    }
    this.flying.push({ pixels, result: this.prepared(path, bytes, header) });
  }

  async drain(): Promise<void> {
    while (this.flying.length > 0) await this.settleFirst();
  }

  private async settleFirst(): Promise<void> {
    const first = this.flying.shift();
    if (first !== undefined) this.settled(await first.result);
  }

  private async prepared(path: string, bytes: Uint8Array, { format }: PictureHeader): Promise<DecodeResult> {
    try {
      const decoded = await this.decode(bytes, path);
      if (!isWhole(decoded)) return { path, result: `The ${format} file was decoded to something that is not a picture; save it again with another program.` };
      const { width, height, pixels } = decoded;
      return { path, result: preparePicture({ width, height, channels: 4, data: pixels }, this.shape) };
    } catch (error) {
      const why = error instanceof Error && error.message !== '' ? ` (${error.message})` : '';
      return { path, result: `The ${format} file cannot be decoded${why}; it is damaged or of a rare kind. Save it again with another program.` };
    }
  }
}

function isWhole({ width, height, pixels }: DecodedPicture): boolean {
  return Number.isInteger(width) && Number.isInteger(height) && width > 0 && height > 0 && pixels.length === 4 * width * height;
}

function checkedPixels(bytes: Uint8Array, { width, height, format }: PictureHeader): number {
  if (bytes.length > FILE_LIMITS.pictureBytes) throw new Error(`The ${format} file has ${sizeText(bytes.length)}; the most is ${sizeText(FILE_LIMITS.pictureBytes)}. Save it smaller.`);
  const pixels = width * height;
  if (pixels > FILE_LIMITS.picturePixels || Math.max(width, height) > FILE_LIMITS.pictureSide) {
    throw new Error(`The picture has ${width.toLocaleString('en')} x ${height.toLocaleString('en')} pixels; the most is 67 million, and 32,767 on a side. Make it smaller.`);
  }
  return pixels;
}

