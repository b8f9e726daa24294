/** Tests of what only some devices can do: they run where an adapter with the feature is to be had, and say so where none is. */
import { afterAll, beforeAll, expect, type TestContext } from 'vitest';
import { type Gpu, openGpu } from '../gpu/device.ts';
import { openNodeGpuWith } from './gpu.ts';

/** In the names of tests that may be skipped: the test command counts any other skipped test as failed. */
export function needs(feature: GPUFeatureName): string {
  return `[needs ${feature}]`;
}

/** What a test says that cannot run. */
export function lacking(feature: GPUFeatureName): string {
  return `No adapter of this machine has ${feature}. A GPU has it as a rule; on Linux without one, Mesa's software driver of version 23 or later does.`;
}

/**
 * Opens an adapter with this feature for the tests of a file; their names must hold `needs(feature)`.
 * @returns `inTest` gives the device, or skips the test with the reason; it also fails tests that left GPU errors behind.
 */
export function useGpuWith(feature: GPUFeatureName): { inTest(context: TestContext): Gpu } {
  let gpu: Gpu | null = null;
  beforeAll(async () => {
    const entry = await openNodeGpuWith(feature);
    if (entry) gpu = await openGpu(entry);
  });
  afterAll(() => {
    const left = gpu?.ledger.count ?? 0;
    gpu?.close();
    expect(left, 'buffers left after the last test').toBe(0);
  });
  return {
    inTest(context) {
      if (!gpu) return context.skip(lacking(feature));
      const opened = gpu;
      context.onTestFinished(() => { expect(opened.takeErrors(), 'errors of the GPU').toEqual([]); });
      return opened;
    },
  };
}
