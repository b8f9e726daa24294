/** gzip (RFC 1952) by the platform's own decompressor. */
import { pieces, readBytes, TooManyBytes } from './byteStream.ts';

/** Begins as gzip does: the two magic bytes and method 8. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8;
}

/**
 * Unpacks a .gz file.
 * @param most bytes that may come out: real ones are counted, the size in the trailer is not believed
 * @throws a sentence when the file is damaged or cut off, or more than `most` bytes come out; the signal's reason
 */
export async function gunzip(stream: ReadableStream<Uint8Array>, most: number, signal?: AbortSignal): Promise<Uint8Array> {
  const source = pieces(stream, 65_536, signal);
  const failed: { reading?: unknown } = {};
  const packed = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      try {
        const next = await source.next();
        if (next.done === true) controller.close();
        else controller.enqueue(new Uint8Array(next.value));
      } catch (error) {
        failed.reading = error;
        throw error;
      }
    },
    async cancel() {
      await source.return(undefined);
    },
  });
  try {
    return await readBytes(packed.pipeThrough(new DecompressionStream('gzip')), most, 'What is packed in this .gz file', signal);
  } catch (error) {
    signal?.throwIfAborted();
    if (failed.reading !== undefined) throw failed.reading;
    if (error instanceof TooManyBytes) throw error;
    // What decompressors say about damage differs from browser to browser.
    throw new Error('This .gz file is damaged or cut off; fetch it again.', { cause: error });
  }
}
