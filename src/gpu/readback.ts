import type { Gpu } from './device.ts';

/**
 * Copies ranges of buffers to the CPU through one staging buffer, after everything submitted before.
 * @param ranges byte offset and length, both multiples of 4.
 * @returns one ArrayBuffer a range, in order.
 */
export async function readBuffers(gpu: Gpu, ranges: readonly { buffer: GPUBuffer; offset: number; bytes: number }[]): Promise<ArrayBuffer[]> {
  const total = ranges.reduce((sum, range) => sum + range.bytes, 0);
  const staging = gpu.ledger.allocate('readback', total, GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ);
  try {
    const encoder = gpu.device.createCommandEncoder({ label: 'readback' });
    let at = 0;
    for (const { buffer, offset, bytes } of ranges) {
      encoder.copyBufferToBuffer(buffer, offset, staging, at, bytes);
      at += bytes;
    }
    gpu.device.queue.submit([encoder.finish()]);
    await gpu.heard(staging.mapAsync(GPUMapMode.READ));
    const mapped = staging.getMappedRange();
    at = 0;
    return ranges.map(({ bytes }) => {
      const copy = mapped.slice(at, at + bytes);
      at += bytes;
      return copy;
    });
  } finally {
    gpu.ledger.free(staging);
  }
}

/** Reads one buffer's floats. */
export async function readFloats(gpu: Gpu, buffer: GPUBuffer, offset = 0, length = (buffer.size - offset) / 4): Promise<Float32Array> {
  const [bytes] = await readBuffers(gpu, [{ buffer, offset, bytes: length * 4 }]);
  return new Float32Array(bytes ?? new ArrayBuffer(0));
}
