/** What kernel tests share: one GPU a test file, error scopes round every test. */
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { askPatiently, openNodeGpu } from './gpu.ts';

let opened: Promise<GPU> | undefined;

/** The GPU of this test file; opened at the first call. Fails, and never skips, where no adapter can be had. */
export function testGpu(): Promise<GPU> {
  if (!opened) askPatiently();
  return opened ??= openNodeGpu(true);
}

const scopes = ['validation', 'out-of-memory', 'internal'] as const;

/**
 * Registers hooks that put error scopes round each test of the file: a test in which `device()` reported a GPU error
 * fails with the error's text. For suites that open their device through src/gpu.
 */
export function watchErrors(device: () => GPUDevice): void {
  beforeEach(() => {
    for (const scope of scopes) device().pushErrorScope(scope);
  });
  afterEach(async () => {
    const errors: string[] = [];
    for (const scope of scopes.toReversed()) {
      const error = await device().popErrorScope();
      if (error !== null) errors.push(`${scope}: ${error.message}`);
    }
    if (errors.length > 0) throw new Error(`The GPU reported errors in this test.\n${errors.join('\n')}`);
  });
}

/**
 * A plain device for the tests of a file, with all the adapter's limits and features; destroyed after the last one.
 * @returns an object whose `device` may be read inside tests and hooks
 */
export function useTestDevice(): { readonly device: GPUDevice } {
  let device: GPUDevice | undefined;
  const current = (): GPUDevice => {
    if (device === undefined) throw new Error('The test device is open inside tests and hooks only.');
    return device;
  };
  beforeAll(async () => {
    const adapter = await (await testGpu()).requestAdapter({ powerPreference: 'high-performance' });
    if (adapter === null) throw new Error('The adapter went away between two requests.');
    const requiredLimits: Record<string, number> = {};
    for (const name in adapter.limits) {
      const value: unknown = Reflect.get(adapter.limits, name);
      if (typeof value === 'number') requiredLimits[name] = value;
    }
    device = await adapter.requestDevice({ requiredLimits, requiredFeatures: [...adapter.features].filter(isFeature) });
  });
  watchErrors(current);
  afterAll(() => device?.destroy());
  return { get device() { return current(); } };
}

/** Features that change what shaders may do; the rest (texture formats and the like) is of no use here. */
const wanted: readonly GPUFeatureName[] = ['shader-f16', 'subgroups', 'timestamp-query'];
function isFeature(name: string): name is GPUFeatureName {
  return wanted.some((feature) => feature === name);
}
