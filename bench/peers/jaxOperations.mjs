// Single operations in jax-js, each jitted.
import { jit, lax, nn, numpy as np, vjp } from '@jax-js/jax';
import { array, channelsFirst, engineOf } from './jaxDevice.mjs';

/** `run` takes fresh references and returns a list of arrays; `restore` lays its results as the problem wants them. */
function engine(run, inputs, restore) {
  const compiled = jit(run);
  return engineOf(() => compiled(...inputs.map((one) => one.ref)), restore);
}

export function openMatmul({ m, n, k, a, b }) {
  return engine((left, right) => [np.matmul(left, right)], [array(a, [m, k]), array(b, [k, n])]);
}

const nhwc = (x) => np.transpose(x, [0, 2, 3, 1]);

export function openConv({ pass, batch, size, channels, outChannels, x, weight, dOut }) {
  const image = channelsFirst(x, [batch, size, size, channels]);
  const kernel = np.transpose(array(weight, [3, 3, channels, outChannels]), [3, 2, 0, 1]);
  const outgoing = channelsFirst(dOut, [batch, size, size, outChannels]);
  const conv = (a, w) => lax.convGeneralDilated(a, w, [1, 1], [[1, 1], [1, 1]]);
  const back = (f, at, gradient) => {
    const [out, pull] = vjp(f, [at]);
    out.dispose();
    const made = pull(gradient);
    pull.dispose();
    return made;
  };
  switch (pass) {
    case 'forward': return engine((a, w) => [conv(a, w)], [image, kernel], ([out]) => [nhwc(out)]);
    case 'input gradient': return engine((a, w, d) => back((z) => conv(z, w), a, d), [image, kernel, outgoing], ([dX]) => [nhwc(dX)]);
    default: return engine((a, w, d) => back((z) => conv(a, z), w, d), [image, kernel, outgoing], ([dW]) => [np.transpose(dW, [2, 3, 1, 0])]);
  }
}

/** Group normalisation of [N, C, H, W] with SiLU behind it if wanted. */
export function groupNorm(x, scale, shift, { groups, epsilon, silu }) {
  const { shape } = x;
  const [samples, channels] = shape;
  const grouped = x.reshape([samples, groups, -1]);
  const centred = grouped.ref.sub(np.mean(grouped, -1, { keepdims: true }));
  const variance = np.mean(np.square(centred.ref), -1, { keepdims: true });
  const normal = centred.mul(np.reciprocal(np.sqrt(variance.add(epsilon)))).reshape(shape);
  const out = normal.mul(scale.reshape([1, channels, 1, 1])).add(shift.reshape([1, channels, 1, 1]));
  return silu ? nn.silu(out) : out;
}

/** Of one output: it and the gradients of all inputs. */
function both(f) {
  return (gradient, ...inputs) => {
    const [out, pull] = vjp(f, inputs);
    const gradients = pull(gradient);
    pull.dispose();
    return [out, ...gradients];
  };
}

export function openNorm({ pass, batch, size, channels, groups, epsilon, x, scale, shift, dOut }) {
  const shape = [batch, size, size, channels];
  const inputs = [channelsFirst(x, shape), array(scale, [channels]), array(shift, [channels])];
  const forward = (a, s, b) => groupNorm(a, s, b, { groups, epsilon, silu: true });
  if (pass === 'forward') return engine((...all) => [forward(...all)], inputs, ([out]) => [nhwc(out)]);
  return engine(both(forward), [channelsFirst(dOut, shape), ...inputs], ([out, dX, ...rows]) => [nhwc(out), nhwc(dX), ...rows]);
}

export function openAttention({ pass, batch, heads, tokens, width, q, k, v, dOut }) {
  const shape = [batch, tokens, heads, width];
  const inputs = [q, k, v].map((data) => array(data, shape));
  const forward = (a, b, c) => nn.dotProductAttention(a, b, c);
  if (pass === 'forward') return engine((...all) => [forward(...all)], inputs);
  return engine(both(forward), [array(dOut, shape), ...inputs]);
}
