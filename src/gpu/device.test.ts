import { describe, expect, it } from 'vitest';
import { adapterFacts } from './device.ts';

const nothing = { vendor: '', architecture: '', device: '', description: '' };

describe('adapterFacts', () => {
  it.each([
    [{ ...nothing, vendor: 'apple', architecture: 'metal-3' }, 'Apple metal-3', false],
    [{ ...nothing, vendor: 'google', architecture: 'swiftshader' }, 'SwiftShader (software)', true],
    [{ ...nothing, vendor: 'mesa', description: 'llvmpipe (LLVM 15.0.6, 256 bits)' }, 'Mesa llvmpipe (software)', true],
    [{ ...nothing, vendor: 'acme', isFallbackAdapter: true }, 'acme (software)', true],
    // Firefox names neither.
    [{ ...nothing, isFallbackAdapter: false }, 'Graphics card', false],
    [{ ...nothing, isFallbackAdapter: true }, 'Processor (software)', true],
  ])('%o is %s', (info, label, software) => {
    expect(adapterFacts(info)).toMatchObject({ label, software });
  });
});
