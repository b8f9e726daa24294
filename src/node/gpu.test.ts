import { afterEach, describe, expect, it, vi } from 'vitest';
import { adapterChoice } from './gpu.ts';
import { useTestDevice } from './testDevice.ts';

describe('WebGPU in Node', () => {
  const gpu = useTestDevice();

  it('computes', async () => {
    const { device } = gpu;
    const code = '@group(0) @binding(0) var<storage, read_write> out: array<u32>; @compute @workgroup_size(64) fn main(@builtin(global_invocation_id) i: vec3u) { if (i.x < 100u) { out[i.x] = i.x * i.x; } }';
    const out = device.createBuffer({ size: 400, usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC });
    const read = device.createBuffer({ size: 400, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST });
    const pipeline = device.createComputePipeline({ layout: 'auto', compute: { module: device.createShaderModule({ code }) } });
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries: [{ binding: 0, resource: { buffer: out } }] }));
    pass.dispatchWorkgroups(2);
    pass.end();
    encoder.copyBufferToBuffer(out, 0, read, 0, 400);
    device.queue.submit([encoder.finish()]);
    await read.mapAsync(GPUMapMode.READ);
    expect([...new Uint32Array(read.getMappedRange())]).toEqual(Array.from({ length: 100 }, (_, i) => i * i));
    read.destroy();
    out.destroy();
  });
});

describe('PLAYGROUND_ADAPTER', () => {
  afterEach(() => { vi.unstubAllEnvs(); });

  it('is auto when unset and refuses what it does not know', () => {
    vi.stubEnv('PLAYGROUND_ADAPTER', undefined);
    expect(adapterChoice()).toBe('auto');
    vi.stubEnv('PLAYGROUND_ADAPTER', 'swiftshader');
    expect(adapterChoice()).toBe('swiftshader');
    vi.stubEnv('PLAYGROUND_ADAPTER', 'cuda');
    expect(adapterChoice).toThrow('PLAYGROUND_ADAPTER is "cuda"; it takes auto, default or swiftshader.');
  });
});
