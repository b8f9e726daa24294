/** CIFAR-10's binary batches: records of a label and three planes of 32 x 32. Source: Krizhevsky, "CIFAR-10 and CIFAR-100 datasets", binary version. */

export const CIFAR10_CLASSES = ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'] as const;
export const CIFAR10_RECORD_BYTES = 3073;

const SIDE = 32;
const PLANE = SIDE * SIDE;

export interface Cifar10Batch {
  readonly count: number;
  /** [count, 32, 32, 3], red, green, blue. */
  readonly pixels: Uint8Array;
  /** [count], 0 to 9. */
  readonly labels: Uint8Array;
}

/** A length of whole records whose labels are all 0 to 9. */
export function isCifar10(bytes: Uint8Array): boolean {
  if (bytes.length === 0 || bytes.length % CIFAR10_RECORD_BYTES !== 0) return false;
  for (let at = 0; at < bytes.length; at += CIFAR10_RECORD_BYTES) if ((bytes[at] ?? 10) > 9) return false;
  return true;
}

/** @throws a sentence when the length is not of whole records or a label is above 9 */
export function readCifar10(bytes: Uint8Array): Cifar10Batch {
  const count = bytes.length / CIFAR10_RECORD_BYTES;
  if (count === 0 || !Number.isInteger(count)) {
    throw new Error(`This is not a CIFAR-10 batch: ${bytes.length} bytes are not whole records of ${CIFAR10_RECORD_BYTES}.`);
  }
  const pixels = new Uint8Array(count * 3 * PLANE);
  const labels = new Uint8Array(count);
  for (let i = 0; i < count; i += 1) {
    const start = i * CIFAR10_RECORD_BYTES;
    const label = bytes[start] ?? 0;
    if (label > 9) throw new Error(`This is not a CIFAR-10 batch: the label of record ${i} is ${label}; labels are 0 to 9.`);
    labels[i] = label;
    for (let c = 0; c < 3; c += 1) {
      for (let p = 0; p < PLANE; p += 1) pixels[(i * PLANE + p) * 3 + c] = bytes[start + 1 + c * PLANE + p] ?? 0;
    }
  }
  return { count, pixels, labels };
}
