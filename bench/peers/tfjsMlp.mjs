// The MLP training step in TensorFlow.js on its WebGPU backend, with its own Adam.
import * as tf from '@tensorflow/tfjs';
import { name } from './tfjsDevice.mjs';

export function openMlp(problem, device) {
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
    name,
    step() {
      loss?.dispose();
      loss = optimizer.minimize(lossOf, true);
    },
    result: () => loss.data(),
    async settle() { await loss.data(); await device.queue.onSubmittedWorkDone(); },
  };
}
