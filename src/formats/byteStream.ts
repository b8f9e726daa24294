/** Bytes that arrive in pieces, with a limit on how many there may be: what a file claims about its size is not believed. */

/** A size for people, in the units of the limits: 64 MiB, 1.5 GiB. */
export function sizeText(bytes: number): string {
  const [unit, scale] = bytes >= 2 ** 30 ? ['GiB', 2 ** 30] : bytes >= 2 ** 20 ? ['MiB', 2 ** 20] : bytes >= 1024 ? ['KiB', 1024] : ['bytes', 1];
  return `${Number((bytes / scale).toPrecision(3))} ${unit}`;
}

/** More bytes came than were allowed. Its message is a sentence. */
export class TooManyBytes extends Error {}

/**
 * The pieces of a stream, at most `piece` bytes each. Leaving the loop early cancels the stream.
 * @throws the signal's reason when it is aborted
 */
export async function* pieces(stream: ReadableStream<Uint8Array>, piece: number, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      signal?.throwIfAborted();
      const { done, value } = await reader.read();
      if (done) return;
      for (let at = 0; at < value.length; at += piece) yield value.subarray(at, at + piece);
    }
  } finally {
    // A stream that failed rejects the cancelling too; its first error is the one that counts.
    await reader.cancel().catch(() => undefined);
  }
}

/**
 * All bytes of a stream.
 * @param most more bytes than this are refused while they come in, before they are joined
 * @throws TooManyBytes with a sentence that begins with `what` when there are more; the stream's own error; the signal's reason
 */
export async function readBytes(stream: ReadableStream<Uint8Array>, most: number, what: string, signal?: AbortSignal): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of pieces(stream, Number.POSITIVE_INFINITY, signal)) {
    length += part.length;
    if (length > most) throw new TooManyBytes(`${what} is larger than ${sizeText(most)}; split it or make it smaller.`);
    parts.push(part);
  }
  return joined(parts, length);
}

export function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** A stream of bytes that are already there. */
export function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    start(controller) {
      if (bytes.length > 0) controller.enqueue(bytes);
      controller.close();
    },
  });
}
