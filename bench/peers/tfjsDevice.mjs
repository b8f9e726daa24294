// TensorFlow.js on its WebGPU backend, with all the limits that the adapter has.
import * as tf from '@tensorflow/tfjs';
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';

export const name = 'tfjs-webgpu 4.22.0';

export async function openTfjs(gpu) {
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  const { maxStorageBufferBindingSize, maxBufferSize, maxComputeWorkgroupStorageSize, maxComputeInvocationsPerWorkgroup, maxComputeWorkgroupsPerDimension } = adapter.limits;
  const device = await adapter.requestDevice({
    requiredLimits: { maxStorageBufferBindingSize, maxBufferSize, maxComputeWorkgroupStorageSize, maxComputeInvocationsPerWorkgroup, maxComputeWorkgroupsPerDimension },
  });
  tf.registerBackend('webgpu-here', () => new WebGPUBackend(device, adapter.info));
  for (const kernel of tf.getKernelsForBackend('webgpu')) tf.registerKernel({ ...kernel, backendName: 'webgpu-here' });
  await tf.setBackend('webgpu-here');
  await tf.ready();
  return device;
}

/** All numbers of tensors, one tensor after the other. */
export async function numbers(tensors) {
  const parts = await Promise.all(tensors.map((one) => one.data()));
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let end = 0;
  for (const part of parts) {
    all.set(part, end);
    end += part.length;
  }
  return all;
}
