// The U-Net in jax-js: a training step with Adam and the moving average in one jit, and a DDIM loop of jitted calls.
import { jit, lax, nn, numpy as np, tree, valueAndGrad } from '@jax-js/jax';
import { array, channelsFirst, engineOf } from './jaxDevice.mjs';
import { groupNorm } from './jaxOperations.mjs';
import { unet } from './unet.mjs';

/** By name; convolutions are laid [out, in, height, width]. */
function parameterArrays({ weights, shapes }) {
  return Object.fromEntries([...weights].map(([key, data]) => {
    const given = array(data, shapes.get(key));
    return [key, given.ndim === 4 ? np.transpose(given, [3, 2, 0, 1]) : given];
  }));
}

/** Each parameter is consumed where it is used, and each is used once. */
function operations(config, parameters) {
  const headWidth = config.attention_head_dim;
  const row = (x) => x.reshape([1, -1, 1, 1]);
  return {
    has: (key) => key in parameters,
    keep: (x) => x.ref,
    drop: (x) => x.dispose(),
    conv(key, x, { stride = 1, kernel = 3 } = {}) {
      const pad = (kernel - 1) / 2;
      return lax.convGeneralDilated(x, parameters[`${key}.weight`], [stride, stride], [[pad, pad], [pad, pad]]).add(row(parameters[`${key}.bias`]));
    },
    dense(key, x) {
      const weight = parameters[`${key}.weight`];
      const [inputs, outputs] = weight.shape;
      const { shape } = x;
      return np.matmul(x.reshape([-1, inputs]), weight).add(parameters[`${key}.bias`]).reshape([...shape.slice(0, -1), outputs]);
    },
    norm: (key, x, silu) => groupNorm(x, parameters[`${key}.weight`], parameters[`${key}.bias`], { groups: config.norm_num_groups, epsilon: config.norm_eps, silu }),
    silu: (x) => nn.silu(x),
    add: (a, b) => a.add(b),
    addChannels: (x, rows) => x.add(rows.reshape([...rows.shape, 1, 1])),
    concat: (a, b) => np.concatenate([a, b], 1),
    enlarge(x) {
      const [n, c, h, w] = x.shape;
      return np.broadcastTo(x.reshape([n, c, h, 1, w, 1]), [n, c, h, 2, w, 2]).reshape([n, c, 2 * h, 2 * w]);
    },
    tokens: (x) => np.transpose(x.reshape([x.shape[0], x.shape[1], -1]), [0, 2, 1]),
    pixels: (x, shape) => np.transpose(x, [0, 2, 1]).reshape(shape),
    attend(q, k, v) {
      const { shape } = q;
      const heads = [shape[0], shape[1], shape[2] / headWidth, headWidth];
      return nn.dotProductAttention(q.reshape(heads), k.reshape(heads), v.reshape(heads)).reshape(shape);
    },
  };
}

export function openUnetTrain(problem) {
  const { config, size, batch, x0, noise, alpha, sigma, waves, adam, emaDecay } = problem;
  const shape = [batch, size, size, config.in_channels];
  const data = {
    images: channelsFirst(x0, shape), goal: channelsFirst(noise, shape),
    signal: array(alpha, [batch, 1, 1, 1]), spread: array(sigma, [batch, 1, 1, 1]), waves: array(waves, [batch, waves.length / batch]),
  };
  const lossOf = (parameters, { images, goal, signal, spread, waves: sinusoids }) => {
    const noised = images.mul(signal).add(goal.ref.mul(spread));
    return np.mean(np.square(unet(operations(config, parameters), config, noised, sinusoids).sub(goal)));
  };
  const gradient = valueAndGrad(lossOf);
  // corrections = [1 / (1 - beta1^t), 1 / (1 - beta2^t)], computed on the host as they change every step.
  const update = jit((state, batchData, corrections) => {
    const [loss, gradients] = gradient(tree.ref(state.value), batchData);
    const next = { value: {}, moment1: {}, moment2: {}, average: {} };
    const [first, second] = [corrections.ref.slice(0), corrections.slice(1)];
    for (const key of Object.keys(state.value)) {
      const g = gradients[key];
      const moment1 = state.moment1[key].mul(adam.beta1).add(g.ref.mul(1 - adam.beta1));
      const moment2 = state.moment2[key].mul(adam.beta2).add(np.square(g).mul(1 - adam.beta2));
      const step = moment1.ref.mul(first.ref).div(np.sqrt(moment2.ref.mul(second.ref)).add(adam.epsilon)).mul(adam.learningRate);
      const value = state.value[key].sub(step);
      next.average[key] = state.average[key].mul(emaDecay).add(value.ref.mul(1 - emaDecay));
      next.value[key] = value;
      next.moment1[key] = moment1;
      next.moment2[key] = moment2;
    }
    first.dispose();
    second.dispose();
    return [loss, next];
  });
  const value = parameterArrays(problem);
  const zeros = () => Object.fromEntries(Object.entries(value).map(([key, one]) => [key, np.zeros(one.shape)]));
  let state = { value, moment1: zeros(), moment2: zeros(), average: tree.ref(value) };
  let t = 0;
  return engineOf(() => {
    t += 1;
    const corrections = np.array(new Float32Array([1 / (1 - adam.beta1 ** t), 1 / (1 - adam.beta2 ** t)]));
    const [loss, next] = update(state, tree.ref(data), corrections);
    state = next;
    return [loss];
  });
}

export function openUnetSample(problem) {
  const { config, size, batch, start, calls, waves } = problem;
  const parameters = parameterArrays(problem);
  const first = channelsFirst(start, [batch, size, size, config.in_channels]);
  const width = waves.length / calls.length;
  const sinusoids = calls.map((_, i) => np.tile(array(waves.slice(i * width, (i + 1) * width), [1, width]), [batch, 1]));
  const coefficients = calls.map(({ x0FromState, x0FromOutput, state, x0 }) => array(new Float32Array([state + x0 * x0FromState, x0 * x0FromOutput]), [2]));
  const call = jit((given, present, row, weights) => {
    const prediction = unet(operations(config, given), config, present.ref, row);
    return present.mul(weights.ref.slice(0)).add(prediction.mul(weights.slice(1)));
  });
  return engineOf(
    () => [calls.reduce((present, _, i) => call(tree.ref(parameters), present, sinusoids[i].ref, coefficients[i].ref), first.ref)],
    ([sample]) => [np.transpose(sample, [0, 2, 3, 1])],
  );
}
