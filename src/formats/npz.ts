/** NumPy's .npz: a zip archive of .npy files. Source: `numpy/lib/format.py`, "NPZ file". */
import { zipEntries } from './zip.ts';
import type { ZipLimits } from './zip.ts';

/**
 * The .npy files of an archive by name, without the ending, each still to be read (`readNpyHeader`, `readNpy`).
 * @throws a sentence when the archive cannot be read, an array is damaged or too large, or there is none
 */
export async function readNpz(stream: ReadableStream<Uint8Array>, limits: ZipLimits, signal?: AbortSignal): Promise<Map<string, Uint8Array>> {
  const arrays = new Map<string, Uint8Array>();
  for await (const { name, content } of zipEntries(stream, limits, (entry) => entry.endsWith('.npy'), signal)) {
    if (typeof content === 'string') throw new Error(`The array ${name} cannot be read: ${content}.`);
    arrays.set(name.slice(0, -'.npy'.length), content);
  }
  if (arrays.size === 0) throw new Error('This .npz file holds no arrays; write one with numpy.savez.');
  return arrays;
}
