/** Every buffer is made here and destroyed here, so that bytes can be counted and a leak shows as a number. */
export class BufferLedger {
  readonly #device: GPUDevice;
  readonly #held = new Map<GPUBuffer, number>();
  #bytes = 0;
  #peakBytes = 0;

  constructor(device: GPUDevice) {
    this.#device = device;
  }

  /** Bytes held now. */
  get bytes(): number { return this.#bytes; }
  /** Most bytes ever held at once. */
  get peakBytes(): number { return this.#peakBytes; }
  /** Buffers alive now. */
  get count(): number { return this.#held.size; }

  /**
   * Makes a buffer of at least `bytes` (rounded up to 16; at least 16), filled with zeros.
   * @throws an Error with a sentence if it is over the device's limits; running out of memory shows in the error scope around.
   */
  allocate(label: string, bytes: number, usage: GPUBufferUsageFlags): GPUBuffer {
    const size = Math.max(16, Math.ceil(bytes / 16) * 16);
    const storage = (usage & GPUBufferUsage.STORAGE) !== 0;
    const limit = Math.min(this.#device.limits.maxBufferSize, storage ? this.#device.limits.maxStorageBufferBindingSize : Infinity);
    if (!(size <= limit)) {
      throw new Error(`"${label}" needs a buffer of ${megabytes(size)}, but this device allows ${megabytes(limit)}. Choose a smaller model or batch.`);
    }
    const buffer = this.#device.createBuffer({ label, size, usage });
    this.#held.set(buffer, size);
    this.#bytes += size;
    this.#peakBytes = Math.max(this.#peakBytes, this.#bytes);
    return buffer;
  }

  /** Destroys a buffer of this ledger; a second call for the same buffer does nothing. */
  free(buffer: GPUBuffer): void {
    const size = this.#held.get(buffer);
    if (size === undefined) return;
    this.#held.delete(buffer);
    this.#bytes -= size;
    buffer.destroy();
  }
}

function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}
