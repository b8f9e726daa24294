// The U-Net in TensorFlow.js: a training step with its own Adam, and a DDIM loop.
import * as tf from '@tensorflow/tfjs';
import { name, numbers } from './tfjsDevice.mjs';
import { attention, groupNorm } from './tfjsOperations.mjs';
import { unet } from './unet.mjs';

function operations({ config, weights, shapes }) {
  const parameters = new Map([...weights].map(([key, data]) => [key, tf.variable(tf.tensor(data, shapes.get(key)))]));
  const of = (key) => parameters.get(key);
  const headWidth = config.attention_head_dim;
  const ops = {
    has: (key) => parameters.has(key),
    keep: (x) => x,
    drop: () => {},
    conv: (key, x, { stride = 1, kernel = 3 } = {}) => tf.add(tf.conv2d(x, of(`${key}.weight`), stride, (kernel - 1) / 2), of(`${key}.bias`)),
    dense(key, x) {
      const weight = of(`${key}.weight`);
      const rows = tf.reshape(x, [-1, weight.shape[0]]);
      return tf.reshape(tf.add(tf.matMul(rows, weight), of(`${key}.bias`)), [...x.shape.slice(0, -1), weight.shape[1]]);
    },
    norm: (key, x, silu) => groupNorm(x, of(`${key}.weight`), of(`${key}.bias`), { groups: config.norm_num_groups, epsilon: config.norm_eps, silu }),
    silu: (x) => tf.mul(x, tf.sigmoid(x)),
    add: (a, b) => tf.add(a, b),
    addChannels: (x, rows) => tf.add(x, tf.reshape(rows, [rows.shape[0], 1, 1, rows.shape[1]])),
    concat: (a, b) => tf.concat([a, b], 3),
    enlarge: (x) => tf.image.resizeNearestNeighbor(x, [2 * x.shape[1], 2 * x.shape[2]]),
    tokens: (x) => tf.reshape(x, [x.shape[0], x.shape[1] * x.shape[2], x.shape[3]]),
    pixels: (x, shape) => tf.reshape(x, shape),
    attend(q, k, v) {
      const heads = [q.shape[0], q.shape[1], q.shape[2] / headWidth, headWidth];
      return tf.reshape(attention(tf.reshape(q, heads), tf.reshape(k, heads), tf.reshape(v, heads)), q.shape);
    },
  };
  return { parameters, ops };
}

export function openUnetTrain(problem, device) {
  const { config, size, batch, x0, noise, alpha, sigma, waves, adam, emaDecay } = problem;
  const { parameters, ops } = operations(problem);
  const trained = [...parameters.values()];
  const averages = trained.map((one) => tf.variable(tf.clone(one), false));
  const shape = [batch, size, size, config.in_channels];
  const [images, goal] = [tf.tensor(x0, shape), tf.tensor(noise, shape)];
  const [signal, spread] = [alpha, sigma].map((values) => tf.tensor(values, [batch, 1, 1, 1]));
  const sinusoids = tf.tensor(waves, [batch, waves.length / batch]);
  const optimizer = tf.train.adam(adam.learningRate, adam.beta1, adam.beta2, adam.epsilon);
  const lossOf = () => {
    const noised = tf.add(tf.mul(images, signal), tf.mul(goal, spread));
    return tf.mean(tf.squaredDifference(unet(ops, config, noised, sinusoids), goal));
  };
  let loss = null;
  return {
    name,
    step() {
      loss?.dispose();
      loss = optimizer.minimize(lossOf, true, trained);
      tf.tidy(() => averages.forEach((average, i) => average.assign(tf.add(tf.mul(average, emaDecay), tf.mul(trained[i], 1 - emaDecay)))));
    },
    result: () => loss.data(),
    async settle() {
      await averages.at(-1).data();
      await device.queue.onSubmittedWorkDone();
    },
  };
}

export function openUnetSample(problem, device) {
  const { config, size, batch, start, calls, waves } = problem;
  const { ops } = operations(problem);
  const shape = [batch, size, size, config.in_channels];
  const first = tf.tensor(start, shape);
  const width = waves.length / calls.length;
  const sinusoids = calls.map((_, i) => tf.tile(tf.tensor(waves.subarray(i * width, (i + 1) * width), [1, width]), [batch, 1]));
  let state = null;
  return {
    name,
    step() {
      state?.dispose();
      state = calls.reduce((present, { x0FromState, x0FromOutput, state: ofState, x0: ofX0 }, i) => {
        const next = tf.tidy(() => {
          const prediction = unet(ops, config, present, sinusoids[i]);
          const x0 = tf.add(tf.mul(present, x0FromState), tf.mul(prediction, x0FromOutput));
          return tf.add(tf.mul(present, ofState), tf.mul(x0, ofX0));
        });
        if (i > 0) present.dispose();
        return next;
      }, first);
    },
    result: () => numbers([state]),
    async settle() {
      await state.data();
      await device.queue.onSubmittedWorkDone();
    },
  };
}
