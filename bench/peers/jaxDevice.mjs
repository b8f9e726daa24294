// jax-js on its WebGPU backend.
import { blockUntilReady, defaultDevice, init, numpy as np } from '@jax-js/jax';

export const name = 'jax-js 0.1.25';

// Its einsum, in attention, uses methods of iterators that Node has from version 22 on.
const iterators = Object.getPrototypeOf(Object.getPrototypeOf(''.matchAll(/x/g)));
const methods = {
  * map(change) { for (const one of this) yield change(one); },
  * filter(keeps) { for (const one of this) if (keeps(one)) yield one; },
};
for (const [key, value] of Object.entries(methods)) {
  if (!(key in iterators)) Object.defineProperty(iterators, key, { configurable: true, writable: true, value });
}

export async function openJax() {
  await init('webgpu');
  defaultDevice('webgpu');
}

export function array(data, shape) {
  return np.array(data).reshape(shape);
}

/** [N, H, W, C] as numbers to an array [N, C, H, W]. */
export function channelsFirst(data, shape) {
  return np.transpose(array(data, shape), [0, 3, 1, 2]);
}

/** All numbers of arrays, one array after the other; consumes them. */
async function numbers(arrays) {
  const parts = [];
  for (const one of arrays) parts.push(await one.data());
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let end = 0;
  for (const part of parts) {
    all.set(part, end);
    end += part.length;
  }
  return all;
}

/** Steps that the GPU is given before the oldest is waited for: enough that it never idles. */
const IN_FLIGHT = 8;

/**
 * jax-js gives work to the GPU only when somebody waits for a result, and drops work whose results are disposed of before.
 * So each step is waited for, a few steps later.
 * @param start begins a step and returns arrays of it, which the engine disposes of
 * @param restore lays the arrays as the problem wants them
 */
export function engineOf(start, restore = (arrays) => arrays) {
  const started = [];
  let latest = [];
  let recording = 0;
  const waitForOldest = async () => {
    const { arrays, ready } = started.shift();
    await ready;
    if (arrays !== latest) arrays.forEach((one) => one.dispose());
  };
  const begin = () => {
    const before = performance.now();
    const replaced = latest;
    latest = start();
    recording += performance.now() - before;
    if (!started.some(({ arrays }) => arrays === replaced)) replaced.forEach((one) => one.dispose());
    started.push({ arrays: latest, ready: blockUntilReady(latest) });
  };
  return {
    name,
    step() { throw new Error('jax-js takes several steps at once.'); },
    async steps(count) {
      for (let i = 0; i < count; i += 1) {
        if (started.length === IN_FLIGHT) await waitForOldest();
        begin();
      }
    },
    recordingMs: () => recording,
    result: () => numbers(restore(latest.map((one) => one.ref))),
    async settle() { while (started.length > 0) await waitForOldest(); },
  };
}
