// The MLP training step in TensorFlow.js on its WebGPU backend, with its own Adam.
import * as tf from '@tensorflow/tfjs';
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';

export const version = '4.22.0';

export async function open(gpu, problem) {
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  const { maxStorageBufferBindingSize, maxBufferSize, maxComputeWorkgroupStorageSize, maxComputeInvocationsPerWorkgroup, maxComputeWorkgroupsPerDimension } = adapter.limits;
  const device = await adapter.requestDevice({
    requiredLimits: { maxStorageBufferBindingSize, maxBufferSize, maxComputeWorkgroupStorageSize, maxComputeInvocationsPerWorkgroup, maxComputeWorkgroupsPerDimension },
  });
  tf.registerBackend('webgpu-here', () => new WebGPUBackend(device, adapter.info));
  for (const kernel of tf.getKernelsForBackend('webgpu')) tf.registerKernel({ ...kernel, backendName: 'webgpu-here' });
  await tf.setBackend('webgpu-here');
  await tf.ready();

  const { shapes, initial, x, y, inputs, outputs, batch, adam } = problem;
  const depth = (shapes.length - 4) / 2;
  const params = initial.map((data, i) => tf.variable(tf.tensor(data, shapes[i])));
  const features = tf.tensor(x, [batch, inputs]);
  const targets = tf.tensor(y, [batch, outputs]);
  const optimizer = tf.train.adam(adam.learningRate, adam.beta1, adam.beta2, adam.epsilon);

  const lossOf = () => {
    const [w0, b0, ...rest] = params;
    const silu = (z) => tf.mul(z, tf.sigmoid(z));
    let h = silu(tf.add(tf.matMul(features, w0), b0));
    for (let i = 0; i < depth; i += 1) {
      h = tf.add(h, silu(tf.add(tf.matMul(h, rest[2 * i]), rest[2 * i + 1])));
    }
    const out = tf.add(tf.matMul(h, rest[2 * depth]), rest[2 * depth + 1]);
    return tf.mean(tf.squaredDifference(out, targets));
  };
  let loss = null;
  return {
    name: `tfjs-webgpu ${version}`,
    device: () => device,
    step() {
      loss?.dispose();
      loss = optimizer.minimize(lossOf, true);
    },
    async lossNow() { return (await loss.data())[0]; },
    async settle() { await loss.data(); await device.queue.onSubmittedWorkDone(); },
  };
}
