// Single operations in TensorFlow.js. Where its own gradient would run a forward pass beside, its backward kernel is called.
import * as tf from '@tensorflow/tfjs';
import { name, numbers } from './tfjsDevice.mjs';

/** `run` returns a list of tensors. */
function engine(run, device) {
  let results = [];
  return {
    name,
    step() {
      tf.dispose(results);
      results = tf.tidy(run);
    },
    result: () => numbers(results),
    async settle() {
      // Work that tfjs has recorded is submitted when a value is asked for.
      await results.at(-1).slice(results.at(-1).shape.map(() => 0), results.at(-1).shape.map(() => 1)).data();
      await device.queue.onSubmittedWorkDone();
    },
  };
}

export function openMatmul({ m, n, k, a, b }, device) {
  const [left, right] = [tf.tensor(a, [m, k]), tf.tensor(b, [k, n])];
  return engine(() => [tf.matMul(left, right)], device);
}

export function openConv({ pass, batch, size, channels, outChannels, x, weight, dOut }, device) {
  const image = tf.tensor(x, [batch, size, size, channels]);
  const kernel = tf.tensor(weight, [3, 3, channels, outChannels]);
  const outgoing = tf.tensor(dOut, [batch, size, size, outChannels]);
  const attributes = { strides: 1, pad: 'same', dataFormat: 'NHWC' };
  const runs = {
    forward: () => [tf.conv2d(image, kernel, 1, 'same')],
    'input gradient': () => [tf.engine().runKernel('Conv2DBackpropInput', { dy: outgoing, filter: kernel }, { ...attributes, inputShape: image.shape })],
    'weight gradient': () => [tf.engine().runKernel('Conv2DBackpropFilter', { x: image, dy: outgoing }, { ...attributes, filterShape: kernel.shape })],
  };
  return engine(runs[pass], device);
}

/** Group normalisation of [N, H, W, C] with SiLU behind it if wanted. */
export function groupNorm(x, scale, shift, { groups, epsilon, silu }) {
  const { shape } = x;
  const [samples] = shape;
  const channels = shape.at(-1);
  const grouped = tf.reshape(x, [samples, -1, groups, channels / groups]);
  const { mean, variance } = tf.moments(grouped, [1, 3], true);
  const normal = tf.reshape(tf.mul(tf.sub(grouped, mean), tf.rsqrt(tf.add(variance, epsilon))), shape);
  const out = tf.add(tf.mul(normal, scale), shift);
  return silu ? tf.mul(out, tf.sigmoid(out)) : out;
}

/** Of one output: it and the gradients of all inputs. */
function both(f, inputs, gradient) {
  const { value, grads } = tf.valueAndGrads(f)(inputs, gradient);
  return [value, ...grads];
}

export function openNorm({ pass, batch, size, channels, groups, epsilon, x, scale, shift, dOut }, device) {
  const shape = [batch, size, size, channels];
  const inputs = [tf.tensor(x, shape), tf.tensor(scale, [channels]), tf.tensor(shift, [channels])];
  const outgoing = tf.tensor(dOut, shape);
  const forward = (a, s, b) => groupNorm(a, s, b, { groups, epsilon, silu: true });
  return engine(pass === 'forward' ? () => [forward(...inputs)] : () => both(forward, inputs, outgoing), device);
}

/** q, k, v [N, T, heads, width]. */
export function attention(q, k, v) {
  const [query, key, value] = [q, k, v].map((x) => tf.transpose(x, [0, 2, 1, 3]));
  const scores = tf.mul(tf.matMul(query, key, false, true), 1 / Math.sqrt(q.shape[3]));
  return tf.transpose(tf.matMul(tf.softmax(scores), value), [0, 2, 1, 3]);
}

export function openAttention({ pass, batch, heads, tokens, width, q, k, v, dOut }, device) {
  const shape = [batch, tokens, heads, width];
  const inputs = [q, k, v].map((data) => tf.tensor(data, shape));
  const outgoing = tf.tensor(dOut, shape);
  return engine(pass === 'forward' ? () => [attention(...inputs)] : () => both(attention, inputs, outgoing), device);
}
