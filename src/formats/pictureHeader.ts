/** Format and size of a picture file from its first bytes, before anything is unpacked: a small file may hold an enormous picture. */

export interface PictureHeader {
  readonly format: 'PNG' | 'JPEG' | 'WebP';
  readonly width: number;
  readonly height: number;
}

function text(bytes: Uint8Array, from: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(from, from + length));
}

/** The format that the first twelve bytes of a file tell, or null. */
export function pictureFormat(bytes: Uint8Array): PictureHeader['format'] | null {
  if (text(bytes, 0, 8) === '\x89PNG\r\n\x1a\n') return 'PNG';
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'JPEG';
  return text(bytes, 0, 4) === 'RIFF' && text(bytes, 8, 4) === 'WEBP' ? 'WebP' : null;
}

/**
 * @returns null when the bytes begin like none of the three formats
 * @throws a sentence when they do but the header is damaged or cut off
 */
export function readPictureHeader(bytes: Uint8Array): PictureHeader | null {
  const found = headerOf(bytes);
  if (found === null) return null;
  const { format, width, height } = found;
  if (!(width > 0 && height > 0)) throw new Error(`This ${format} file is damaged: its header gives no size.`);
  return found;
}

function headerOf(bytes: Uint8Array): PictureHeader | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (pictureFormat(bytes)) {
    case null: return null;
    case 'JPEG': return jpegHeader(view);
    case 'WebP': return webpHeader(bytes, view);
    case 'PNG': break;
  }
  if (bytes.length < 24 || text(bytes, 12, 4) !== 'IHDR') return { format: 'PNG', width: 0, height: 0 };
  return { format: 'PNG', width: view.getUint32(16), height: view.getUint32(20) };
}

/** Walks the segments to the start of frame. ITU-T T.81, annex B. */
function jpegHeader(view: DataView): PictureHeader {
  let at = 2;
  while (at + 9 <= view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    const startOfFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (startOfFrame) return { format: 'JPEG', height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    // A marker may be preceded by any number of fill bytes, and a few stand alone.
    const alone = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    at += marker === 0xff ? 1 : alone ? 2 : 2 + view.getUint16(at + 2);
  }
  return { format: 'JPEG', width: 0, height: 0 };
}

/** RFC 9649, sections 2.5 to 2.7; RFC 6386, section 9.1. */
function webpHeader(bytes: Uint8Array, view: DataView): PictureHeader {
  const kind = bytes.length >= 30 ? text(bytes, 12, 4) : '';
  const threeBytes = (at: number): number => view.getUint16(at, true) + 65_536 * view.getUint8(at + 2);
  if (kind === 'VP8X') return { format: 'WebP', width: threeBytes(24) + 1, height: threeBytes(27) + 1 };
  if (kind === 'VP8 ' && text(bytes, 23, 3) === '\x9d\x01\x2a') {
    return { format: 'WebP', width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  }
  if (kind === 'VP8L' && bytes[20] === 0x2f) {
    const bits = view.getUint32(21, true);
    return { format: 'WebP', width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  return { format: 'WebP', width: 0, height: 0 };
}
