/**
 * Decodes PNG pictures without a browser: W3C PNG Specification (third edition), all colour types and bit depths, not
 * interlaced. Colours are taken as sRGB, as they are written; gamma and profiles are ignored.
 */
import { joined, readBytes } from './byteStream.ts';

export interface PngPicture {
  readonly width: number;
  readonly height: number;
  /** RGBA, alpha not premultiplied, [height, width, 4]. */
  readonly pixels: Uint8Array;
}

interface Header { width: number; height: number; depth: number; type: number; interlaced: boolean }

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const CHUNK_HEAD = 8;
const CHUNK_CRC = 4;
/** Samples a pixel by colour type: grey, (none), RGB, palette, grey with alpha, (none), RGBA. */
const SAMPLES = [1, 0, 3, 1, 2, 0, 4];
/** Bit depths that the specification allows for each colour type (table 11.1). */
const DEPTHS: readonly (readonly number[])[] = [[1, 2, 4, 8, 16], [], [8, 16], [1, 2, 4, 8], [8, 16], [], [8, 16]];
const PALETTE = 3;

function refuse(why: string): never {
  throw new Error(`this PNG file cannot be read: ${why}`);
}

/**
 * @param mostPixels more are refused before anything is unpacked
 * @throws a sentence that says what is wrong with the file
 */
export async function decodePng(bytes: Uint8Array, mostPixels: number): Promise<PngPicture> {
  if (!SIGNATURE.every((byte, i) => bytes[i] === byte)) refuse('it does not begin as PNG files do');
  const chunks = chunksOf(bytes);
  const header = readHeader(chunks);
  const { width, height, depth, type, interlaced } = header;
  if (width * height > mostPixels) refuse(`it has ${width.toLocaleString('en')} x ${height.toLocaleString('en')} pixels, and at most ${mostPixels.toLocaleString('en')} are taken`);
  if (interlaced) refuse('it is interlaced; save it without');
  const pixelBits = (SAMPLES[type] ?? 0) * depth;
  const lineBytes = Math.ceil(width * pixelBits / 8);
  const packed = chunks.filter(({ name }) => name === 'IDAT').map(({ data }) => data);
  const unpacked = await inflated(packed, height * (lineBytes + 1));
  if (unpacked.length !== height * (lineBytes + 1)) refuse('its pixels end too early; the file may be cut off');
  unfilter(unpacked, lineBytes, height, Math.max(1, pixelBits >> 3));
  const named = (name: string): Uint8Array | null => chunks.find((chunk) => chunk.name === name)?.data ?? null;
  const palette = named('PLTE');
  if (type === PALETTE && palette === null) refuse('it has no palette');
  return { width, height, pixels: toRgba(unpacked, header, lineBytes, palette, named('tRNS')) };
}

interface Chunk { name: string; data: Uint8Array }

function chunksOf(bytes: Uint8Array): Chunk[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: Chunk[] = [];
  for (let at = SIGNATURE.length; at + CHUNK_HEAD <= bytes.length;) {
    const length = view.getUint32(at);
    const start = at + CHUNK_HEAD;
    if (start + length > bytes.length) break;
    const name = String.fromCharCode(...bytes.subarray(at + 4, start));
    if (name === 'IEND') return chunks;
    chunks.push({ name, data: bytes.subarray(start, start + length) });
    at = start + length + CHUNK_CRC;
  }
  return refuse('it is cut off');
}

function readHeader(chunks: readonly Chunk[]): Header {
  const [first] = chunks;
  if (first?.name !== 'IHDR' || first.data.length !== 13) refuse('it has no header');
  const view = new DataView(first.data.buffer, first.data.byteOffset, 13);
  const header = { width: view.getUint32(0), height: view.getUint32(4), depth: view.getUint8(8), type: view.getUint8(9), interlaced: view.getUint8(12) !== 0 };
  if (header.width === 0 || header.height === 0) refuse('its header gives no size');
  if (DEPTHS[header.type]?.includes(header.depth) !== true) refuse(`its header gives colour type ${header.type} with ${header.depth} bits, which there is not`);
  return header;
}

async function inflated(parts: readonly Uint8Array[], most: number): Promise<Uint8Array> {
  const packed = new Uint8Array(joined(parts, parts.reduce((sum, { length }) => sum + length, 0)));
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({ start(controller) { controller.enqueue(packed); controller.close(); } });
  try {
    return await readBytes(stream.pipeThrough(new DecompressionStream('deflate')), most, 'The pixels');
  } catch {
    return refuse('its pixels cannot be unpacked; the file is damaged');
  }
}

/** Undoes the filters of the lines in place (section 9). @param back bytes from a byte to the same one of the pixel before */
function unfilter(lines: Uint8Array, lineBytes: number, height: number, back: number): void {
  for (let row = 0; row < height; row += 1) {
    const start = row * (lineBytes + 1) + 1;
    const filter = lines[start - 1] ?? 0;
    if (filter > 4) refuse(`line ${row} has the filter ${filter}, which there is not`);
    for (let i = 0; i < lineBytes; i += 1) {
      const left = i >= back ? lines[start + i - back] ?? 0 : 0;
      const above = row > 0 ? lines[start + i - lineBytes - 1] ?? 0 : 0;
      const corner = row > 0 && i >= back ? lines[start + i - back - lineBytes - 1] ?? 0 : 0;
      const guess = [0, left, above, (left + above) >> 1, filter === 4 ? paeth(left, above, corner) : 0][filter] ?? 0;
      lines[start + i] = (lines[start + i] ?? 0) + guess;
    }
  }
}

/** The neighbour nearest to left + above - corner (section 9.4). */
function paeth(left: number, above: number, corner: number): number {
  const guess = left + above - corner;
  const [toLeft, toAbove, toCorner] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)];
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

function toRgba(lines: Uint8Array, { width, height, depth, type }: Header, lineBytes: number, palette: Uint8Array | null, transparency: Uint8Array | null): Uint8Array {
  const samples = SAMPLES[type] ?? 1;
  const most = 2 ** depth - 1;
  const raw = (row: number, index: number): number => {
    const line = row * (lineBytes + 1) + 1;
    if (depth === 16) return 256 * (lines[line + 2 * index] ?? 0) + (lines[line + 2 * index + 1] ?? 0);
    if (depth === 8) return lines[line + index] ?? 0;
    const bit = index * depth;
    return ((lines[line + (bit >> 3)] ?? 0) >> (8 - depth - (bit & 7))) & most;
  };
  // The colour that counts as transparent, 16 bits a sample.
  const clear = type === PALETTE || transparency === null ? null : Array.from({ length: samples }, (_, i) => 256 * (transparency[2 * i] ?? 0) + (transparency[2 * i + 1] ?? 0));
  const out = new Uint8Array(4 * width * height);
  const byte = (value: number): number => Math.round(value * 255 / most);
  for (let row = 0; row < height; row += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = 4 * (row * width + x);
      const value = (i: number): number => raw(row, x * samples + i);
      if (type === PALETTE) {
        const entry = value(0);
        for (let i = 0; i < 3; i += 1) out[at + i] = palette?.[3 * entry + i] ?? 0;
        out[at + 3] = transparency?.[entry] ?? 255;
        continue;
      }
      for (let i = 0; i < 3; i += 1) out[at + i] = byte(value(samples >= 3 ? i : 0));
      const opaque = clear?.every((wanted, i) => wanted === value(i)) === true ? 0 : 255;
      out[at + 3] = samples === 2 || samples === 4 ? byte(value(samples - 1)) : opaque;
    }
  }
  return out;
}
