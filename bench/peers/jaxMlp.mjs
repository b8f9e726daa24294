// The MLP training step in jax-js: loss, gradients and Adam in one jit, as its documentation advises.
import { jit, nn, numpy as np, tree, valueAndGrad } from '@jax-js/jax';
import { array, engineOf } from './jaxDevice.mjs';

export function openMlp(problem) {
  const { shapes, initial, x, y, inputs, outputs, batch, adam } = problem;
  const depth = (shapes.length - 4) / 2;

  const lossOf = (params, features, targets) => {
    const [w0, b0, ...rest] = params;
    let h = nn.silu(np.matmul(features, w0).add(b0));
    for (let i = 0; i < depth; i += 1) {
      const branch = nn.silu(np.matmul(h.ref, rest[2 * i]).add(rest[2 * i + 1]));
      h = h.add(branch);
    }
    const out = np.matmul(h, rest[2 * depth]).add(rest[2 * depth + 1]);
    const difference = out.sub(targets);
    return np.mean(difference.ref.mul(difference));
  };
  const gradient = valueAndGrad(lossOf);
  // corrections = [1 / (1 - beta1^t), 1 / (1 - beta2^t)], computed on the host as they change every step.
  const update = jit((params, m, v, features, targets, corrections) => {
    const [loss, grads] = gradient(tree.ref(params), features, targets);
    const next = { params: [], m: [], v: [] };
    const first = corrections.ref.slice(0);
    const second = corrections.slice(1);
    params.forEach((p, i) => {
      const g = grads[i];
      const mi = m[i].mul(adam.beta1).add(g.ref.mul(1 - adam.beta1));
      const vi = v[i].mul(adam.beta2).add(g.ref.mul(g).mul(1 - adam.beta2));
      const step = mi.ref.mul(first.ref).div(np.sqrt(vi.ref.mul(second.ref)).add(adam.epsilon)).mul(adam.learningRate);
      next.params.push(p.sub(step));
      next.m.push(mi);
      next.v.push(vi);
    });
    first.dispose();
    second.dispose();
    return { loss, ...next };
  });

  const features = array(x, [batch, inputs]);
  const targets = array(y, [batch, outputs]);
  let state = {
    params: initial.map((data, i) => array(data, shapes[i])),
    m: shapes.map((shape) => np.zeros(shape)),
    v: shapes.map((shape) => np.zeros(shape)),
  };
  let t = 0;
  return engineOf(() => {
    t += 1;
    const corrections = np.array(new Float32Array([1 / (1 - adam.beta1 ** t), 1 / (1 - adam.beta2 ** t)]));
    const { loss, ...rest } = update(state.params, state.m, state.v, features.ref, targets.ref, corrections);
    state = rest;
    return [loss];
  });
}
