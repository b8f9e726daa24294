import type { DecodedPicture } from '../data/images/fileSource.ts';
import { readPictureHeader } from '../formats/pictureHeader.ts';

/** One canvas for all pictures: each is drawn and read without a wait between. */
let canvas: OffscreenCanvas | null = null;

/**
 * Decodes PNG, JPEG and WebP with the browser's own decoders: turned as a camera's note on its orientation says, which is what
 * browsers do unasked (not all know how to be asked), colours as they are in the file whatever the screen.
 * @throws when the file is damaged, or turns out larger than its header says, which was checked before
 */
export async function decodePicture(bytes: Uint8Array): Promise<DecodedPicture> {
  const header = readPictureHeader(bytes);
  const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)]), { premultiplyAlpha: 'none', colorSpaceConversion: 'none' });
  try {
    const { width, height } = bitmap;
    const [long, short] = [Math.max(width, height), Math.min(width, height)];
    // Turned by a quarter the sides change places.
    if (!header || long !== Math.max(header.width, header.height) || short !== Math.min(header.width, header.height)) throw new Error('its size is not the one in its header');
    canvas ??= new OffscreenCanvas(1, 1);
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (!context) throw new Error('this browser cannot read pictures here');
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    return { width, height, pixels: new Uint8Array(data.buffer, data.byteOffset, data.length) };
  } finally {
    bitmap.close();
    // A large picture's memory is not held until the next.
    if (canvas) canvas.width = canvas.height = 1;
  }
}
