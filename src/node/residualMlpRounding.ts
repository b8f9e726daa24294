/** How far a float32 residual MLP may be off its float64 reference: a running error analysis, layer by layer, to first order. */
import type { MlpSizes } from '../ops/residualMlpLayout.ts';
import { Array64 } from '../ops/reference/array64.ts';
import { layerParameters, mlpNetwork } from '../ops/reference/residualMlp.ts';
import { UNIT_ROUNDOFF } from './operationCheck.ts';

/** Steepest slopes of SiLU and of its derivative. */
const SILU_SLOPE = 1.1;
const SILU_CURVATURE = 0.5;

/** 1 / (1 + exp(-u)) relatively, in units of UNIT_ROUNDOFF: WGSL promises exp to 3 + 2|u| and division to 2.5 units in the last place, two of ours each. */
const logisticError = (u: number): number => 2 * (3 + 2 * Math.min(Math.abs(u), 80)) + 2 + 5;
const logistic = (u: number): number => 1 / (1 + Math.exp(-u));
/** What is left of a flushed or clamped exponential. */
const TINY = 1e-30;

export interface NetworkErrors {
  readonly prediction: Array64;
  readonly layerInputs: readonly Array64[];
  readonly pre: readonly Array64[];
}

/** out[row, j] = sum over k of |x[row, k]| |weight[k, j]|. */
function product(x: Array64, weight: Array64): Array64 {
  return new Array64([x.rows, weight.columns]).map((_, index) => {
    const [row, column] = [Math.floor(index / weight.columns), index % weight.columns];
    let sum = 0;
    for (let k = 0; k < x.columns; k += 1) sum += Math.abs(x.get(row, k) * weight.get(k, column));
    return sum;
  });
}

function transposed(x: Array64): Array64 {
  return new Array64([x.columns, x.rows]).map((_, index) => x.get(index % x.rows, Math.floor(index / x.rows)));
}

/**
 * Allowed errors of the forward pass behind the features.
 * @param featureErrors how far each feature may be off, [batch, inputs]
 */
export function networkErrors(sizes: MlpSizes, features: Array64, arena: Array64, featureErrors: Array64): NetworkErrors {
  const { layerInputs, pre } = mlpNetwork(sizes, features, arena);
  const inputErrors = [featureErrors];
  const preErrors: Array64[] = [];
  for (let layer = 0; ; layer += 1) {
    const { weight, bias } = layerParameters(sizes, layer, arena);
    const [input, error] = [layerInputs[layer], inputErrors[layer]];
    if (!input || !error) throw new RangeError(`Layer ${layer} has no input.`);
    // A sum of K products and a bias, in any order: K + 2 roundings.
    const own = product(input, weight).map((size, index) => (weight.rows + 2) * UNIT_ROUNDOFF * (size + Math.abs(bias.get(0, index % bias.columns))));
    const sums = own.zip(product(error, weight), (a, b) => a + b);
    const values = pre[layer];
    if (!values) return { prediction: sums, layerInputs: inputErrors, pre: preErrors };
    preErrors.push(sums);
    inputErrors.push(sums.map((e, index) => {
      const u = values.data[index] ?? 0;
      const active = SILU_SLOPE * e + Math.abs(u * logistic(u)) * (logisticError(u) + 1) * UNIT_ROUNDOFF + TINY;
      return layer === 0 ? active : active + (error.data[index] ?? 0) + UNIT_ROUNDOFF * (Math.abs(input.data[index] ?? 0) + Math.abs(u));
    }));
  }
}

/**
 * Allowed errors of the gradients of the pre-activations, layer by layer, then of d_prediction (exact).
 * @param pre pre-activations of each layer, [batch, width], and how far they may be off
 */
export function backwardErrors(sizes: MlpSizes, dPre: readonly Array64[], arena: Array64, pre: readonly Array64[], preErrors: readonly Array64[]): Array64[] {
  const prediction = dPre.at(-1);
  if (!prediction) throw new RangeError('There is no gradient.');
  const errors = [prediction.map(() => 0)];
  let hidden = new Array64([prediction.rows, sizes.width]);
  let hiddenError = hidden;
  let hiddenSize = hidden;
  for (let layer = sizes.depth + 1; layer > 0; layer -= 1) {
    const { weight } = layerParameters(sizes, layer, arena);
    const turned = transposed(weight);
    const [outgoing, outgoingError, u, uError] = [dPre[layer], errors[0], pre[layer - 1], preErrors[layer - 1]];
    if (!outgoing || !outgoingError || !u || !uError) throw new RangeError(`Layer ${layer} has no gradient.`);
    const top = layer > sizes.depth;
    hiddenSize = product(outgoing, turned).zip(hiddenSize, (a, b) => (top ? a : a + b));
    const before = hidden;
    hidden = hidden.map((value, index) => {
      const [row, unit] = [Math.floor(index / sizes.width), index % sizes.width];
      let sum = top ? 0 : value;
      for (let j = 0; j < weight.columns; j += 1) sum += outgoing.get(row, j) * weight.get(unit, j);
      return sum;
    });
    const through = product(outgoingError, turned);
    hiddenError = hiddenError.map((error, index) => (top ? 0 : error) + (through.data[index] ?? 0)
      + (weight.columns + 2) * UNIT_ROUNDOFF * ((hiddenSize.data[index] ?? 0) + Math.abs(before.data[index] ?? 0)));
    errors.unshift(hidden.map((d, index) => {
      const value = u.data[index] ?? 0;
      const s = logistic(value);
      const relative = (logisticError(value) + 4) * UNIT_ROUNDOFF;
      const slopeError = SILU_CURVATURE * (uError.data[index] ?? 0)
        + relative * s * (1 + Math.abs(value) * (1 - s)) + s * Math.abs(value) * (relative * s + UNIT_ROUNDOFF) + TINY * (1 + Math.abs(value));
      return SILU_SLOPE * (hiddenError.data[index] ?? 0) + Math.abs(d) * (slopeError + SILU_SLOPE * UNIT_ROUNDOFF);
    }));
  }
  return errors;
}
