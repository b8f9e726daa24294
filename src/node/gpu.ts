/** WebGPU in Node: Dawn, through the npm package `webgpu`, on a hardware adapter where there is one, else on a software one. */
import { create, globals } from 'webgpu';
import { adapterFacts } from '../gpu/device.ts';
import { findSwiftShader } from './findBrowser.mjs';

declare global {
  /** Dawn's entry points: the process crashes when one is garbage-collected, so they stay reachable for good. */
  var playgroundGpus: GPU[] | undefined;
}

export type AdapterChoice = 'auto' | 'default' | 'swiftshader';

/** Reads PLAYGROUND_ADAPTER: `default` uses the system's drivers only, `swiftshader` only the driver beside the browser, unset or `auto` the first that works. */
export function adapterChoice(): AdapterChoice {
  const value = process.env['PLAYGROUND_ADAPTER'] ?? 'auto';
  if (value === 'auto' || value === 'default' || value === 'swiftshader') return value;
  throw new Error(`PLAYGROUND_ADAPTER is "${value}"; it takes auto, default or swiftshader.`);
}

function createGpu(): GPU {
  const gpu = create([]);
  (globalThis.playgroundGpus ??= []).push(gpu);
  return gpu;
}

async function swiftShader(): Promise<GPU | null> {
  const driver = process.platform === 'linux' ? await findSwiftShader() : null;
  if (driver === null) return null;
  // The Vulkan loader reads this when an instance is made, that is in the next create().
  process.env['VK_DRIVER_FILES'] = driver;
  return createGpu();
}

/** @param where the program that looked for an adapter */
export function nothingFound(choice: AdapterChoice, where = 'Node'): Error {
  if (process.platform !== 'linux') {
    return new Error(`No WebGPU adapter was found in ${where} (PLAYGROUND_ADAPTER=${choice}). Update the graphics driver of this machine.`);
  }
  return new Error(`No WebGPU adapter was found in ${where} (PLAYGROUND_ADAPTER=${choice}): there is neither a Vulkan driver for a GPU nor the software driver that `
    + 'comes with Chromium. Install both parts of the latter, the Vulkan loader and a browser: on Debian "apt-get install -y libvulkan1 chromium", '
    + 'elsewhere your system\'s Vulkan loader and "npx playwright install chromium".');
}

/**
 * Opens WebGPU in this process and installs its globals (`GPUBufferUsage` and the like).
 * @param forTests where the system has no GPU but a software driver of its own, tests take the one beside the browser all
 *   the same: it is the one that the page is tested on, and it compiles the many small shaders of tests far sooner.
 * @throws a sentence that says what to install when no adapter can be had
 */
export async function openNodeGpu(forTests = false): Promise<GPU> {
  Object.assign(globalThis, globals);
  const choice = adapterChoice();
  let spare: GPU | null = null;
  if (choice !== 'swiftshader') {
    const gpu = createGpu();
    const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
    if (adapter !== null) {
      if (choice === 'default' || !forTests || !adapterFacts(adapter.info).software) return gpu;
      spare = gpu;
    }
  }
  if (choice !== 'default') {
    const gpu = await swiftShader();
    if (gpu !== null && await gpu.requestAdapter() !== null) return gpu;
  }
  if (spare !== null) return spare;
  throw nothingFound(choice);
}

/**
 * While anybody waits for the GPU, Dawn's binding to Node asks for news in an endless chain of setImmediate. That keeps a
 * whole core busy, which a software driver needs to compile and to compute: a millisecond between two questions leaves it that.
 */
export function askPatiently(): void {
  Object.assign(globalThis, { setImmediate: (ask: (...given: unknown[]) => void, ...given: unknown[]) => setTimeout(ask, 1, ...given) });
}

/** As openNodeGpu, but an adapter with this feature; null where none of those that PLAYGROUND_ADAPTER allows has it. */
export async function openNodeGpuWith(feature: GPUFeatureName): Promise<GPU | null> {
  Object.assign(globalThis, globals);
  const choice = adapterChoice();
  const openers = [...(choice === 'swiftshader' ? [] : [createGpu]), ...(choice === 'default' ? [] : [swiftShader])];
  for (const open of openers) {
    const gpu = await open();
    const adapter = await gpu?.requestAdapter({ powerPreference: 'high-performance' });
    if (gpu && adapter?.features.has(feature) === true) return gpu;
  }
  return null;
}
